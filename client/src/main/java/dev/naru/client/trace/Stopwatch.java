// SPDX-License-Identifier: Apache-2.0
package dev.naru.client.trace;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Takes a span's time: its beginning by this computer's clock, its length by a steady one. */
public final class Stopwatch {
    private final long beganAtNs;
    private final long steadyNs = System.nanoTime();

    private Stopwatch(long beganAtNs) {
        this.beganAtNs = beganAtNs;
    }

    /**
     * When something was.
     *
     * @param beganAtNs epoch nanoseconds, by this computer's clock and not by the machine's
     * @param endedAtNs the same, never before
     */
    public record Time(long beganAtNs, long endedAtNs) {}

    /** Begins now. */
    public static Stopwatch begin() {
        Instant now = Instant.now();
        return new Stopwatch(TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
    }

    /** From its beginning until now. */
    public Time time() {
        return new Time(beganAtNs, beganAtNs + Math.max(0, System.nanoTime() - steadyNs));
    }
}
