// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

/**
 * How long the service still waits for one client to take its outcomes. A client is often not slow
 * at all: its channel is being connected, or the driver has not had the processor for a few
 * milliseconds to pass on that there is room again. A client that is slow for long uses up what it
 * is given, and then costs the others no more than a twentieth of their time.
 */
final class Patience {
    static final long MOST_NS = 100_000_000;
    private static final int SHARE = 20;

    private long leftNs = MOST_NS;
    private long asOfNs;

    /**
     * @param nowNs on any scale that goes on evenly
     */
    Patience(long nowNs) {
        asOfNs = nowNs;
    }

    /** Whether to wait any longer. */
    boolean isLeft(long nowNs) {
        leftNs = Math.min(MOST_NS, leftNs + (nowNs - asOfNs) / SHARE);
        asOfNs = nowNs;
        return leftNs > 0;
    }

    /** The time since the last question was spent waiting. */
    void spend(long nowNs) {
        leftNs -= nowNs - asOfNs;
        asOfNs = nowNs;
    }
}
