// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keys with which the service signs, as it publishes them. Safe for many threads. */
public final class PublishedKeys {
    /** More is not looked at, in characters. */
    public static final int MAX_LENGTH = 16 * 1024;

    private final Map<String, ECDSAVerifier> byKid;

    private PublishedKeys(Map<String, ECDSAVerifier> byKid) {
        this.byKid = Map.copyOf(byKid);
    }

    /**
     * The keys of a JWKS document (RFC 7517, 5) that sign with ES256 and have a name; others are
     * passed over.
     *
     * @return empty when it is none, or has a private key in it, or two keys of one name
     */
    public static Optional<PublishedKeys> parse(String jwks) {
        if (jwks.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            Map<String, ECDSAVerifier> byKid = new HashMap<>();
            for (JWK key : JWKSet.parse(jwks).getKeys()) {
                if (key.isPrivate()) {
                    return Optional.empty();
                }
                if (isForAssertions(key)
                        && byKid.put(key.getKeyID(), new ECDSAVerifier(key.toECKey())) != null) {
                    return Optional.empty();
                }
            }
            return Optional.of(new PublishedKeys(byKid));
        } catch (ParseException | JOSEException | IllegalArgumentException noKeys) {
            return Optional.empty();
        }
    }

    private static boolean isForAssertions(JWK key) {
        return key instanceof ECKey point
                && Curve.P_256.equals(point.getCurve())
                && key.getKeyID() != null
                && KeyUse.SIGNATURE.equals(key.getKeyUse())
                && (key.getAlgorithm() == null || JWSAlgorithm.ES256.equals(key.getAlgorithm()));
    }

    Optional<ECDSAVerifier> named(String kid) {
        return Optional.ofNullable(byKid.get(kid));
    }
}
