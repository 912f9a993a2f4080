// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.client.EventPosition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The positions of the hub's last 2^20 events that this gateway has heard of, so that whoever names
 * an event by its number can go on behind it. Four bytes each. Safe for many threads.
 */
public final class RecentPositions {
    private static final int SIZE = 1 << 20;
    private static final long LOOK_AGAIN_NS = 5_000_000;

    private final int[] crcs = new int[SIZE];
    private long first;
    private long last = -1;

    /** The next event was heard; what is not the next one begins anew. */
    public synchronized void hear(EventPosition position) {
        long number = position.number();
        if (number == last) {
            return;
        }
        if (number != last + 1) {
            first = number;
        }
        last = number;
        first = Math.max(first, last - SIZE + 1);
        crcs[(int) (number & (SIZE - 1))] = position.crc();
    }

    /**
     * The position of an event; empty where it is not known. One that has just happened may reach
     * another reader before it is heard of here, so it is waited for.
     */
    public Optional<EventPosition> find(long number, Duration longest) {
        long endNs = System.nanoTime() + longest.toNanos();
        while (isToCome(number) && System.nanoTime() - endNs < 0) {
            LockSupport.parkNanos(this, LOOK_AGAIN_NS);
        }
        return find(number);
    }

    private synchronized boolean isToCome(long number) {
        return number > last && number - last < SIZE;
    }

    private synchronized Optional<EventPosition> find(long number) {
        return number >= first && number <= last
                ? Optional.of(new EventPosition(number, crcs[(int) (number & (SIZE - 1))]))
                : Optional.empty();
    }
}
