// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.devicekey;

import com.webauthn4j.anchor.TrustAnchorRepository;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.statement.CertificateBaseAttestationStatement;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.CertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.DefaultCertPathTrustworthinessVerifier;
import java.security.cert.TrustAnchor;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows certificates to the roots of their own kind, so that one maker's root vouches for nothing
 * that only another can know, and at the hub's time, where the library would take the wall's.
 */
record RootsByKind(AttestationPolicy policy, Instant now)
        implements CertPathTrustworthinessVerifier {
    @Override
    public void verify(
            AAGUID model, CertificateBaseAttestationStatement statement, Instant wallTime) {
        new DefaultCertPathTrustworthinessVerifier(new Roots(anchors(statement)))
                .verify(model, statement, now);
    }

    private Set<TrustAnchor> anchors(CertificateBaseAttestationStatement statement) {
        return AttestationKind.of(statement).stream()
                .flatMap(kind -> policy.taken().getOrDefault(kind, Set.of()).stream())
                .map(root -> new TrustAnchor(root, null))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same roots, whatever the model. */
    private record Roots(Set<TrustAnchor> anchors) implements TrustAnchorRepository {
        @Override
        public Set<TrustAnchor> find(AAGUID model) {
            return anchors;
        }

        @Override
        public Set<TrustAnchor> find(byte[] keyIdentifier) {
            return anchors;
        }
    }
}
