// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.memory;

/**
 * The hash by which an index scatters keys that others chose. Whoever does not know the secret
 * cannot compute keys that meet in one place and make everybody wait.
 *
 * <p>Both halves of the key are hidden by constants that follow from the secret, and multiplied to
 * 128 bits: of any two keys that were chosen without it the products differ in a way that nobody
 * can foresee (NH, of the message authentication code UMAC, RFC 4418), so k bits of two hashes are
 * equal about once in 2^k secrets, however the keys were chosen. Folding and mixing bring all 128
 * bits to the ones that an index looks at. Hashes never leave the process, and an answer's time
 * tells too little of one probe for them to be guessed from outside. That makes it a defence of an
 * index; it is no message authentication.
 *
 * <p>Nothing that can be seen may depend on a hash: members of a cluster have secrets of their own,
 * and another one at each start. So records keep their keys and never the hashes.
 */
public final class KeyHash {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final long hidesHigh;
    private final long hidesLow;
    private final long spreadsScope;

    /**
     * A hash of its own.
     *
     * @param secret 64 bits that nobody outside can know
     */
    public KeyHash(long secret) {
        hidesHigh = Hash.mix(secret + STEP);
        hidesLow = Hash.mix(hidesHigh + STEP);
        spreadsScope = Hash.mix(hidesLow + STEP) | 1;
    }

    /** The hash of a scope, which is not chosen, and 128 bits, which are. */
    public long of(int scope, long high, long low) {
        long one = high + hidesHigh;
        long other = low + hidesLow;
        long folded = (one * other) ^ Math.unsignedMultiplyHigh(one, other);
        return Hash.mix(folded ^ (scope * spreadsScope));
    }
}
