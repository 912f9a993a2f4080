// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.applet;

import dev.naru.formats.emv.ByteString;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Optional;

/** Keys and signatures on the curve P-256 (FIPS 186-5). */
final class P256 {
    /** 04, and the two coordinates of 32 bytes. */
    static final int POINT = 65;

    private static final int COORDINATE = 32;
    private static final int UNCOMPRESSED = 4;
    private static final ECParameterSpec CURVE = curve();

    private P256() {}

    private static ECParameterSpec curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** The key whose point this is; empty when it is no point of the curve. */
    static Optional<PublicKey> key(ByteString point) {
        if (point.length() != POINT || point.at(0) != UNCOMPRESSED) {
            return Optional.empty();
        }
        BigInteger x = number(point.slice(1, 1 + COORDINATE));
        BigInteger y = number(point.slice(1 + COORDINATE, POINT));
        BigInteger p = ((ECFieldFp) CURVE.getCurve().getField()).getP();
        BigInteger right =
                x.pow(3).add(CURVE.getCurve().getA().multiply(x)).add(CURVE.getCurve().getB());
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.pow(2).mod(p).equals(right.mod(p))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    KeyFactory.getInstance("EC")
                            .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), CURVE)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a point of the curve is a key", e);
        }
    }

    /**
     * Whether {@code signature}, r and s of 32 bytes each, is the key's over SHA-256 of the text.
     */
    static boolean isPlainSignature(PublicKey key, ByteString text, ByteString signature) {
        return isSignature("SHA256withECDSAinP1363Format", key, text, signature);
    }

    /** Whether {@code signature}, a DER sequence as cards write it, is the key's over SHA-256. */
    static boolean isDerSignature(PublicKey key, ByteString text, ByteString signature) {
        return isSignature("SHA256withECDSA", key, text, signature);
    }

    private static boolean isSignature(
            String algorithm, PublicKey key, ByteString text, ByteString signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(text.toByteArray());
            return verifier.verify(signature.toByteArray());
        } catch (SignatureException noSignature) {
            return false;
        } catch (InvalidKeyException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static BigInteger number(ByteString bytes) {
        return new BigInteger(1, bytes.toByteArray());
    }
}
