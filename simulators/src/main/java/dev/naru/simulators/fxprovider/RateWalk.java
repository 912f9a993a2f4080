// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.fxprovider;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;

/** A price that walks in small steps around a mid; the same seed walks the same way. */
final class RateWalk {
    /** Decimals of a published rate. */
    private static final int DECIMALS = 9;

    private static final int STEP_MILLIONTHS = 200;
    private static final int FARTHEST_MILLIONTHS = 10_000;

    private final SplittableRandom random;
    private BigDecimal mid;
    private int away;

    RateWalk(BigDecimal mid, long seed) {
        this.mid = mid;
        this.random = new SplittableRandom(seed);
    }

    /** Goes one step, at most to one percent away from the mid. */
    void step() {
        int next = away + random.nextInt(-STEP_MILLIONTHS, STEP_MILLIONTHS + 1);
        away = Math.clamp(next, -FARTHEST_MILLIONTHS, FARTHEST_MILLIONTHS);
    }

    /** Walks around another mid from now on, beginning at it. */
    void restart(BigDecimal other) {
        mid = other;
        away = 0;
    }

    /** The price with this much on top, rounded up: the provider does not lose by rounding. */
    String price(int extraMillionths) {
        return mid.multiply(BigDecimal.valueOf(1_000_000L + away))
                .multiply(BigDecimal.valueOf(1_000_000L + extraMillionths))
                .movePointLeft(12)
                .setScale(DECIMALS, RoundingMode.CEILING)
                .stripTrailingZeros()
                .toPlainString();
    }
}
