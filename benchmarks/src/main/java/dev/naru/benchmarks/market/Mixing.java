// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.market;

/** Turns an index into something that looks random, by the finisher of SplitMix64. */
final class Mixing {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Mixing() {}

    /** The same for the same index and stream, whatever was asked before. */
    static long mix(long index, int stream) {
        long z = (index + 1) * GOLDEN_GAMMA + stream * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 to {@code bound} - 1. */
    static int below(int bound, long mixed) {
        return (int) Math.unsignedMultiplyHigh(mixed, bound);
    }
}
