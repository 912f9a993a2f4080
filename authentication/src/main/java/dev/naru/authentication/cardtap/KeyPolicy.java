// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

/**
 * Which keys are good enough.
 *
 * @param kind of the keys of payment systems
 * @param leastAuthorityBits the shortest modulus of a payment system
 * @param leastIssuerBits of an issuer
 * @param leastCardBits of a card
 */
public record KeyPolicy(
        AuthorityKey.Kind kind, int leastAuthorityBits, int leastIssuerBits, int leastCardBits) {
    private static final int LEAST = 512;

    /** Refuses what would be no policy. */
    public KeyPolicy {
        if (leastAuthorityBits < LEAST || leastIssuerBits < LEAST || leastCardBits < LEAST) {
            throw new IllegalArgumentException("keys must have at least 512 bits");
        }
    }

    /** For real cards: 1,408, 1,152 and 1,024 bits. */
    public static final KeyPolicy LIVE = new KeyPolicy(AuthorityKey.Kind.LIVE, 1408, 1152, 1024);

    /** For test cards, which have shorter keys. */
    public static final KeyPolicy TEST = new KeyPolicy(AuthorityKey.Kind.TEST, 1024, 1024, 768);
}
