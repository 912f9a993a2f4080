// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Event;
import dev.naru.protocol.HoldDecision;
import dev.naru.protocol.PaymentState;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A payment goes only the ways that its states allow, and ends once. Its number is new, the next
 * one, and stays with its id.
 */
public final class EveryPaymentEndsOnce implements Law {
    private static final Set<PaymentState> SENT =
            EnumSet.of(PaymentState.DISPATCHED, PaymentState.IN_DOUBT);

    private long lastPaymentNumber;

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        switch (fact.event()) {
            case Event.PaymentRefused e -> {
                if (!isReleased(books, e.paymentNumber())) {
                    begins(e.paymentNumber());
                }
            }
            case Event.PaymentHeld e -> begins(e.paymentNumber());
            case Event.HoldDecided e -> goes(books, e.paymentNumber(), PaymentState.HELD);
            case Event.PaymentReserved e -> {
                if (!isReleased(books, e.paymentNumber())) {
                    begins(e.paymentNumber());
                }
            }
            case Event.PaymentDispatched e -> goes(books, e.paymentNumber(), PaymentState.RESERVED);
            case Event.PaymentInDoubt e -> goes(books, e.paymentNumber(), PaymentState.DISPATCHED);
            case Event.InterimAnswered e -> goes(books, e.paymentNumber(), SENT);
            case Event.EnquiryDue e -> goes(books, e.paymentNumber(), PaymentState.IN_DOUBT);
            case Event.PaymentCompleted e -> goes(books, e.paymentNumber(), SENT);
            case Event.PaymentBlocked e -> goes(books, e.paymentNumber(), SENT);
            case Event.PaymentRejected e -> goes(books, e.paymentNumber(), SENT);
            case Event.PaymentExpired e ->
                    goes(
                            books,
                            e.paymentNumber(),
                            EnumSet.of(PaymentState.HELD, PaymentState.RESERVED));
            case Event.ParticipantDefined _,
                    Event.ParticipantStatusChanged _,
                    Event.GroupDefined _,
                    Event.HeadroomSet _,
                    Event.HeadroomWarned _,
                    Event.FundingRecorded _,
                    Event.CorridorDefined _,
                    Event.CorridorStatusChanged _,
                    Event.RatePublished _,
                    Event.QuoteCreated _,
                    Event.RecoveryItemOpened _,
                    Event.RecoveryItemDecided _,
                    Event.WindowClosed _,
                    Event.ObligationBooked _,
                    Event.ChallengeIssued _,
                    Event.ChallengeTaken _,
                    Event.TapJudged _,
                    Event.AuthenticatorChanged _,
                    Event.EvidenceUsed _,
                    Event.EvidenceRuleSet _,
                    Event.TimeMoved _ -> {}
        }
    }

    /** Whether compliance just let this payment go on, so that it is judged again. */
    private static boolean isReleased(Books books, long number) {
        Optional<Journey> journey = books.payment(number);
        return journey.isPresent()
                && journey.get().state() == PaymentState.HELD
                && journey.get().isReleased();
    }

    private void begins(long number) {
        if (number != lastPaymentNumber + 1) {
            throw broken("payment " + number + " begins after payment " + lastPaymentNumber);
        }
        lastPaymentNumber = number;
    }

    private void goes(Books books, long number, PaymentState from) {
        goes(books, number, EnumSet.of(from));
    }

    private void goes(Books books, long number, Set<PaymentState> from) {
        Optional<PaymentState> state = books.payment(number).map(Journey::state);
        if (state.isEmpty() || !from.contains(state.get())) {
            throw broken("payment " + number + " is " + state + " and not one of " + from);
        }
    }

    @Override
    public void answered(Exchange exchange, Books books) {
        for (Fact fact : exchange.facts()) {
            if (fact.event() instanceof Event.HoldDecided decided) {
                concluded(decided, books);
            }
        }
    }

    /** A decision ends the hold in the same moment. */
    private void concluded(Event.HoldDecided decided, Books books) {
        PaymentState state = books.payment(decided.paymentNumber()).orElseThrow().state();
        boolean fits =
                decided.decision() == HoldDecision.RELEASE
                        ? state == PaymentState.RESERVED || state == PaymentState.REJECTED
                        : state == PaymentState.REJECTED;
        if (!fits) {
            throw broken(
                    "payment "
                            + decided.paymentNumber()
                            + " is "
                            + state
                            + " after the decision to "
                            + decided.decision());
        }
    }

    @Override
    public void audited(Audit audit, Books books) {
        if (audit.figures().lastPaymentNumber() != lastPaymentNumber) {
            throw broken(
                    "the machine counts "
                            + audit.figures().lastPaymentNumber()
                            + " payments and told of "
                            + lastPaymentNumber);
        }
    }

    @Override
    public void finished(Books books) {
        for (Journey journey : books.payments()) {
            if (!journey.state().isFinal()) {
                throw broken("payment " + journey.number() + " stays " + journey.state());
            }
        }
    }
}
