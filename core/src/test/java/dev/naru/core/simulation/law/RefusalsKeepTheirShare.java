// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * A refused payment is remembered exactly as long as its sender has fewer than a thirty-second, and
 * all senders together fewer than half, of the memory in refusals. Which are still remembered is
 * reckoned as the machine promises it: what ended first is forgotten first, four at the most for
 * each payment that begins.
 */
public final class RefusalsKeepTheirShare implements Law {
    private static final long MILLISECOND_NS = 1_000_000;
    private static final int FORGOTTEN_AT_ONCE = 4;

    private static final Set<Rejection> NEVER_REMEMBERED =
            EnumSet.of(
                    Rejection.PARTICIPANT_UNKNOWN,
                    Rejection.REQUEST_REUSED,
                    Rejection.LIMIT_OPEN_PAYMENTS,
                    Rejection.LIMIT_REMEMBERED_PAYMENTS,
                    Rejection.LIMIT_PAYERS);

    private final long mostOfOne;
    private final long mostOfAll;
    private final long rememberNs;
    private final Deque<Ended> ended = new ArrayDeque<>();
    private final Set<Long> begun = new HashSet<>();

    private record Ended(int participantId, long atNs, boolean isRefused) {}

    /**
     * For one machine.
     *
     * @param remembered how many payments it remembers at the most
     * @param rememberNs how long it remembers at the least what has ended
     */
    public RefusalsKeepTheirShare(long remembered, long rememberNs) {
        mostOfOne = Math.max(1, remembered / 32);
        mostOfAll = Math.max(1, remembered / 2);
        this.rememberNs = rememberNs;
    }

    /** Whether this is a reason that is remembered with a payment where there is room. */
    public static boolean isOfPayment(Rejection rejection) {
        return !NEVER_REMEMBERED.contains(rejection);
    }

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        Event event = fact.event();
        if (event instanceof Event.PaymentHeld e) {
            begins(e.paymentNumber(), books);
        } else if (event instanceof Event.PaymentReserved e) {
            begins(e.paymentNumber(), books);
        } else if (event instanceof Event.PaymentRefused e) {
            boolean hadRoom = hasRoom(e.participantId(), books);
            if (begins(e.paymentNumber(), books) && !hadRoom) {
                throw broken(e + " is remembered beyond its sender's share");
            }
            ends(e.participantId(), fact, true);
        } else if (event instanceof Event.PaymentCompleted e) {
            ends(e.participantId(), fact, false);
        } else if (event instanceof Event.PaymentBlocked e) {
            ends(e.participantId(), fact, false);
        } else if (event instanceof Event.PaymentRejected e) {
            ends(e.participantId(), fact, false);
        } else if (event instanceof Event.PaymentExpired e) {
            ends(e.participantId(), fact, false);
        }
    }

    @Override
    public void answered(Exchange exchange, Books books) {
        if (exchange.outcome().orElse(null) instanceof Outcome.Refused(Rejection rejection)
                && exchange.command().orElse(null) instanceof Command.InitiatePayment asked
                && isOfPayment(rejection)
                && hasRoom(asked.participantId(), books)) {
            throw broken(asked + " was refused for " + rejection + " and is not remembered");
        }
    }

    /** Whether the payment is new; what is old is then forgotten for it. */
    private boolean begins(long number, Books books) {
        boolean isNew = begun.add(number);
        for (int i = 0; isNew && i < FORGOTTEN_AT_ONCE; i++) {
            if (!ended.isEmpty() && isOld(ended.getFirst(), books)) {
                ended.removeFirst();
            }
        }
        return isNew;
    }

    private void ends(int participantId, Fact fact, boolean isRefused) {
        long atNs = fact.timeNs() / MILLISECOND_NS * MILLISECOND_NS;
        ended.addLast(new Ended(participantId, atNs, isRefused));
    }

    /** Whether one more fits, after what would be forgotten for it. */
    private boolean hasRoom(int participantId, Books books) {
        long ofOne = 0;
        long ofAll = 0;
        int toForget = FORGOTTEN_AT_ONCE;
        for (Iterator<Ended> all = ended.iterator(); all.hasNext(); ) {
            Ended payment = all.next();
            boolean isForgotten = toForget > 0 && isOld(payment, books);
            toForget = isForgotten ? toForget - 1 : 0;
            if (payment.isRefused && !isForgotten) {
                ofAll++;
                ofOne += payment.participantId == participantId ? 1 : 0;
            }
        }
        return ofOne < mostOfOne && ofAll < mostOfAll;
    }

    private boolean isOld(Ended payment, Books books) {
        return books.nowNs() - payment.atNs - MILLISECOND_NS > rememberNs;
    }
}
