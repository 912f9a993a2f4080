// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Command.SetHeadroom;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What the machine says of itself is what its events add up to, to the last minor unit. */
public final class LedgerEqualsEvents implements Law {
    private final long rememberNs;

    /**
     * For one machine.
     *
     * @param rememberNs how long it remembers at the least what has ended
     */
    public LedgerEqualsEvents(long rememberNs) {
        this.rememberNs = rememberNs;
    }

    @Override
    public void answered(Exchange exchange, Books books) {
        switch (exchange.outcome().orElse(new Outcome.Done())) {
            case Outcome.QuoteGiven(var quote) ->
                    same(books.quote(quote.id()).map(Books.Promise::quote), Optional.of(quote));
            case Outcome.PaymentIs(var payment) -> shown(payment, books);
            case Outcome.Payments(var rows) -> rows.forEach(row -> shown(row, books));
            case Outcome.Accounts(var rows) -> rows.forEach(row -> shown(row, books));
            case Outcome.Positions(var rows) -> rows.forEach(row -> shown(row, books));
            case Outcome.RecoveryItems(var rows) -> rows.forEach(row -> shown(row, books));
            case Outcome.Refused _,
                    Outcome.Done _,
                    Outcome.DispatchGranted _,
                    Outcome.AnswerTaken _,
                    Outcome.WindowReport _,
                    Outcome.Participants _,
                    Outcome.Groups _,
                    Outcome.Corridors _,
                    Outcome.Rates _,
                    Outcome.EventReaders _,
                    Outcome.ChallengeIs _,
                    Outcome.AuthenticatorIs _,
                    Outcome.Figures _ -> {}
        }
    }

    private void shown(Payment row, Books books) {
        boolean isTrue =
                books.payment(row.number()).filter(known -> known.isShownAs(row)).isPresent();
        if (!isTrue) {
            throw broken("the machine shows " + row + ", and events tell otherwise");
        }
    }

    private void shown(Outcome.Account row, Books books) {
        same(accountOf(books.ledger().of(row.id())), row);
    }

    private void shown(Outcome.Position row, Books books) {
        same(
                books.ledger()
                        .member(row.participantId(), row.groupId())
                        .map(member -> positionOf(member, books.ledger())),
                Optional.of(row));
    }

    private void shown(Outcome.RecoveryItem row, Books books) {
        same(books.item(row.itemNumber()).map(LedgerEqualsEvents::itemOf), Optional.of(row));
    }

    @Override
    public void audited(Audit audit, Books books) {
        accounts(audit, books);
        positions(audit, books);
        payments(audit, books);
        recoveryItems(audit, books);
        directory(audit, books);
        figures(audit, books);
    }

    private void accounts(Audit audit, Books books) {
        Set<Integer> seen = new HashSet<>();
        for (Outcome.Account row : audit.accounts()) {
            seen.add(row.id().packed());
            shown(row, books);
        }
        for (Balance balance : new ArrayList<>(books.ledger().all())) {
            if (!seen.contains(balance.id().packed())) {
                same(accountOf(new Balance(balance.id())), accountOf(balance));
            }
        }
    }

    private static Outcome.Account accountOf(Balance balance) {
        return new Outcome.Account(
                balance.id(),
                balance.debitsPostedMinor(),
                balance.creditsPostedMinor(),
                balance.debitsPendingMinor(),
                balance.creditsPendingMinor());
    }

    private void positions(Audit audit, Books books) {
        List<Outcome.Position> due = new ArrayList<>();
        for (Ledger.Member member : books.ledger().members()) {
            due.add(positionOf(member, books.ledger()));
        }
        same(due, audit.positions());
    }

    private static Outcome.Position positionOf(Ledger.Member member, Ledger ledger) {
        SetHeadroom set = member.setting();
        int participant = set.participantId();
        int group = set.groupId();
        Balance position = ledger.of(AccountKind.POSITION, participant, group);
        return new Outcome.Position(
                participant,
                group,
                set.rule(),
                set.capMinor(),
                set.collateralMinor(),
                ledger.of(AccountKind.LIQUIDITY, participant, group).netMinor(),
                position.netMinor(),
                ledger.of(AccountKind.OBLIGATION, participant, group).netMinor(),
                position.debitsPendingMinor(),
                position.creditsPendingMinor(),
                member.unsettledDebitsMinor(),
                ledger.headroomMinor(member));
    }

    private void payments(Audit audit, Books books) {
        Set<Long> seen = new HashSet<>();
        for (Payment row : audit.payments()) {
            seen.add(row.number());
            shown(row, books);
        }
        long now = audit.figures().timeNs();
        for (Journey journey : books.payments()) {
            boolean mayBeForgotten =
                    journey.state().isFinal() && journey.endedAtNs() + rememberNs <= now;
            if (!mayBeForgotten && !seen.contains(journey.number())) {
                throw broken("the machine forgot payment " + journey.number());
            }
        }
    }

    private void recoveryItems(Audit audit, Books books) {
        Set<Long> seen = new HashSet<>();
        for (Outcome.RecoveryItem row : audit.recoveryItems()) {
            seen.add(row.itemNumber());
            shown(row, books);
        }
        for (Books.Item item : books.items()) {
            if (item.secondPersonId() == 0 && !seen.contains(item.opened().itemNumber())) {
                throw broken("the machine forgot " + item);
            }
        }
    }

    private static Outcome.RecoveryItem itemOf(Books.Item item) {
        return new Outcome.RecoveryItem(
                item.opened().itemNumber(),
                item.opened().paymentNumber(),
                item.opened().reason(),
                item.opened().linkParticipantId(),
                item.opened().answer(),
                item.opened().amountMinor(),
                item.opened().currency(),
                item.openedAtNs(),
                item.firstPersonId(),
                item.secondPersonId());
    }

    private void directory(Audit audit, Books books) {
        List<Outcome.Participant> participants = new ArrayList<>();
        for (Books.Participant participant : books.participants()) {
            participants.add(
                    new Outcome.Participant(
                            participant.definition().participantId(),
                            participant.definition().code(),
                            participant.definition().kind(),
                            participant.status(),
                            participant.definition().allowedKinds()));
        }
        same(participants, audit.participants());
        List<Outcome.Group> groups = new ArrayList<>();
        for (Books.Group group : books.groups()) {
            groups.add(
                    new Outcome.Group(
                            group.definition().groupId(),
                            group.definition().code(),
                            group.definition().currency(),
                            group.definition().settlementBankCode(),
                            group.definition().utcOffsetMinutes(),
                            group.openWindowNumber()));
        }
        same(groups, audit.groups());
        List<Outcome.Corridor> corridors = new ArrayList<>();
        for (Books.Corridor corridor : books.corridors()) {
            corridors.add(new Outcome.Corridor(corridor.definition(), corridor.status()));
        }
        same(corridors, audit.corridors());
    }

    private void figures(Audit audit, Books books) {
        Outcome.Figures figures = audit.figures();
        List<Long> byState = new ArrayList<>();
        for (PaymentState state : PaymentState.values()) {
            byState.add(books.payments().stream().filter(p -> p.state() == state).count());
        }
        same(byState, figures.byState());
        long openPayments =
                books.payments().stream().filter(journey -> !journey.state().isFinal()).count();
        same(openPayments, (long) figures.openPayments());
        same((long) audit.payments().size(), figures.rememberedPayments());
        long openQuotes =
                books.quotes().stream()
                        .filter(promise -> promise.usedByPayment() == 0)
                        .filter(promise -> promise.quote().expiresAtNs() > figures.timeNs())
                        .count();
        same(openQuotes, (long) figures.openQuotes());
        long openItems = books.items().stream().filter(item -> item.secondPersonId() == 0).count();
        same(openItems, (long) figures.openRecoveryItems());
        same(audit.participants().size(), figures.participants());
        same(audit.accounts().size(), figures.accounts());
        same(books.timeOffsetNs(), figures.timeOffsetNs());
    }

    private void same(Object books, Object machine) {
        if (!Objects.equals(books, machine)) {
            throw broken("events add up to " + books + ", and the machine says " + machine);
        }
    }
}
