// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import dev.naru.authentication.assertion.ServiceKeys.Use;

/**
 * Signs assertions: JWS in its compact form (RFC 7515), ES256, of type {@link #TYPE}. Safe for many
 * threads.
 */
public final class AssertionSigner {
    /** The {@code typ} of the header, so that no other JWT is taken for one (RFC 8725, 3.11). */
    public static final String TYPE = "trustone+jwt";

    private final ServiceKeys keys;
    private final String issuer;

    /**
     * Signs with the current one of these keys.
     *
     * @param issuer who says so, an address that relying parties know
     */
    public AssertionSigner(ServiceKeys keys, String issuer) {
        if (keys.use() != Use.SIGNING) {
            throw new IllegalArgumentException("keys for signing are needed");
        }
        this.keys = keys;
        this.issuer = issuer;
    }

    /** The assertion, signed. */
    public String sign(Assertion assertion) {
        PrivateKeyFile key = keys.held().current();
        JWSObject signed =
                new JWSObject(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .type(new JOSEObjectType(TYPE))
                                .keyID(key.kid())
                                .build(),
                        new Payload(Claims.of(issuer, assertion).json()));
        try {
            signed.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("a key on P-256 signs", e);
        }
        return signed.serialize();
    }
}
