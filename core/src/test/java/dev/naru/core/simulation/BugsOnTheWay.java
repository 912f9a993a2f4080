// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import static dev.naru.core.simulation.Liar.event;
import static dev.naru.core.simulation.Liar.eventIf;
import static dev.naru.core.simulation.PlantedBug.once;

import dev.naru.core.simulation.law.Books;
import dev.naru.core.simulation.law.DeadlinesAreKept;
import dev.naru.core.simulation.law.DispatchIsGrantedOnce;
import dev.naru.core.simulation.law.EventNumbersAreGapless;
import dev.naru.core.simulation.law.EveryPaymentEndsOnce;
import dev.naru.core.simulation.law.Exchange;
import dev.naru.core.simulation.law.Fact;
import dev.naru.core.simulation.law.Journey;
import dev.naru.core.simulation.law.QuotesAreUsedOnce;
import dev.naru.core.simulation.law.RetriesChangeNothing;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Bugs in the way that a payment takes, from its quote to its end. */
final class BugsOnTheWay {
    private BugsOnTheWay() {}

    static List<PlantedBug> all() {
        return List.of(
                once(
                        EventNumbersAreGapless.class,
                        "an event is lost",
                        (honest, _) ->
                                endsWith(honest, Event.RatePublished.class)
                                        .map(_ -> Liar.withoutLast(honest))),
                once(
                        EventNumbersAreGapless.class,
                        "a number is skipped",
                        fact(f -> new Fact(f.number() + 1, f.timeNs(), f.event()))),
                once(
                        EventNumbersAreGapless.class,
                        "time goes back",
                        fact(f -> new Fact(f.number(), f.timeNs() - 1_000_000_000, f.event()))),
                once(EveryPaymentEndsOnce.class, "one is completed twice", BugsOnTheWay::again),
                once(EveryPaymentEndsOnce.class, "one expires after its end", BugsOnTheWay::late),
                once(
                        EveryPaymentEndsOnce.class,
                        "a payment's number is left out",
                        event(Event.PaymentRefused.class, BugsOnTheWay::renumbered)),
                once(
                        DispatchIsGrantedOnce.class,
                        "the right to send is granted again",
                        BugsOnTheWay::grantAgain),
                once(
                        DispatchIsGrantedOnce.class,
                        "the right to send is granted to another link",
                        event(Event.PaymentDispatched.class, BugsOnTheWay::overAnotherLink)),
                once(
                        DeadlinesAreKept.class,
                        "a reservation lasts too long",
                        event(Event.PaymentReserved.class, BugsOnTheWay::lastingLonger)),
                once(
                        DeadlinesAreKept.class,
                        "an enquiry is left out",
                        event(
                                Event.EnquiryDue.class,
                                e ->
                                        new Event.EnquiryDue(
                                                e.paymentNumber(),
                                                e.paymentId(),
                                                e.linkParticipantId(),
                                                e.enquiry() + 1,
                                                e.personId()))),
                once(DeadlinesAreKept.class, "doubt comes too early", BugsOnTheWay::doubtEarly),
                once(
                        QuotesAreUsedOnce.class,
                        "a quote is used twice",
                        eventIf(Event.PaymentReserved.class, BugsOnTheWay::withUsedQuote)),
                once(
                        QuotesAreUsedOnce.class,
                        "another payee than the quoted is paid",
                        BugsOnTheWay::paySomebodyElse),
                once(QuotesAreUsedOnce.class, "an expired quote is paid", BugsOnTheWay::payExpired),
                once(
                        RetriesChangeNothing.class,
                        "a funding is booked again",
                        BugsOnTheWay::fundAgain),
                once(
                        RetriesChangeNothing.class,
                        "a repeated payment is refused",
                        BugsOnTheWay::refuseRepeat),
                once(
                        RetriesChangeNothing.class,
                        "a corridor is defined again as it is",
                        BugsOnTheWay::defineAgain));
    }

    private static Optional<Fact> endsWith(Exchange exchange, Class<? extends Event> kind) {
        return exchange.facts().isEmpty() || !kind.isInstance(exchange.facts().getLast().event())
                ? Optional.empty()
                : Optional.of(exchange.facts().getLast());
    }

    private static Liar.Lie fact(Function<Fact, Fact> change) {
        return (honest, books) ->
                honest.facts().isEmpty() || books.lastNumber() < 100
                        ? Optional.empty()
                        : Optional.of(Liar.map(honest, change));
    }

    private static Optional<Exchange> again(Exchange honest, Books books) {
        return endsWith(honest, Event.PaymentCompleted.class)
                .map(fact -> Liar.with(honest, fact.event(), books));
    }

    private static Optional<Exchange> late(Exchange honest, Books books) {
        return journey(books, PaymentState.COMPLETED)
                .map(
                        ended ->
                                Liar.with(
                                        honest,
                                        new Event.PaymentExpired(
                                                ended.number(), ended.id(), ended.participantId()),
                                        books));
    }

    private static Optional<Journey> journey(Books books, PaymentState state) {
        return books.payments().stream().filter(one -> one.state() == state).findFirst();
    }

    private static Event renumbered(Event.PaymentRefused e) {
        return new Event.PaymentRefused(
                e.paymentNumber() + 1,
                e.paymentId(),
                e.participantId(),
                e.rejection(),
                e.particulars());
    }

    private static Optional<Exchange> grantAgain(Exchange honest, Books books) {
        Outcome again = new Outcome.Refused(Rejection.ALREADY_DISPATCHED);
        return honest.outcome().filter(again::equals).isPresent()
                ? Optional.of(honest.withOutcome(new Outcome.DispatchGranted(1, 2)))
                : Optional.empty();
    }

    private static Event overAnotherLink(Event.PaymentDispatched e) {
        return new Event.PaymentDispatched(
                e.paymentNumber(),
                e.paymentId(),
                e.linkParticipantId() + 1,
                e.answerDueAtNs(),
                e.executeByNs(),
                e.particulars());
    }

    private static Event lastingLonger(Event.PaymentReserved e) {
        return reserved(e, e.quoteId(), e.dispatchByNs() + 1);
    }

    private static Event reserved(Event.PaymentReserved e, QuoteId quoteId, long dispatchByNs) {
        return new Event.PaymentReserved(
                e.paymentNumber(),
                e.paymentId(),
                quoteId,
                e.route(),
                e.price(),
                e.payer(),
                e.chain(),
                e.evidenceReference(),
                dispatchByNs,
                e.particulars());
    }

    /** Tells of doubt in a payment whose answer is not due yet. */
    private static Optional<Exchange> doubtEarly(Exchange honest, Books books) {
        return journey(books, PaymentState.DISPATCHED)
                .filter(_ -> honest.facts().isEmpty())
                .filter(sent -> sent.answerDueAtNs() > books.nowNs() + 10 * Scene.SECOND_NS)
                .map(
                        sent ->
                                Liar.with(
                                        honest,
                                        new Event.PaymentInDoubt(
                                                sent.number(),
                                                sent.id(),
                                                sent.participantId(),
                                                sent.terms()
                                                        .orElseThrow()
                                                        .route()
                                                        .destinationParticipantId()),
                                        books));
    }

    private static Optional<Event> withUsedQuote(Event.PaymentReserved e, Books books) {
        return books.quotes().stream()
                .filter(promise -> promise.usedByPayment() != 0)
                .map(promise -> promise.quote().id())
                .findFirst()
                .map(used -> reserved(e, used, e.dispatchByNs()));
    }

    private static Optional<Exchange> paySomebodyElse(Exchange honest, Books books) {
        return endsWith(honest, Event.PaymentReserved.class).isPresent()
                        && honest.command().orElse(null) instanceof Command.InitiatePayment c
                ? Optional.of(
                        honest.withCommand(
                                new Command.InitiatePayment(
                                        c.paymentId(),
                                        c.participantId(),
                                        c.quoteId(),
                                        c.debitMinor(),
                                        c.destinationMinor(),
                                        new Digest(1, 2),
                                        c.payer(),
                                        c.suppliedItems(),
                                        c.evidenceReference(),
                                        c.screeningScore(),
                                        c.particulars())))
                : Optional.empty();
    }

    /** Tells of the reservation as if it had been made when the quote expired. */
    private static Optional<Exchange> payExpired(Exchange honest, Books books) {
        return honest.command().orElse(null) instanceof Command.InitiatePayment c
                        && endsWith(honest, Event.PaymentReserved.class).isPresent()
                ? books.quote(c.quoteId())
                        .map(promise -> promise.quote().expiresAtNs())
                        .map(
                                expiresAtNs ->
                                        Liar.map(
                                                honest,
                                                f -> new Fact(f.number(), expiresAtNs, f.event())))
                : Optional.empty();
    }

    private static Optional<Exchange> fundAgain(Exchange honest, Books books) {
        return honest.command().orElse(null) instanceof Command.RecordFunding funding
                        && honest.outcome().orElse(null) instanceof Outcome.Done
                        && honest.facts().isEmpty()
                ? Optional.of(Liar.with(honest, new Event.FundingRecorded(funding), books))
                : Optional.empty();
    }

    private static Optional<Exchange> refuseRepeat(Exchange honest, Books books) {
        return honest.command().orElse(null) instanceof Command.InitiatePayment
                        && honest.outcome().orElse(null) instanceof Outcome.PaymentIs
                        && honest.facts().isEmpty()
                ? Optional.of(honest.withOutcome(new Outcome.Refused(Rejection.REQUEST_REUSED)))
                : Optional.empty();
    }

    private static Optional<Exchange> defineAgain(Exchange honest, Books books) {
        return honest.command().orElse(null) instanceof Command.DefineCorridor
                        && honest.outcome().orElse(null) instanceof Outcome.Done
                ? books.corridor(Scene.TO_INDONESIA)
                        .map(corridor -> new Event.CorridorDefined(corridor.definition()))
                        .map(known -> Liar.with(honest, known, books))
                : Optional.empty();
    }
}
