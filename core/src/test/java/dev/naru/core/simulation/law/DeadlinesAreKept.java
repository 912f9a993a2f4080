// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.CorridorClocks;
import dev.naru.protocol.Event;
import dev.naru.protocol.RecoveryReason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Nothing happens before its time and nothing is left undone after it: a hold and a reservation
 * expire, an answer that does not come brings doubt, doubt is asked about on the corridor's
 * schedule, and after the last question a person is told.
 */
public final class DeadlinesAreKept implements Law {
    /** How long a silence waits for room among the recovery items. */
    private static final long ROOM_WAIT_NS = 60_000_000_000L;

    private final int mostOpenItems;
    private final Map<Long, Long> dueNs = new HashMap<>();

    /** Payments whose schedule is over. */
    private final Set<Long> askedOut = new HashSet<>();

    /** When there was no room for another recovery item for the last time. */
    private long fullAtNs = Long.MIN_VALUE;

    /**
     * For one machine.
     *
     * @param mostOpenItems how many recovery items it holds
     */
    public DeadlinesAreKept(int mostOpenItems) {
        this.mostOpenItems = mostOpenItems;
    }

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
            schedule(e.paymentNumber(), fact.timeNs(), fact.timeNs() - 1, books);
        } else if (event instanceof Event.EnquiryDue e) {
            asked(e, fact, books);
        } else if (event instanceof Event.RecoveryItemOpened e) {
            if (e.reason() == RecoveryReason.NO_ANSWER) {
                falls(fact, e.paymentNumber());
                if (!askedOut.contains(e.paymentNumber())) {
                    throw broken(e + " comes before the last question");
                }
                dueNs.remove(e.paymentNumber());
            }
            noteRoom(openItems(books) + 1, fact.timeNs());
        } else if (event instanceof Event.RecoveryItemDecided) {
            noteRoom(openItems(books), fact.timeNs());
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

    private void asked(Event.EnquiryDue e, Fact fact, Books books) {
        long number = e.paymentNumber();
        Journey journey = books.payment(number).orElseThrow();
        if (e.enquiry() != journey.enquiriesAtNs().size() + 1) {
            throw broken(e + " follows enquiry " + journey.enquiriesAtNs().size());
        }
        if (e.personId() == 0) {
            falls(fact, number);
            if (askedOut.contains(number)) {
                throw broken(e + " comes after the last question");
            }
            schedule(number, journey.inDoubtAtNs(), fact.timeNs(), books);
        } else if (askedOut.contains(number)) {
            dueNs.put(number, fact.timeNs() + clocks(number, books).answerNs());
        }
    }

    /** The next question after this moment, or the end of the last one's time. */
    private void schedule(long number, long inDoubtAtNs, long afterNs, Books books) {
        CorridorClocks clocks = clocks(number, books);
        Optional<Long> next =
                clocks.enquiriesNs().stream()
                        .map(enquiryNs -> inDoubtAtNs + enquiryNs)
                        .filter(atNs -> atNs > afterNs)
                        .findFirst();
        if (next.isEmpty()) {
            askedOut.add(number);
        }
        long lastOne = Math.max(afterNs, inDoubtAtNs) + clocks.answerNs();
        dueNs.put(number, next.orElse(lastOne));
    }

    private static long openItems(Books books) {
        return books.items().stream().filter(item -> item.secondPersonId() == 0).count();
    }

    private void noteRoom(long openItems, long atNs) {
        if (openItems >= mostOpenItems) {
            fullAtNs = atNs;
        }
    }

    /** Until when a silence may go untold, where there was no room to tell of it. */
    private long graceNs(long number, long due, Books books) {
        boolean isTold =
                books.items().stream()
                        .filter(item -> item.secondPersonId() == 0)
                        .map(Books.Item::opened)
                        .anyMatch(
                                item ->
                                        item.paymentNumber() == number
                                                && item.reason() == RecoveryReason.NO_ANSWER);
        if (isTold) {
            return Long.MAX_VALUE;
        }
        return openItems(books) >= mostOpenItems
                ? Long.MAX_VALUE
                : fullAtNs >= due ? fullAtNs + ROOM_WAIT_NS : due;
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
                    long latest = askedOut.contains(number) ? graceNs(number, due, books) : due;
                    if (latest <= books.nowNs()) {
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
