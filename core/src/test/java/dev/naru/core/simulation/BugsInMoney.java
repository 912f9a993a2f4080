// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import static dev.naru.core.simulation.Liar.event;
import static dev.naru.core.simulation.Liar.eventIf;
import static dev.naru.core.simulation.PlantedBug.always;
import static dev.naru.core.simulation.PlantedBug.inAudit;
import static dev.naru.core.simulation.PlantedBug.once;

import dev.naru.core.simulation.law.AmountsStayWithinLimits;
import dev.naru.core.simulation.law.Audit;
import dev.naru.core.simulation.law.Books;
import dev.naru.core.simulation.law.ChainsAreWhole;
import dev.naru.core.simulation.law.Exchange;
import dev.naru.core.simulation.law.LedgerEqualsEvents;
import dev.naru.core.simulation.law.MoneyIsConserved;
import dev.naru.core.simulation.law.NoCapIsBroken;
import dev.naru.core.simulation.law.PayerDayLimitHolds;
import dev.naru.core.simulation.law.PriceIsExact;
import dev.naru.core.simulation.law.WarningsAreGiven;
import dev.naru.core.simulation.law.WindowsBalance;
import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorLimits;
import dev.naru.protocol.CorridorTerms;
import dev.naru.protocol.Event;
import dev.naru.protocol.HeadroomRule;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Price;
import dev.naru.protocol.Quote;
import dev.naru.protocol.Route;
import dev.naru.protocol.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Bugs in amounts, accounts, limits and windows. */
final class BugsInMoney {
    private BugsInMoney() {}

    static List<PlantedBug> all() {
        return List.of(
                once(PriceIsExact.class, "the payer pays one too much", price(1, 0, 0)),
                once(PriceIsExact.class, "the provider gets one too little", price(0, -1, 0)),
                once(PriceIsExact.class, "a fee is one too high", price(0, 0, 1)),
                once(
                        PriceIsExact.class,
                        "another provider's name is on the price",
                        eventIf(Event.QuoteCreated.class, (e, _) -> ofAnotherProvider(e))),
                once(
                        PriceIsExact.class,
                        "the quote outlives its time",
                        event(Event.QuoteCreated.class, BugsInMoney::livingLonger)),
                once(
                        AmountsStayWithinLimits.class,
                        "the most that a corridor allows is not kept",
                        eventIf(Event.CorridorDefined.class, (e, _) -> allowingLittle(e))),
                once(
                        ChainsAreWhole.class,
                        "a leg is left out",
                        chain(legs -> legs.subList(1, legs.size()))),
                once(
                        ChainsAreWhole.class,
                        "a leg is there twice",
                        chain(
                                legs -> {
                                    List<Transfer> more = new ArrayList<>(legs);
                                    more.add(legs.getLast());
                                    return more;
                                })),
                once(
                        ChainsAreWhole.class,
                        "a leg goes the other way",
                        chain(legs -> changed(legs, BugsInMoney::turned))),
                once(
                        ChainsAreWhole.class,
                        "a leg moves one more",
                        chain(legs -> changed(legs, leg -> moving(leg, leg.amountMinor() + 1)))),
                inAudit(
                        ChainsAreWhole.class,
                        "a leg stays pending after the end",
                        audit -> accounts(audit, 0, 0, 1, 1)),
                always(
                        NoCapIsBroken.class,
                        "a lowered cap is not kept",
                        eventIf(Event.HeadroomSet.class, (e, _) -> withoutCap(e))),
                once(
                        NoCapIsBroken.class,
                        "a cap exceeds its collateral",
                        eventIf(Event.HeadroomSet.class, (e, _) -> withoutCollateral(e))),
                once(
                        WarningsAreGiven.class,
                        "nobody is warned of a cap that was lowered to what is used",
                        (honest, _) ->
                                honest.command().orElse(null) instanceof Command.SetHeadroom
                                        ? unwarned(honest)
                                        : Optional.empty()),
                once(
                        WarningsAreGiven.class,
                        "nobody is warned of what is reserved",
                        (honest, _) ->
                                honest.command().orElse(null) instanceof Command.InitiatePayment
                                        ? unwarned(honest)
                                        : Optional.empty()),
                once(
                        WarningsAreGiven.class,
                        "somebody is warned without need",
                        BugsInMoney::warnedInVain),
                inAudit(NoCapIsBroken.class, "prefunding is overdrawn", BugsInMoney::overdrawn),
                always(
                        PayerDayLimitHolds.class,
                        "a day's sum is kept for each payment and not for each payer",
                        BugsInMoney::ofOnePayer),
                once(
                        WindowsBalance.class,
                        "a payment is posted into a closed window",
                        eventIf(Event.PaymentCompleted.class, (e, _) -> intoClosedWindow(e))),
                once(
                        WindowsBalance.class,
                        "an obligation is one too small",
                        event(
                                Event.ObligationBooked.class,
                                e ->
                                        new Event.ObligationBooked(
                                                e.windowNumber(),
                                                moving(
                                                        e.transfer(),
                                                        e.transfer().amountMinor() + 1)))),
                once(WindowsBalance.class, "an obligation is left out", BugsInMoney::owingLess),
                once(WindowsBalance.class, "a net is not reported", BugsInMoney::reportingLess),
                inAudit(
                        MoneyIsConserved.class,
                        "one side of a posting is lost",
                        audit -> accounts(audit, 1, 0, 0, 0)),
                inAudit(
                        MoneyIsConserved.class,
                        "cash is there that nobody paid in",
                        BugsInMoney::unfunded),
                inAudit(
                        LedgerEqualsEvents.class,
                        "a posting is in no event",
                        audit -> accounts(audit, 1, 1, 0, 0)));
    }

    private static Liar.Lie price(long sourceMore, long providerMore, long feeMore) {
        return eventIf(
                Event.QuoteCreated.class,
                (e, _) -> {
                    Price p = e.quote().price();
                    if (p.providerSourceMinor() + providerMore < 0) {
                        return Optional.empty();
                    }
                    Price other =
                            new Price(
                                    p.rate(),
                                    p.sourceMinor() + sourceMore,
                                    p.providerSourceMinor() + providerMore,
                                    p.payerFeeMinor() + feeMore,
                                    p.destinationMinor(),
                                    p.providerDestinationMinor(),
                                    p.payeeFeeMinor());
                    return Optional.of(quoted(e.quote(), e.quote().route(), other));
                });
    }

    private static Event quoted(Quote quote, Route route, Price price) {
        return new Event.QuoteCreated(
                new Quote(quote.id(), route, price, quote.payee(), quote.expiresAtNs()));
    }

    private static Optional<Event> ofAnotherProvider(Event.QuoteCreated e) {
        Route r = e.quote().route();
        if (r.fxProviderId() == 0) {
            return Optional.empty();
        }
        int next =
                r.fxProviderId() == Scene.LAST_PROVIDER
                        ? Scene.FIRST_PROVIDER
                        : r.fxProviderId() + 1;
        Route other =
                new Route(
                        r.corridorId(),
                        r.kind(),
                        r.sourceParticipantId(),
                        r.sourceGroupId(),
                        next,
                        r.destinationParticipantId(),
                        r.destinationGroupId());
        return Optional.of(quoted(e.quote(), other, e.quote().price()));
    }

    private static Event livingLonger(Event.QuoteCreated e) {
        Quote q = e.quote();
        return new Event.QuoteCreated(
                new Quote(q.id(), q.route(), q.price(), q.payee(), q.expiresAtNs() + 1));
    }

    private static Liar.Lie chain(UnaryOperator<List<Transfer>> change) {
        return event(
                Event.PaymentReserved.class,
                e ->
                        new Event.PaymentReserved(
                                e.paymentNumber(),
                                e.paymentId(),
                                e.quoteId(),
                                e.route(),
                                e.price(),
                                e.payer(),
                                change.apply(e.chain()),
                                e.evidenceReference(),
                                e.dispatchByNs(),
                                e.particulars()));
    }

    private static List<Transfer> changed(List<Transfer> legs, UnaryOperator<Transfer> change) {
        List<Transfer> others = new ArrayList<>(legs);
        others.set(0, change.apply(legs.getFirst()));
        return others;
    }

    private static Transfer turned(Transfer leg) {
        return new Transfer(
                leg.purpose(),
                /* debit= */ leg.credit(),
                /* credit= */ leg.debit(),
                leg.amountMinor());
    }

    private static Transfer moving(Transfer leg, long amountMinor) {
        return new Transfer(leg.purpose(), leg.debit(), leg.credit(), amountMinor);
    }

    /** Adds to the sums of the first account that has any. */
    private static Optional<Audit> accounts(
            Audit audit, long debits, long credits, long debitsPending, long creditsPending) {
        List<Outcome.Account> rows = new ArrayList<>(audit.accounts());
        for (int i = 0; i < rows.size(); i++) {
            Outcome.Account row = rows.get(i);
            if (row.debitsPostedMinor() != 0) {
                rows.set(
                        i,
                        new Outcome.Account(
                                row.id(),
                                row.debitsPostedMinor() + debits,
                                row.creditsPostedMinor() + credits,
                                row.debitsPendingMinor() + debitsPending,
                                row.creditsPendingMinor() + creditsPending));
                return Optional.of(withAccounts(audit, rows));
            }
        }
        return Optional.empty();
    }

    private static Audit withAccounts(Audit audit, List<Outcome.Account> accounts) {
        return new Audit(
                audit.figures(),
                accounts,
                audit.positions(),
                audit.payments(),
                audit.participants(),
                audit.groups(),
                audit.corridors(),
                audit.recoveryItems());
    }

    /** Both sides of what balances, but not the bank's. */
    private static Optional<Audit> unfunded(Audit audit) {
        List<Outcome.Account> rows = new ArrayList<>();
        for (Outcome.Account row : audit.accounts()) {
            long more = row.id().groupId() == Scene.KRW_GROUP ? 1 : 0;
            rows.add(
                    switch (row.id().kind()) {
                        case SETTLEMENT_BANK -> posted(row, more, 0);
                        case OPERATOR_LOSS -> posted(row, 0, more);
                        case POSITION,
                                OBLIGATION,
                                LIQUIDITY,
                                OPERATOR_FEE,
                                OPERATOR_ROUNDING,
                                OPERATOR_SUSPENSE,
                                OPERATOR_FROZEN ->
                                row;
                    });
        }
        return Optional.of(withAccounts(audit, rows));
    }

    private static Outcome.Account posted(Outcome.Account row, long debits, long credits) {
        return new Outcome.Account(
                row.id(),
                row.debitsPostedMinor() + debits,
                row.creditsPostedMinor() + credits,
                row.debitsPendingMinor(),
                row.creditsPendingMinor());
    }

    /** As if the machine had not heard of the new cap. */
    private static Optional<Event> withoutCap(Event.HeadroomSet e) {
        Command.SetHeadroom s = e.setting();
        return s.participantId() == Scene.PAY_APP && s.rule() == HeadroomRule.NET_CAP
                ? Optional.of(
                        new Event.HeadroomSet(
                                new Command.SetHeadroom(
                                        s.participantId(),
                                        s.groupId(),
                                        s.rule(),
                                        s.capMinor() / 1_000,
                                        s.collateralMinor())))
                : Optional.empty();
    }

    private static Optional<Event> withoutCollateral(Event.HeadroomSet e) {
        Command.SetHeadroom s = e.setting();
        return s.capMinor() == 0
                ? Optional.empty()
                : Optional.of(
                        new Event.HeadroomSet(
                                new Command.SetHeadroom(
                                        s.participantId(),
                                        s.groupId(),
                                        s.rule(),
                                        s.capMinor(),
                                        s.capMinor() - 1)));
    }

    /** As if the machine had not heard of the limit. */
    private static Optional<Event> allowingLittle(Event.CorridorDefined e) {
        Command.DefineCorridor c = e.definition();
        CorridorLimits limits = c.terms().limits();
        CorridorTerms terms =
                new CorridorTerms(
                        new CorridorLimits(
                                limits.leastMinor(),
                                limits.leastMinor() + 1,
                                limits.payerDayMinor()),
                        c.terms().fees(),
                        c.terms().demands(),
                        c.terms().clocks());
        return c.corridorId() == Scene.TO_INDONESIA
                ? Optional.of(
                        new Event.CorridorDefined(
                                new Command.DefineCorridor(
                                        c.corridorId(),
                                        c.code(),
                                        c.sourceGroupId(),
                                        c.destinationGroupId(),
                                        c.destinationParticipantId(),
                                        c.converter(),
                                        terms)))
                : Optional.empty();
    }

    private static Optional<Exchange> unwarned(Exchange honest) {
        return !honest.facts().isEmpty()
                        && honest.facts().getLast().event() instanceof Event.HeadroomWarned
                ? Optional.of(Liar.withoutLast(honest))
                : Optional.empty();
    }

    private static Optional<Exchange> warnedInVain(Exchange honest, Books books) {
        return !honest.facts().isEmpty()
                        && honest.facts().getLast().event() instanceof Event.PaymentReserved e
                ? Optional.of(
                        Liar.with(
                                honest,
                                new Event.HeadroomWarned(
                                        e.route().sourceParticipantId(),
                                        e.route().sourceGroupId(),
                                        80),
                                books))
                : Optional.empty();
    }

    private static Optional<Audit> overdrawn(Audit audit) {
        List<Outcome.Position> rows = new ArrayList<>(audit.positions());
        Outcome.Position row = rows.getFirst();
        rows.set(
                0,
                new Outcome.Position(
                        row.participantId(),
                        row.groupId(),
                        row.rule(),
                        row.capMinor(),
                        row.collateralMinor(),
                        -1,
                        row.positionMinor(),
                        row.obligationMinor(),
                        row.pendingDebitsMinor(),
                        row.pendingCreditsMinor(),
                        row.unsettledDebitsMinor(),
                        row.headroomMinor()));
        return Optional.of(
                new Audit(
                        audit.figures(),
                        audit.accounts(),
                        rows,
                        audit.payments(),
                        audit.participants(),
                        audit.groups(),
                        audit.corridors(),
                        audit.recoveryItems()));
    }

    /** Names one payer in all payments, so that together they pass what one may pay. */
    private static Optional<Exchange> ofOnePayer(Exchange honest, Books books) {
        return honest.command().orElse(null) instanceof Command.InitiatePayment c
                        && Payers.isPayer(c.payer())
                ? Optional.of(
                        honest.withCommand(
                                new Command.InitiatePayment(
                                        c.paymentId(),
                                        c.participantId(),
                                        c.quoteId(),
                                        c.debitMinor(),
                                        c.destinationMinor(),
                                        c.payee(),
                                        Payers.payer(0),
                                        c.suppliedItems(),
                                        c.evidenceReference(),
                                        c.screeningScore(),
                                        c.particulars())))
                : Optional.empty();
    }

    private static Optional<Event> intoClosedWindow(Event.PaymentCompleted e) {
        return e.sourceWindowNumber() == 1
                ? Optional.empty()
                : Optional.of(
                        new Event.PaymentCompleted(
                                e.paymentNumber(),
                                e.paymentId(),
                                e.participantId(),
                                e.sourceWindowNumber() - 1,
                                e.destinationWindowNumber(),
                                e.particulars()));
    }

    private static Optional<Exchange> owingLess(Exchange honest, Books books) {
        return !honest.facts().isEmpty()
                        && honest.facts().getLast().event() instanceof Event.ObligationBooked
                ? Optional.of(Liar.withoutLast(honest))
                : Optional.empty();
    }

    private static Optional<Exchange> reportingLess(Exchange honest, Books books) {
        return honest.outcome().orElse(null) instanceof Outcome.WindowReport report
                        && !report.nets().isEmpty()
                        && !honest.facts().isEmpty()
                ? Optional.of(
                        honest.withOutcome(
                                new Outcome.WindowReport(
                                        report.groupId(),
                                        report.windowNumber(),
                                        report.nextWindowNumber(),
                                        report.nets().subList(1, report.nets().size()))))
                : Optional.empty();
    }
}
