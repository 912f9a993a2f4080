// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.CorridorClocks;
import dev.naru.protocol.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nothing happens before its time and nothing is left undone after it: a hold and a reservation
 * expire, an answer that does not come brings doubt, and doubt is asked about on the corridor's
 * schedule.
 */
public final class DeadlinesAreKept implements Law {
    private final Map<Long, Long> dueNs = new HashMap<>();

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        Event event = fact.event();
        if (event instanceof Event.PaymentHeld e) {
            long quoteEndsNs = books.quote(e.quoteId()).orElseThrow().quote().expiresAtNs();
            begins(e.paymentNumber(), e.heldUntilNs(), quoteEndsNs);
        } else if (event instanceof Event.PaymentReserved e) {
            CorridorClocks clocks = clocks(e.route().corridorId(), books);
            begins(e.paymentNumber(), e.dispatchByNs(), fact.timeNs() + clocks.dispatchNs());
        } else if (event instanceof Event.PaymentDispatched e) {
            CorridorClocks clocks = clocks(e.paymentNumber(), books);
            begins(e.paymentNumber(), e.answerDueAtNs(), fact.timeNs() + clocks.answerNs());
            if (e.executeByNs() != fact.timeNs() + clocks.executionNs()) {
                throw broken(e + " does not follow the clocks " + clocks);
            }
        } else if (event instanceof Event.PaymentInDoubt e) {
            falls(fact, e.paymentNumber());
            schedule(e.paymentNumber(), 0, fact.timeNs(), books);
        } else if (event instanceof Event.EnquiryDue e) {
            falls(fact, e.paymentNumber());
            Journey journey = books.payment(e.paymentNumber()).orElseThrow();
            if (e.enquiry() != journey.enquiries() + 1) {
                throw broken(e + " follows enquiry " + journey.enquiries());
            }
            schedule(e.paymentNumber(), e.enquiry(), journey.inDoubtAtNs(), books);
        } else if (event instanceof Event.PaymentExpired e) {
            falls(fact, e.paymentNumber());
            dueNs.remove(e.paymentNumber());
        } else if (event instanceof Event.PaymentCompleted e) {
            dueNs.remove(e.paymentNumber());
        } else if (event instanceof Event.PaymentBlocked e) {
            dueNs.remove(e.paymentNumber());
        } else if (event instanceof Event.PaymentRejected e) {
            dueNs.remove(e.paymentNumber());
        } else if (event instanceof Event.PaymentRefused e) {
            dueNs.remove(e.paymentNumber());
        }
    }

    private void begins(long number, long toldNs, long atNs) {
        if (toldNs != atNs) {
            throw broken("payment " + number + " is due at " + toldNs + ", and not at " + atNs);
        }
        dueNs.put(number, atNs);
    }

    private void schedule(long number, int enquiriesDone, long inDoubtAtNs, Books books) {
        List<Long> schedule = clocks(number, books).enquiriesNs();
        if (enquiriesDone < schedule.size()) {
            dueNs.put(number, inDoubtAtNs + schedule.get(enquiriesDone));
        } else {
            dueNs.remove(number);
        }
    }

    private void falls(Fact fact, long number) {
        long due = dueNs.getOrDefault(number, Long.MAX_VALUE);
        if (fact.timeNs() < due) {
            throw broken(fact + " happens " + (due - fact.timeNs()) + " ns before its time");
        }
    }

    @Override
    public void answered(Exchange exchange, Books books) {
        // The dues are looked through only now and then: there can be hundreds.
        if (exchange.hashes().isEmpty()) {
            return;
        }
        dueNs.forEach(
                (number, due) -> {
                    if (due <= books.nowNs()) {
                        throw broken(
                                "nothing happened with payment "
                                        + number
                                        + ", which was due "
                                        + (books.nowNs() - due)
                                        + " ns ago");
                    }
                });
    }

    private static CorridorClocks clocks(long paymentNumber, Books books) {
        Journey journey = books.payment(paymentNumber).orElseThrow();
        return clocks(journey.terms().orElseThrow().route().corridorId(), books);
    }

    private static CorridorClocks clocks(int corridorId, Books books) {
        return books.corridor(corridorId).orElseThrow().definition().terms().clocks();
    }
}
