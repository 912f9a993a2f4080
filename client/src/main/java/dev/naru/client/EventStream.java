// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Events in order, without gap or repeat. For one thread. It reconnects by itself, to another
 * member where it must.
 */
public interface EventStream extends AutoCloseable {
    /**
     * Hands over the events that are there, waiting up to {@code wait} for the first.
     *
     * @return how many events were handed over
     * @throws UnreadableEventException the next event cannot be decoded
     * @throws DivergedException the hub's log is not the one that this reader has read: stop and
     *     alarm
     */
    int poll(EventHandler handler, Duration wait) throws InterruptedException;

    /**
     * Hands over the events that are there, waiting up to {@code wait} for the first, and when one
     * was there goes on until {@code gathering} has passed. For a reader that writes down what it
     * reads: of events that come one by one it would else make as many transactions. Nor is it
     * woken by each of them: when it has all that it heard of, it sleeps, and takes them together.
     *
     * @return how many events were handed over
     * @throws UnreadableEventException the next event cannot be decoded
     * @throws DivergedException the hub's log is not the one that this reader has read
     */
    default int gather(EventHandler handler, Duration wait, Duration gathering)
            throws InterruptedException {
        int taken = poll(handler, wait);
        if (taken == 0) {
            return 0;
        }
        long endNs = System.nanoTime() + gathering.toNanos();
        for (long left = gathering.toNanos(); left > 0; left = endNs - System.nanoTime()) {
            if (lag() > 0) {
                taken += poll(handler, Duration.ofNanos(left));
            } else {
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        return taken + poll(handler, Duration.ZERO);
    }

    /** The last event that was handed over. */
    EventPosition position();

    /** How many events the hub has beyond {@link #position}, as last heard. */
    long lag();

    /** How this reader stands with the event servers now. For any thread. */
    EventHearing hearing();

    @Override
    void close();

    /** The reader's position does not lie on the hub's event chain. */
    final class DivergedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Says where. */
        public DivergedException(String sentence) {
            super(sentence);
        }
    }
}
