// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import java.time.Duration;

/**
 * When a circuit breaker opens and how it tries to close.
 *
 * @param failuresToOpen failures in a row that open it, at least 1
 * @param successesToClose probes in a row that close it, at least 1
 * @param firstPause before the first probe, and between probes that succeed
 * @param longestPause what the pause grows to, doubling with each probe that fails
 */
public record BreakerSettings(
        int failuresToOpen, int successesToClose, Duration firstPause, Duration longestPause) {
    /** Five failures open it; two probes close it; pauses from 1 s to 5 s. */
    public static final BreakerSettings STANDARD =
            new BreakerSettings(5, 2, Duration.ofSeconds(1), Duration.ofSeconds(5));

    public BreakerSettings {
        if (failuresToOpen < 1 || successesToClose < 1) {
            throw new IllegalArgumentException(
                    "failuresToOpen and successesToClose must be at least 1");
        }
        if (firstPause.isNegative()
                || firstPause.isZero()
                || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(
                    "firstPause must be above zero and longestPause not shorter");
        }
    }
}
