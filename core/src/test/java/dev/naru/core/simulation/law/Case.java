// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Authenticator;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.Command;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A command and what the books know of whom and what it names. */
record Case(Command command, Books books) {

    /** Who asks for a quote or a payment, where and what for. */
    record Request(int senderId, Books.Corridor corridor, PaymentKind kind) {}

    /** Participants, groups and corridors that must be known. */
    private record Names(
            List<Integer> participants, List<Integer> groups, List<Integer> corridors) {}

    private Names names() {
        return switch (command) {
            case Command.SetParticipantStatus c -> of(c.participantId());
            case Command.SetHeadroom c ->
                    new Names(List.of(c.participantId()), List.of(c.groupId()), List.of());
            case Command.RecordFunding c ->
                    new Names(List.of(c.participantId()), List.of(c.groupId()), List.of());
            case Command.DefineCorridor c ->
                    new Names(
                            List.of(c.destinationParticipantId()),
                            List.of(c.sourceGroupId(), c.destinationGroupId()),
                            List.of());
            case Command.SetCorridorStatus c ->
                    new Names(List.of(), List.of(), List.of(c.corridorId()));
            case Command.CloseWindow c -> new Names(List.of(), List.of(c.groupId()), List.of());
            case Command.PublishRate c -> of(c.providerId());
            case Command.CreateQuote c ->
                    new Names(List.of(c.participantId()), List.of(), List.of(c.corridorId()));
            case Command.InitiatePayment c -> of(c.participantId());
            case Command.ReadPayment c -> of(c.participantId());
            case Command.IssueChallenge c -> of(c.participantId());
            case Command.TakeChallenge c -> of(c.participantId());
            case Command.RecordTap c -> of(c.participantId());
            case Command.UseEvidence c -> of(c.participantId());
            case Command.SetEvidenceRule c ->
                    new Names(List.of(c.participantId()), List.of(c.groupId()), List.of());
            case Command.SetAuthenticatorStatus c -> of(c.participantId());
            case Command.ReadChallenge c -> of(c.participantId());
            case Command.ReadAuthenticator c -> of(c.participantId());
            case Command.ReadQuote c -> of(c.participantId());
            case Command.ReadPositions c -> new Names(List.of(), List.of(c.groupId()), List.of());
            case Command.ReadParticipantPositions c -> of(c.participantId());
            case Command.ReadAccounts c -> new Names(List.of(), List.of(c.groupId()), List.of());
            case Command.DefineParticipant _,
                    Command.DefineGroup _,
                    Command.CloseRecoveryItem _,
                    Command.DecideHold _,
                    Command.AskAgain _,
                    Command.MoveTime _,
                    Command.RecordDispatch _,
                    Command.RecordAnswer _,
                    Command.ReadPayments _,
                    Command.ReadParticipants _,
                    Command.ReadGroups _,
                    Command.ReadCorridors _,
                    Command.ReadRates _,
                    Command.ReadRecoveryItems _,
                    Command.ReadFigures _,
                    Command.AcknowledgeEvents _,
                    Command.RemoveEventReader _,
                    Command.ReadEventReaders _ ->
                    new Names(List.of(), List.of(), List.of());
        };
    }

    private static Names of(int participantId) {
        return new Names(List.of(participantId), List.of(), List.of());
    }

    boolean namesUnknownParticipant() {
        return names().participants().stream().anyMatch(id -> books.participant(id).isEmpty());
    }

    boolean namesUnknownGroup() {
        return names().groups().stream().anyMatch(id -> books.group(id).isEmpty());
    }

    boolean namesUnknownCorridor() {
        return names().corridors().stream().anyMatch(id -> books.corridor(id).isEmpty());
    }

    /** Whether somebody has to be a member of a group and is not. */
    boolean namesNoMember() {
        if (command instanceof Command.RecordFunding c) {
            return books.ledger().member(c.participantId(), c.groupId()).isEmpty();
        }
        if (command instanceof Command.SetEvidenceRule c) {
            return books.ledger().member(c.participantId(), c.groupId()).isEmpty();
        }
        if (command instanceof Command.DefineCorridor c) {
            return books.ledger()
                    .member(c.destinationParticipantId(), c.destinationGroupId())
                    .isEmpty();
        }
        return request().stream()
                .anyMatch(
                        asked ->
                                books.ledger()
                                        .member(
                                                asked.senderId,
                                                asked.corridor.definition().sourceGroupId())
                                        .isEmpty());
    }

    /** The payment that is meant, as it is after this command. */
    Optional<Journey> payment() {
        if (command instanceof Command.RecordDispatch c) {
            return books.payment(c.paymentNumber());
        }
        if (command instanceof Command.DecideHold c) {
            return books.payment(c.paymentNumber());
        }
        if (command instanceof Command.AskAgain c) {
            return books.payment(c.paymentNumber());
        }
        if (command instanceof Command.RecordAnswer c) {
            return books.payment(c.paymentNumber())
                    .filter(journey -> journey.id().equals(c.paymentId()));
        }
        if (command instanceof Command.ReadPayment c) {
            return books.payment(c.participantId(), c.paymentId());
        }
        if (command instanceof Command.InitiatePayment c) {
            return books.payment(c.participantId(), c.paymentId());
        }
        return Optional.empty();
    }

    /** The challenge or evidence that is meant. */
    Optional<EvidenceBook.Known> challenge() {
        return switch (command) {
            case Command.TakeChallenge c ->
                    books.evidence().challenge(c.participantId(), c.requestId());
            case Command.RecordTap c -> challenge(c.participantId(), c.challengeNumber());
            case Command.UseEvidence c -> challenge(c.participantId(), c.evidenceReference());
            case Command.InitiatePayment c -> challenge(c.participantId(), c.evidenceReference());
            case Command.ReadChallenge c ->
                    books.evidence().challenge(c.participantId(), c.requestId());
            default -> Optional.empty();
        };
    }

    private Optional<EvidenceBook.Known> challenge(int participantId, long number) {
        return books.evidence().challenge(participantId, number);
    }

    /** The card, device and payer that are meant, as far as they are known. */
    List<Authenticator> named() {
        if (command instanceof Command.IssueChallenge c) {
            return named(c.participantId(), c.terms());
        }
        return challenge()
                .map(EvidenceBook.Known::challenge)
                .map(challenge -> named(challenge.participantId(), challenge.terms()))
                .orElse(List.of());
    }

    private List<Authenticator> named(int participantId, ChallengeTerms terms) {
        EvidenceBook book = books.evidence();
        return Stream.of(
                        book.authenticator(participantId, AuthenticatorKind.PAYER, terms.payer()),
                        book.authenticator(participantId, AuthenticatorKind.CARD, terms.card()),
                        book.authenticator(participantId, AuthenticatorKind.DEVICE, terms.device()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The recovery item that is meant. */
    Optional<Books.Item> item() {
        return command instanceof Command.CloseRecoveryItem c
                ? books.item(c.itemNumber())
                : Optional.empty();
    }

    /** The quote that is paid or looked at, if it is this participant's. */
    Optional<Books.Promise> quote() {
        if (command instanceof Command.InitiatePayment c) {
            return quote(c.quoteId(), c.participantId());
        }
        if (command instanceof Command.ReadQuote c) {
            return quote(c.quoteId(), c.participantId());
        }
        if (command instanceof Command.DecideHold) {
            return payment().flatMap(Journey::terms).flatMap(terms -> books.quote(terms.quoteId()));
        }
        return Optional.empty();
    }

    private Optional<Books.Promise> quote(QuoteId id, int participantId) {
        return books.quote(id)
                .filter(promise -> promise.quote().route().sourceParticipantId() == participantId);
    }

    /** Who asks for what; empty where nobody does, or with a quote that nobody gave. */
    Optional<Request> request() {
        if (command instanceof Command.CreateQuote c) {
            return books.corridor(c.corridorId())
                    .map(corridor -> new Request(c.participantId(), corridor, c.kind()));
        }
        return quote().map(promise -> promise.quote().route()).map(this::request);
    }

    private Request request(Route route) {
        return new Request(
                route.sourceParticipantId(),
                books.corridor(route.corridorId()).orElseThrow(),
                route.kind());
    }
}
