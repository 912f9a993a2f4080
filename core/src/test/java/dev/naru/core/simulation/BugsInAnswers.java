// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import static dev.naru.core.simulation.Liar.event;
import static dev.naru.core.simulation.Liar.eventIf;
import static dev.naru.core.simulation.PlantedBug.inAudit;
import static dev.naru.core.simulation.PlantedBug.inReplay;
import static dev.naru.core.simulation.PlantedBug.inSnapshot;
import static dev.naru.core.simulation.PlantedBug.once;

import dev.naru.core.simulation.law.AmountsStayWithinLimits;
import dev.naru.core.simulation.law.AnswersAreTaken;
import dev.naru.core.simulation.law.Audit;
import dev.naru.core.simulation.law.Books;
import dev.naru.core.simulation.law.Exchange;
import dev.naru.core.simulation.law.FirstReasonIsTold;
import dev.naru.core.simulation.law.LedgerEqualsEvents;
import dev.naru.core.simulation.law.PayerDayLimitHolds;
import dev.naru.core.simulation.law.ReadsChangeNothing;
import dev.naru.core.simulation.law.RefusalLeavesNothing;
import dev.naru.core.simulation.law.RefusalsAreTrue;
import dev.naru.core.simulation.law.RefusalsKeepTheirShare;
import dev.naru.core.simulation.law.Step;
import dev.naru.core.snapshot.Section;
import dev.naru.protocol.AnswerEffect;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorStatus;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.RecoveryReason;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.SuppliedItem;
import dev.naru.protocol.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bugs in what is answered: to readers, to those who are refused, to links, after a restart. */
final class BugsInAnswers {
    /** Something that happened of which no law before has an opinion. */
    private static final Event NOISE = new Event.HeadroomWarned(Scene.BANK, Scene.KRW_GROUP, 80);

    private BugsInAnswers() {}

    static List<PlantedBug> all() {
        return List.of(
                once(
                        ReadsChangeNothing.class,
                        "a read leaves an event",
                        (honest, books) ->
                                honest.command().orElse(null) instanceof Command.ReadRates
                                        ? Optional.of(Liar.with(honest, NOISE, books))
                                        : Optional.empty()),
                once(
                        ReadsChangeNothing.class,
                        "a read changes the state",
                        (honest, _) ->
                                honest.command().orElse(null) instanceof Command.ReadFigures
                                        ? Optional.of(withChangedState(honest))
                                        : Optional.empty()),
                once(
                        RefusalLeavesNothing.class,
                        "a refusal leaves an event",
                        (honest, books) ->
                                honest.outcome().orElse(null) instanceof Outcome.Refused
                                        ? Optional.of(Liar.with(honest, NOISE, books))
                                        : Optional.empty()),
                once(
                        RefusalLeavesNothing.class,
                        "a refusal changes the state",
                        (honest, _) ->
                                isRefused(honest, Rejection.CORRIDOR_CLOSED)
                                        ? Optional.of(withChangedState(honest))
                                        : Optional.empty()),
                once(
                        RefusalsAreTrue.class,
                        "an open corridor is said to be closed",
                        BugsInAnswers::closeAnOpenOne),
                once(
                        RefusalsAreTrue.class,
                        "a member with headroom is said to have none",
                        refuse(Rejection.QUOTE_USED, Rejection.HEADROOM_EXCEEDED)),
                once(
                        AmountsStayWithinLimits.class,
                        "an amount that the corridor allows is said to be too large",
                        refuse(Rejection.QUOTE_USED, Rejection.AMOUNT_TOO_LARGE)),
                once(
                        RefusalsKeepTheirShare.class,
                        "a refusal beyond its sender's share is remembered",
                        BugsInAnswers::rememberTooMany),
                once(
                        RefusalsKeepTheirShare.class,
                        "a refusal for which there is room is not remembered",
                        BugsInAnswers::rememberTooFew),
                once(
                        PayerDayLimitHolds.class,
                        "a payer within the limit is refused",
                        refuse(Rejection.QUOTE_USED, Rejection.PAYER_DAY_LIMIT)),
                once(
                        FirstReasonIsTold.class,
                        "a payment without the required data is taken",
                        BugsInAnswers::takeWithoutData),
                once(
                        FirstReasonIsTold.class,
                        "the second of two reasons is told",
                        BugsInAnswers::tellTheSecond),
                once(
                        AnswersAreTaken.class,
                        "a rejected payment is completed",
                        eventIf(Event.PaymentRejected.class, BugsInAnswers::completedAllTheSame)),
                once(
                        AnswersAreTaken.class,
                        "another amount is applied",
                        BugsInAnswers::applyAnotherAmount),
                once(
                        AnswersAreTaken.class,
                        "what was applied is said to be set aside",
                        BugsInAnswers::setAside),
                once(
                        AnswersAreTaken.class,
                        "a final answer is only noted",
                        BugsInAnswers::onlyNote),
                once(
                        AnswersAreTaken.class,
                        "an item is opened for another reason",
                        event(
                                Event.RecoveryItemOpened.class,
                                e ->
                                        new Event.RecoveryItemOpened(
                                                e.itemNumber(),
                                                e.paymentNumber(),
                                                e.reason() == RecoveryReason.WRONG_LINK
                                                        ? RecoveryReason.CONTRADICTION
                                                        : RecoveryReason.WRONG_LINK,
                                                e.linkParticipantId(),
                                                e.answer(),
                                                e.amountMinor(),
                                                e.currency(),
                                                e.particulars()))),
                once(
                        AnswersAreTaken.class,
                        "one person closes a recovery item",
                        eventIf(
                                Event.RecoveryItemDecided.class,
                                (e, _) ->
                                        e.closed()
                                                ? Optional.empty()
                                                : Optional.of(
                                                        new Event.RecoveryItemDecided(
                                                                e.itemNumber(),
                                                                e.personId(),
                                                                true)))),
                once(
                        LedgerEqualsEvents.class,
                        "a payment is shown with a reason that nobody gave",
                        BugsInAnswers::showAReason),
                inAudit(
                        LedgerEqualsEvents.class,
                        "a payment is forgotten",
                        BugsInAnswers::forgetting),
                inReplay("a quote is lost", BugsInAnswers::withoutQuote),
                inReplay("an answer is lost", BugsInAnswers::withoutAnswer),
                inSnapshot(
                        "the last quote's number is forgotten in the snapshot",
                        honest -> Forger.withoutLong(honest, Section.QUOTES, 0)),
                inSnapshot(
                        "the last event's number is forgotten in the snapshot",
                        honest -> Forger.withoutLong(honest, Section.CLOCK, 16)));
    }

    private static Exchange withChangedState(Exchange honest) {
        return new Exchange(
                honest.clusterTimeNs(),
                honest.step(),
                honest.facts(),
                honest.outcome(),
                Optional.of(new Exchange.Hashes(1, 2)));
    }

    private static boolean isRefused(Exchange honest, Rejection rejection) {
        return honest.outcome().equals(Optional.of(new Outcome.Refused(rejection)));
    }

    private static Optional<Exchange> closeAnOpenOne(Exchange honest, Books books) {
        return honest.command().orElse(null) instanceof Command.CreateQuote asked
                        && honest.outcome().orElse(null) instanceof Outcome.Refused
                        && books.corridor(asked.corridorId())
                                .filter(corridor -> corridor.status() == CorridorStatus.OPEN)
                                .isPresent()
                ? Optional.of(honest.withOutcome(new Outcome.Refused(Rejection.CORRIDOR_CLOSED)))
                : Optional.empty();
    }

    /** Tells another reason than this one. */
    private static Liar.Lie refuse(Rejection instead, Rejection reason) {
        return (honest, books) -> {
            if (!(honest.outcome().orElse(null) instanceof Outcome.PaymentIs(var payment))
                    || !payment.rejection().equals(Optional.of(instead))
                    || honest.facts().isEmpty()) {
                return Optional.empty();
            }
            Event refused =
                    new Event.PaymentRefused(
                            payment.number(),
                            payment.id(),
                            payment.participantId(),
                            reason,
                            Bytes.EMPTY);
            Payment told = with(payment, Optional.of(reason), payment.isoReason());
            return Optional.of(
                    Liar.with(Liar.withoutLast(honest), refused, books)
                            .withOutcome(new Outcome.PaymentIs(told)));
        };
    }

    private static Optional<Exchange> rememberTooMany(Exchange honest, Books books) {
        if (!(honest.command().orElse(null) instanceof Command.InitiatePayment c)
                || !(honest.outcome().orElse(null) instanceof Outcome.Refused(var rejection))
                || !RefusalsKeepTheirShare.isOfPayment(rejection)) {
            return Optional.empty();
        }
        long next = books.payments().size() + 1L;
        Payment told =
                new Payment(
                        next,
                        c.paymentId(),
                        c.participantId(),
                        PaymentState.REJECTED,
                        Optional.of(rejection),
                        "",
                        Optional.empty(),
                        new Timeline(books.nowNs(), 0, 0, books.nowNs()));
        Event refused =
                new Event.PaymentRefused(
                        next, c.paymentId(), c.participantId(), rejection, c.particulars());
        return Optional.of(
                Liar.with(honest, refused, books).withOutcome(new Outcome.PaymentIs(told)));
    }

    private static Optional<Exchange> rememberTooFew(Exchange honest, Books books) {
        return honest.command().orElse(null) instanceof Command.InitiatePayment
                        && !honest.facts().isEmpty()
                        && honest.facts().getLast().event() instanceof Event.PaymentRefused e
                ? Optional.of(
                        Liar.withoutLast(honest).withOutcome(new Outcome.Refused(e.rejection())))
                : Optional.empty();
    }

    private static Optional<Exchange> takeWithoutData(Exchange honest, Books books) {
        return honest.command().orElse(null) instanceof Command.InitiatePayment c
                        && !honest.facts().isEmpty()
                        && honest.facts().getLast().event() instanceof Event.PaymentReserved e
                        && e.route().corridorId() == Scene.TO_VIETNAM
                ? Optional.of(honest.withCommand(order(c, c.payee(), Set.of())))
                : Optional.empty();
    }

    /** Pays somebody else, where the amount was not the quote's either. */
    private static Optional<Exchange> tellTheSecond(Exchange honest, Books books) {
        Optional<Exchange> told =
                refuse(Rejection.QUOTE_AMOUNT_DIFFERS, Rejection.QUOTE_PAYEE_DIFFERS)
                        .about(honest, books);
        return honest.command().orElse(null) instanceof Command.InitiatePayment c
                ? told.map(it -> it.withCommand(order(c, Digest.NONE, c.suppliedItems())))
                : Optional.empty();
    }

    private static Command order(
            Command.InitiatePayment c, Digest payee, Set<SuppliedItem> suppliedItems) {
        return new Command.InitiatePayment(
                c.paymentId(),
                c.participantId(),
                c.quoteId(),
                c.debitMinor(),
                c.destinationMinor(),
                payee,
                c.payer(),
                suppliedItems,
                c.evidenceReference(),
                c.screeningScore(),
                c.particulars());
    }

    private static Payment with(Payment payment, Optional<Rejection> reason, String isoReason) {
        return new Payment(
                payment.number(),
                payment.id(),
                payment.participantId(),
                payment.state(),
                reason,
                isoReason,
                payment.priced(),
                payment.times());
    }

    private static Optional<Event> completedAllTheSame(Event.PaymentRejected e, Books books) {
        var route = books.payment(e.paymentNumber()).orElseThrow().terms().orElseThrow().route();
        return Optional.of(
                new Event.PaymentCompleted(
                        e.paymentNumber(),
                        e.paymentId(),
                        e.participantId(),
                        books.group(route.sourceGroupId()).orElseThrow().openWindowNumber(),
                        books.group(route.destinationGroupId()).orElseThrow().openWindowNumber(),
                        e.particulars()));
    }

    private static Optional<Exchange> applyAnotherAmount(Exchange honest, Books books) {
        return honest.command().orElse(null) instanceof Command.RecordAnswer c
                        && c.status() == AnswerStatus.ACCEPTED
                        && c.amountMinor() != Command.RecordAnswer.NO_AMOUNT
                        && isEffect(honest, AnswerEffect.APPLIED)
                ? Optional.of(
                        honest.withCommand(
                                new Command.RecordAnswer(
                                        c.paymentNumber(),
                                        c.paymentId(),
                                        c.linkParticipantId(),
                                        c.enquiryNumber(),
                                        c.status(),
                                        c.amountMinor() + 1,
                                        c.currency(),
                                        c.isoReason(),
                                        c.particulars())))
                : Optional.empty();
    }

    private static Optional<Exchange> setAside(Exchange honest, Books books) {
        return isEffect(honest, AnswerEffect.APPLIED)
                        && honest.outcome().orElse(null) instanceof Outcome.AnswerTaken taken
                ? Optional.of(
                        honest.withOutcome(
                                new Outcome.AnswerTaken(AnswerEffect.SET_ASIDE, taken.state())))
                : Optional.empty();
    }

    /** Leaves the payment open, as if nothing final had been said. */
    private static Optional<Exchange> onlyNote(Exchange honest, Books books) {
        return isEffect(honest, AnswerEffect.APPLIED)
                ? honest.command()
                        .filter(command -> command instanceof Command.RecordAnswer)
                        .map(command -> (Command.RecordAnswer) command)
                        .flatMap(answer -> books.payment(answer.paymentNumber()))
                        .map(
                                journey ->
                                        new Outcome.AnswerTaken(
                                                AnswerEffect.NOTED, journey.state()))
                        .map(noted -> Liar.withoutLast(honest).withOutcome(noted))
                : Optional.empty();
    }

    private static boolean isEffect(Exchange honest, AnswerEffect effect) {
        return honest.outcome().orElse(null) instanceof Outcome.AnswerTaken taken
                && taken.effect() == effect;
    }

    private static Optional<Exchange> showAReason(Exchange honest, Books books) {
        if (!(honest.command().orElse(null) instanceof Command.ReadPayment)
                || !(honest.outcome().orElse(null) instanceof Outcome.PaymentIs(var payment))) {
            return Optional.empty();
        }
        Payment told = with(payment, payment.rejection(), "AM09");
        return Optional.of(honest.withOutcome(new Outcome.PaymentIs(told)));
    }

    private static Optional<Audit> forgetting(Audit audit) {
        for (Payment payment : audit.payments()) {
            if (!payment.state().isFinal()) {
                return Optional.of(
                        new Audit(
                                audit.figures(),
                                audit.accounts(),
                                audit.positions(),
                                audit.payments().stream()
                                        .filter(row -> !row.equals(payment))
                                        .toList(),
                                audit.participants(),
                                audit.groups(),
                                audit.corridors(),
                                audit.recoveryItems()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Step> withoutQuote(Step step) {
        return step instanceof Step.Send(Command.CreateQuote _)
                ? Optional.of(new Step.Tick())
                : Optional.empty();
    }

    private static Optional<Step> withoutAnswer(Step step) {
        return step instanceof Step.Send(Command.RecordAnswer _)
                ? Optional.of(new Step.Send(new Command.ReadFigures()))
                : Optional.empty();
    }
}
