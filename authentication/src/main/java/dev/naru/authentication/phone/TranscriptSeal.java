// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import dev.naru.authentication.trustone.TapTranscript;
import java.text.ParseException;

/**
 * Seals transcripts for the hub, since there are card numbers in them: JWE in its compact form (RFC
 * 7516), ECDH-ES on P-256, A256GCM.
 */
public final class TranscriptSeal {
    private final ECKey key;

    private TranscriptSeal(ECKey key) {
        this.key = key;
    }

    /**
     * A seal for this key.
     *
     * @param openingKey the hub's, a JWK as it came with the challenge
     * @throws IllegalArgumentException when it is no key on P-256 that has a name
     */
    public static TranscriptSeal forKey(String openingKey) {
        try {
            ECKey key = ECKey.parse(openingKey).toPublicJWK();
            if (!Curve.P_256.equals(key.getCurve()) || key.getKeyID() == null) {
                throw new IllegalArgumentException("opening_key must be on P-256 and have a kid");
            }
            return new TranscriptSeal(key);
        } catch (ParseException malformed) {
            throw new IllegalArgumentException("opening_key must be a JWK of an EC key", malformed);
        }
    }

    /** The text that only the hub can open. */
    public String seal(TapTranscript transcript) {
        JWEObject sealed =
                new JWEObject(
                        new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                                .keyID(key.getKeyID())
                                .build(),
                        new Payload(transcript.toJson().getBytes(UTF_8)));
        try {
            sealed.encrypt(new ECDHEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK seals by ECDH-ES and A256GCM", e);
        }
        return sealed.serialize();
    }
}
