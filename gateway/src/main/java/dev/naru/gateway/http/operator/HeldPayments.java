// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.client.EventPosition;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what a held payment carries in the event log, which is read from its beginning once: each
 * search goes on where the one before ended, so that the longest log is read through in the end,
 * and where the holds are that it passed is remembered. Safe for many threads, one searches at a
 * time.
 */
final class HeldPayments {
    private static final Logger LOG = LoggerFactory.getLogger(HeldPayments.class);
    private static final Duration POLL = Duration.ofMillis(50);

    private final EventSource events;
    private final long longestNs;
    private final LongSupplier nanoTime;

    /** By payment number: the event before the payment's hold. */
    private final Map<Long, EventPosition> before = new HashMap<>();

    private EventPosition searched = EventPosition.START;

    /**
     * Of this log.
     *
     * @param longest how long one search may take
     * @param nanoTime a clock that never goes back, nanoseconds
     */
    HeldPayments(EventSource events, Duration longest, LongSupplier nanoTime) {
        this.events = events;
        this.longestNs = longest.toNanos();
        this.nanoTime = nanoTime;
    }

    /** What the payment with this number carries; empty when it was not found in time. */
    synchronized Optional<Bytes> particulars(long paymentNumber) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + longestNs;
        EventPosition known = before.get(paymentNumber);
        if (known != null) {
            return search(new Search(paymentNumber, known), deadline).found;
        }
        Search search = search(new Search(paymentNumber, searched), deadline);
        searched = search.at;
        return search.found;
    }

    private Search search(Search search, long deadline) throws InterruptedException {
        try (EventStream stream = events.openAfter(search.at)) {
            while (search.found.isEmpty() && nanoTime.getAsLong() < deadline) {
                stream.poll((position, timeNs, event) -> search.look(position, event), POLL);
            }
        } catch (EventStream.DivergedException otherLog) {
            LOG.error("the event log is not the one that was searched before", otherLog);
            before.clear();
            search.at = EventPosition.START;
        }
        return search;
    }

    private final class Search {
        private final long number;
        private EventPosition at;
        private Optional<Bytes> found = Optional.empty();

        Search(long number, EventPosition at) {
            this.number = number;
            this.at = at;
        }

        void look(EventPosition position, Event event) {
            if (event instanceof Event.PaymentHeld held) {
                before.put(held.paymentNumber(), at);
                if (held.paymentNumber() == number) {
                    found = Optional.of(held.particulars());
                }
            } else if (event instanceof Event.HoldDecided decided) {
                before.remove(decided.paymentNumber());
            }
            at = position;
        }
    }
}
