// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.core;

import dev.naru.core.EventSink;
import dev.naru.protocol.Event;
import dev.naru.protocol.Transfer;
import java.util.List;

/**
 * Takes the events, counts them and adds up what they move, so that none of them can be optimised
 * away. It does not encode them: that is the node's work.
 */
final class EventTally implements EventSink {
    private long events;
    private long completed;
    private long movedMinor;
    private int shortestChain = Integer.MAX_VALUE;
    private long digest;

    @Override
    public void append(long number, long timeNs, Event event) {
        if (number != ++events) {
            throw new IllegalStateException("event " + number + " came as number " + events);
        }
        digest = digest * 31 + timeNs;
        switch (event) {
            case Event.PaymentReserved reserved -> add(reserved.chain());
            case Event.PaymentCompleted completion -> completed++;
            case Event.FundingRecorded recorded -> movedMinor += recorded.funding().amountMinor();
            default -> digest += event.getClass().hashCode();
        }
    }

    private void add(List<Transfer> chain) {
        shortestChain = Math.min(shortestChain, chain.size());
        for (Transfer transfer : chain) {
            movedMinor += transfer.amountMinor();
        }
    }

    long events() {
        return events;
    }

    long completed() {
        return completed;
    }

    /** Minor units of all currencies together: means nothing, but must equal the ledger's. */
    long movedMinor() {
        return movedMinor;
    }

    int shortestChain() {
        return shortestChain;
    }

    long digest() {
        return digest;
    }
}
