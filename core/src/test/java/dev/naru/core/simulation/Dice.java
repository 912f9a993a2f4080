// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import java.util.List;

/**
 * All randomness of one simulation: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), so that a seed
 * gives the same run on every machine and in every version of Java.
 */
final class Dice {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed) {
        state = mixed(seed + GAMMA);
    }

    /** Any 64 bits. */
    long bits() {
        state += GAMMA;
        return mixed(state);
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(bits() >>> 1, bound);
    }

    /** From {@code least} to {@code most}, both included. */
    long between(long least, long most) {
        return least + Long.remainderUnsigned(bits() >>> 1, most - least + 1);
    }

    /** True once in {@code times}. */
    boolean oneIn(int times) {
        return below(times) == 0;
    }

    /** One of these, each as likely as the others. */
    <T> T pick(List<T> list) {
        return list.get(below(list.size()));
    }

    /** One of these, each as likely as the others. */
    <T> T pick(T[] values) {
        return values[below(values.length)];
    }

    /** An amount that is as often small as large: its number of digits is drawn first. */
    long amount(long most) {
        long bound = 10;
        for (int digits = below(12); digits > 0 && bound < most; digits--) {
            bound *= 10;
        }
        return between(1, Math.min(bound, most));
    }

    /** Dice of their own that this one's later throws do not touch. */
    Dice apart() {
        return new Dice(bits());
    }

    private static long mixed(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
