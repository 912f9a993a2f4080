// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.memory;

/**
 * Deterministic 64-bit hashing for telling one request from another, the same on every member and
 * in every version. It is no defence against somebody who looks for two inputs with one hash, and
 * needs none where the two are the same sender's under one id: whoever finds them is told of its
 * own other payment. Indexes use {@link KeyHash}.
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
}
