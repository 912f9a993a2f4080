// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The hub's time as it was last heard, carried on by this machine's own clock. A sandbox's hub
 * lives in another time than the wall, and what expires there must not be judged by the wall. It is
 * good enough to tell a caller that a resolution has expired; about money only the machine's own
 * time counts.
 */
public final class HubClock {
    private final LongSupplier nanoTime;
    private long heardNs;
    private long heardAtNs;
    private boolean heard;

    /**
     * A clock that goes by this time until it hears the hub's.
     *
     * @param startNs epoch nanoseconds
     * @param nanoTime a clock that never goes back, nanoseconds
     */
    public HubClock(long startNs, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.heardNs = startNs;
        this.heardAtNs = nanoTime.getAsLong();
    }

    /** A clock that goes by this machine's wall clock until it hears the hub's. */
    public static HubClock ofWall() {
        Instant now = Instant.now();
        return new HubClock(
                now.getEpochSecond() * 1_000_000_000L + now.getNano(), System::nanoTime);
    }

    /**
     * Hears a time of the hub, epoch nanoseconds. One that is earlier than known changes nothing.
     */
    public synchronized void hear(long timeNs) {
        if (!heard || timeNs > nowNs()) {
            heard = true;
            heardNs = timeNs;
            heardAtNs = nanoTime.getAsLong();
        }
    }

    /** Whether it goes by the hub's time. */
    synchronized boolean hasHeard() {
        return heard;
    }

    /** About what time it is in the hub, epoch nanoseconds. */
    public synchronized long nowNs() {
        return heardNs + (nanoTime.getAsLong() - heardAtNs);
    }
}
