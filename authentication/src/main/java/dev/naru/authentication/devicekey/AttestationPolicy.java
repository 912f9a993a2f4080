// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.devicekey;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Whose word for a new device key is taken.
 *
 * @param taken the kinds, and of each the roots to one of which its certificates must lead; none of
 *     kinds without certificates
 * @param revoked serial numbers of certificates that count no more, of whatever maker
 */
public record AttestationPolicy(
        Map<AttestationKind, Set<X509Certificate>> taken, Set<BigInteger> revoked) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException when a kind with certificates has no root, or another has
     *     one
     */
    public AttestationPolicy {
        Map<AttestationKind, Set<X509Certificate>> copy = new EnumMap<>(AttestationKind.class);
        taken.forEach((kind, roots) -> copy.put(kind, Set.copyOf(roots)));
        copy.forEach(
                (kind, roots) -> {
                    if (kind.isCertified() == roots.isEmpty()) {
                        throw new IllegalArgumentException(
                                kind + " has " + roots.size() + " roots");
                    }
                });
        taken = Map.copyOf(copy);
        revoked = Set.copyOf(revoked);
    }

    /** Takes what nobody vouches for. */
    public static AttestationPolicy sandbox() {
        return new AttestationPolicy(
                Map.of(AttestationKind.NONE, Set.of(), AttestationKind.SELF, Set.of()), Set.of());
    }

    /**
     * Takes what makers vouch for.
     *
     * @param roots of each kind that is taken
     * @throws IllegalArgumentException when a kind has no certificates, or no root
     */
    public static AttestationPolicy live(
            Map<AttestationKind, Set<X509Certificate>> roots, Set<BigInteger> revoked) {
        roots.keySet()
                .forEach(
                        kind -> {
                            if (!kind.isCertified()) {
                                throw new IllegalArgumentException(
                                        "a live hub does not take " + kind);
                            }
                        });
        return new AttestationPolicy(roots, revoked);
    }
}
