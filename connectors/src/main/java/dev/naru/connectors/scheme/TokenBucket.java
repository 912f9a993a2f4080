// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

/**
 * Spreads beginnings over time: on average so many a second, after a quiet time so many at once. It
 * keeps one number, the time at which a bucket that is drawn from steadily would be full again (the
 * generic cell rate algorithm). Safe for many threads.
 */
final class TokenBucket {
    private final long intervalNs;
    private final long toleranceNs;
    private long fullAtNs = Long.MIN_VALUE;

    TokenBucket(int perSecond, int burst) {
        this.intervalNs = 1_000_000_000L / perSecond;
        this.toleranceNs = intervalNs * (burst - 1);
    }

    /**
     * Takes a token, which is good after a wait.
     *
     * @param nowNs any steady clock's time
     * @param longestNs the longest wait that is of use; with a longer one no token is taken
     * @return how long to wait, 0 for not at all, -1 when it would be longer than {@code longestNs}
     */
    synchronized long take(long nowNs, long longestNs) {
        long base = Math.max(fullAtNs, nowNs);
        long waitNs = Math.max(0, base - toleranceNs - nowNs);
        if (waitNs > longestNs) {
            return -1;
        }
        fullAtNs = base + intervalNs;
        return waitNs;
    }
}
