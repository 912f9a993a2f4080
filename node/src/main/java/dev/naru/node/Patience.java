// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

/**
 * How long the service still waits for clients to take their outcomes. A client is often not slow
 * at all: its channel is being connected, or the driver has not had the processor for a few
 * milliseconds to pass on that there is room again. A client that is slow for long uses up what it
 * is given, and then costs the others no more than a small share of their time; so do many
 * together, with whom there is one patience besides that with each.
 */
final class Patience {
    private final long mostNs;
    private final int share;
    private long leftNs;
    private long asOfNs;

    /**
     * @param nowNs on any scale that goes on evenly
     */
    private Patience(long mostNs, int share, long nowNs) {
        this.mostNs = mostNs;
        this.share = share;
        leftNs = mostNs;
        asOfNs = nowNs;
    }

    /** With one client: a tenth of a second, and then a twentieth of the time. */
    static Patience withOne(long nowNs) {
        return new Patience(100_000_000, 20, nowNs);
    }

    /** With all clients together: a fifth of a second, and then a tenth of the time. */
    static Patience withAll(long nowNs) {
        return new Patience(200_000_000, 10, nowNs);
    }

    /** The most that can be waited in one go, nanoseconds. */
    long mostNs() {
        return mostNs;
    }

    /** Whether to wait any longer. */
    boolean isLeft(long nowNs) {
        leftNs = Math.min(mostNs, leftNs + (nowNs - asOfNs) / share);
        asOfNs = nowNs;
        return leftNs > 0;
    }

    /** The time since the last question was spent waiting. */
    void spend(long nowNs) {
        leftNs -= nowNs - asOfNs;
        asOfNs = nowNs;
    }
}
