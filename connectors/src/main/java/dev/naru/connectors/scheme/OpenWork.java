// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.client.EventPosition;
import java.util.ArrayDeque;

/**
 * Knows how far the events need no more work here, although work ends in any order. Safe for many
 * threads; events are told to it in their order.
 */
final class OpenWork {
    private final ArrayDeque<Ticket> open = new ArrayDeque<>();
    private EventPosition finished;

    OpenWork(EventPosition start) {
        this.finished = start;
    }

    /** An event's work. */
    final class Ticket {
        private EventPosition upTo;
        private boolean done;

        private Ticket(EventPosition upTo) {
            this.upTo = upTo;
        }

        /** It needs no more work here. Once is enough; more often does no harm. */
        void done() {
            finish(this);
        }
    }

    /** An event came that needs no work. */
    synchronized void passed(EventPosition position) {
        if (open.isEmpty()) {
            finished = position;
        } else {
            open.getLast().upTo = position;
        }
    }

    /** An event came that needs work. */
    synchronized Ticket begun(EventPosition position) {
        Ticket ticket = new Ticket(position);
        open.add(ticket);
        return ticket;
    }

    /** The last event up to which, itself included, nothing needs work. */
    synchronized EventPosition finished() {
        return finished;
    }

    private synchronized void finish(Ticket ticket) {
        if (ticket.done) {
            return;
        }
        ticket.done = true;
        while (!open.isEmpty() && open.getFirst().done) {
            finished = open.removeFirst().upTo;
        }
    }
}
