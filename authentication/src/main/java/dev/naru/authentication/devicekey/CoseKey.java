// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.devicekey;

import com.nimbusds.jose.crypto.utils.ECChecks;
import com.nimbusds.jose.jwk.Curve;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import dev.naru.formats.emv.ByteString;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * A public key for ES256 on P-256 as COSE has it (RFC 9053, 7.1), in the one form in which it is
 * kept: kind, algorithm, curve and the two coordinates, in CBOR's shortest writing.
 */
record CoseKey(ByteString x, ByteString y) {
    private static final int COORDINATE = 32;
    private static final ByteString KIND_AND_ALGORITHM = ByteString.ofHex("A5010203262001215820");
    private static final ByteString KIND = ByteString.ofHex("A401022001215820");
    private static final ByteString THEN_Y = ByteString.ofHex("225820");
    private static final int X = KIND_AND_ALGORITHM.length();
    private static final int Y = X + COORDINATE + THEN_Y.length();

    /** The key that is kept so; empty when that is none, or no point of the curve. */
    static Optional<CoseKey> of(ByteString kept) {
        if (kept.length() != Y + COORDINATE) {
            return Optional.empty();
        }
        return of(kept.slice(X, X + COORDINATE), kept.slice(Y, Y + COORDINATE))
                .filter(key -> key.kept().equals(kept));
    }

    /** The key that a device wrote, empty when it is none on P-256, or no point of it. */
    static Optional<CoseKey> of(EC2COSEKey written) {
        byte[] x = written.getX();
        byte[] y = written.getY();
        return x == null
                        || y == null
                        || !com.webauthn4j.data.attestation.authenticator.Curve.SECP256R1.equals(
                                written.getCurve())
                ? Optional.empty()
                : of(ByteString.of(x), ByteString.of(y));
    }

    private static Optional<CoseKey> of(ByteString x, ByteString y) {
        boolean onTheCurve =
                x.length() == COORDINATE
                        && y.length() == COORDINATE
                        && ECChecks.isPointOnCurve(
                                new BigInteger(1, x.toByteArray()),
                                new BigInteger(1, y.toByteArray()),
                                Curve.P_256.toECParameterSpec());
        return onTheCurve ? Optional.of(new CoseKey(x, y)) : Optional.empty();
    }

    /** 77 bytes. */
    ByteString kept() {
        return ByteString.concat(KIND_AND_ALGORITHM, x, THEN_Y, y);
    }

    /** SHA-256 of what makes it this key and no other (RFC 9679). */
    ByteString thumbprint() {
        try {
            return ByteString.of(
                    MessageDigest.getInstance("SHA-256")
                            .digest(ByteString.concat(KIND, x, THEN_Y, y).toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** As the library has it. */
    EC2COSEKey forLibrary() {
        return new EC2COSEKey(
                null,
                COSEAlgorithmIdentifier.ES256,
                null,
                com.webauthn4j.data.attestation.authenticator.Curve.SECP256R1,
                x.toByteArray(),
                y.toByteArray());
    }
}
