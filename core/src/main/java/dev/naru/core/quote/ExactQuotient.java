// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.quote;

import dev.naru.protocol.Invariant;

/**
 * The exact quotient of a 128-bit product of two positive numbers by a third, to be rounded in one
 * of three ways. It is reused: {@link #of} sets it anew.
 */
final class ExactQuotient {
    private long whole;
    private long remainder;
    private long divisor;
    private boolean overflows;

    /** Computes {@code a * b / by}. All three are positive, and the last is below 2^62. */
    ExactQuotient of(long a, long b, long by) {
        Invariant.check(a > 0 && b > 0 && by > 0 && by < 1L << 62, "what is converted is in range");
        divisor = by;
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (high == 0 && low >= 0) {
            overflows = false;
            whole = low / by;
            remainder = low % by;
        } else {
            divideLong(high, low);
        }
        return this;
    }

    /** Whether the quotient, rounded up, is more than a {@code long} holds. */
    boolean overflows() {
        return overflows;
    }

    /** Rounded down. */
    long floor() {
        return whole;
    }

    /** Rounded up. */
    long ceiling() {
        return remainder == 0 ? whole : whole + 1;
    }

    /** Rounded to the nearest, a half to the even neighbour. */
    long halfEven() {
        long toNext = divisor - remainder;
        boolean isUp = remainder == toNext ? (whole & 1) == 1 : remainder > toNext;
        return isUp ? whole + 1 : whole;
    }

    /**
     * Schoolbook division in as many bits at a time as the remainder leaves free, so that nothing
     * passes 63 bits.
     */
    private void divideLong(long high, long low) {
        overflows = high >= divisor;
        if (overflows) {
            return;
        }
        remainder = high;
        whole = 0;
        int free = Long.numberOfLeadingZeros(divisor) - 1;
        int left = Long.SIZE;
        while (left > 0) {
            int bits = Math.min(free, left);
            left -= bits;
            long digits = (low >>> left) & ((1L << bits) - 1);
            long dividend = (remainder << bits) | digits;
            overflows |= whole >>> (Long.SIZE - 1 - bits) != 0;
            whole = (whole << bits) | (dividend / divisor);
            remainder = dividend % divisor;
        }
        overflows |= whole == Long.MAX_VALUE;
    }
}
