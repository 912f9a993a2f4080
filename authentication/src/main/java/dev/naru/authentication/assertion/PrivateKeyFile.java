// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.naru.authentication.assertion.ServiceKeys.Use;
import java.text.ParseException;
import java.util.Optional;

/**
 * A private key on P-256, as it stands in its file. What it shows of itself is its id; the private
 * number is in no text of it and in no exception.
 */
final class PrivateKeyFile {
    private final String kid;
    private final ECKey published;
    private final ECDSASigner signer;
    private final ECDHDecrypter decrypter;

    private PrivateKeyFile(ECKey key, String kid, Use use) throws JOSEException {
        this.kid = kid;
        this.published =
                new ECKey.Builder(Curve.P_256, key.getX(), key.getY())
                        .keyID(kid)
                        .keyUse(use == Use.SIGNING ? KeyUse.SIGNATURE : KeyUse.ENCRYPTION)
                        .algorithm(
                                use == Use.SIGNING
                                        ? JWSAlgorithm.ES256
                                        : JWEAlgorithm.ECDH_ES_A256KW)
                        .build();
        this.signer = new ECDSASigner(key.toECPrivateKey(), Curve.P_256);
        this.decrypter = new ECDHDecrypter(key.toECPrivateKey());
    }

    /** The content of a file with a new key in it. */
    static String fresh(Use use) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(use == Use.SIGNING ? KeyUse.SIGNATURE : KeyUse.ENCRYPTION)
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK makes keys on P-256", e);
        }
    }

    /**
     * The key in a file's content, empty when that is none, or one for another use, or its two
     * halves do not belong together. What is wrong is not said, since that would quote the file.
     */
    static Optional<PrivateKeyFile> read(String content, Use use) {
        try {
            ECKey key = ECKey.parse(content);
            KeyUse wanted = use == Use.SIGNING ? KeyUse.SIGNATURE : KeyUse.ENCRYPTION;
            if (!Curve.P_256.equals(key.getCurve())
                    || !key.isPrivate()
                    || !wanted.equals(key.getKeyUse())
                    || !isWhole(key)) {
                return Optional.empty();
            }
            return Optional.of(new PrivateKeyFile(key, key.computeThumbprint().toString(), use));
        } catch (ParseException | JOSEException | IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(ECKey key) throws JOSEException {
        JWSHeader header = new JWSHeader(JWSAlgorithm.ES256);
        byte[] text = {1};
        return new ECDSAVerifier(key.toECPublicKey())
                .verify(
                        header,
                        text,
                        new ECDSASigner(key.toECPrivateKey(), Curve.P_256).sign(header, text));
    }

    /** Its RFC 7638 thumbprint. */
    String kid() {
        return kid;
    }

    /** The public half. */
    JWK published() {
        return published;
    }

    /** Signs with it. */
    ECDSASigner signer() {
        return signer;
    }

    /** Opens with it. */
    ECDHDecrypter decrypter() {
        return decrypter;
    }

    @Override
    public String toString() {
        return "PrivateKeyFile[" + kid + "]";
    }
}
