// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.memory;

/**
 * Deterministic 64-bit hashing for indexes and for telling one request from another. It is no
 * defence against somebody who looks for two inputs with one hash.
 */
public final class Hash {
    private static final long MULTIPLIER = 0xD6E8FEB86659FD93L;

    private Hash() {}

    /** Spreads every bit over all 64; no two values give the same. */
    public static long mix(long value) {
        long mixed = (value ^ (value >>> 32)) * MULTIPLIER;
        mixed = (mixed ^ (mixed >>> 32)) * MULTIPLIER;
        return mixed ^ (mixed >>> 32);
    }

    /** The hash of a scope and 128 bits. */
    public static long of(int scope, long high, long low) {
        return mix(mix(mix(scope) ^ high) ^ low);
    }
}
