// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Authenticator;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.AuthenticatorStatus;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.ChallengedPayment;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.TapVerdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A challenge is answered once, in time; what that proves is used once, in time, by what it was
 * proved for, and who asked is told with it. Of one card one challenge is alive. Five failures in a
 * row lock, and nobody who is locked is challenged.
 */
public final class EvidenceIsUsedOnce implements Law {
    private final Map<EvidenceBook.Whose, Integer> failures = new HashMap<>();

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        // What happens by itself was asked for by nobody, as if it had been a read.
        Command command = exchange.command().orElse(new Command.ReadFigures());
        switch (fact.event()) {
            case Event.ChallengeIssued e -> issued(e, fact.timeNs(), command, books.evidence());
            case Event.ChallengeTaken e -> {
                in(ChallengeState.ISSUED, e.participantId(), e.challengeNumber(), fact, books);
                if (!(command instanceof Command.TakeChallenge take)
                        || take.participantId() != e.participantId()
                        || books.evidence()
                                .challenge(take.participantId(), take.requestId())
                                .filter(known -> known.challenge().number() == e.challengeNumber())
                                .isEmpty()) {
                    throw broken(command + " took " + e);
                }
            }
            case Event.TapJudged e -> judged(e, fact, command, books);
            case Event.EvidenceUsed e -> used(e, fact, command, books);
            case Event.AuthenticatorChanged(var one) -> {
                waits(one, fact.timeNs(), books.evidence());
                changed(one, fact.timeNs());
            }
            default -> {}
        }
    }

    private void issued(
            Event.ChallengeIssued event, long nowNs, Command command, EvidenceBook book) {
        Challenge challenge = event.challenge();
        if (challenge.number() != book.lastNumber() + 1) {
            throw broken(event + " follows challenge " + book.lastNumber());
        }
        if (!(command instanceof Command.IssueChallenge asked)
                || !asked.terms().equals(challenge.terms())
                || asked.participantId() != challenge.participantId()
                || challenge.untilNs() != nowNs + asked.tapWithinNs()) {
            throw broken(event + " is not what was asked for");
        }
        for (EvidenceBook.Known other : book.latest()) {
            if (other.issuedAtNs() + Challenge.MOST_TAP_NS <= nowNs) {
                break;
            }
            boolean isAlive =
                    other.challenge().state() == ChallengeState.ISSUED
                            && nowNs < other.challenge().untilNs();
            boolean isReplaced = other.challenge().number() == event.replacedNumber();
            if (haveOneHolder(other.challenge(), challenge) && isAlive != isReplaced) {
                throw broken(event + " where there was " + other);
            }
        }
        ChallengeTerms terms = challenge.terms();
        int participant = challenge.participantId();
        free(book.authenticator(participant, AuthenticatorKind.PAYER, terms.payer()), nowNs);
        free(book.authenticator(participant, AuthenticatorKind.CARD, terms.card()), nowNs);
        free(book.authenticator(participant, AuthenticatorKind.DEVICE, terms.device()), nowNs);
        if (terms.purpose() == ChallengePurpose.CARD_ENROLMENT
                && terms.device().equals(Digest.NONE)
                && book.hasActive(participant, AuthenticatorKind.DEVICE, terms.payer())) {
            throw broken(event + " without the payer's device");
        }
    }

    private static boolean haveOneHolder(Challenge one, Challenge other) {
        boolean bothEnrol =
                one.terms().purpose() == ChallengePurpose.CARD_ENROLMENT
                        && other.terms().purpose() == ChallengePurpose.CARD_ENROLMENT;
        return one.participantId() == other.participantId()
                && one.terms().card().equals(other.terms().card())
                && (!bothEnrol || one.terms().payer().equals(other.terms().payer()));
    }

    private void free(Optional<Authenticator> one, long nowNs) {
        if (one.isPresent() && one.get().lockedUntilNs() > nowNs) {
            throw broken("a challenge was issued to " + one);
        }
    }

    private void judged(Event.TapJudged event, Fact fact, Command command, Books books) {
        if (!(command instanceof Command.RecordTap asked)
                || asked.challengeNumber() != event.challengeNumber()
                || asked.findings().fault() != event.fault()) {
            throw broken(command + " judged " + event);
        }
        Challenge challenge =
                books.evidence()
                        .challenge(event.participantId(), event.challengeNumber())
                        .map(EvidenceBook.Known::challenge)
                        .filter(known -> known.state() == ChallengeState.TAKEN)
                        .orElseThrow(() -> broken(event + " was not taken"));
        boolean isLate = fact.timeNs() >= challenge.untilNs();
        if (isLate != (event.verdict() == TapVerdict.TOO_LATE)) {
            throw broken(event + " of " + challenge);
        }
    }

    private void used(Event.EvidenceUsed event, Fact fact, Command command, Books books) {
        Challenge evidence =
                in(
                        ChallengeState.VERIFIED,
                        event.participantId(),
                        event.evidenceReference(),
                        fact,
                        books);
        boolean fits =
                switch (command) {
                    case Command.UseEvidence use ->
                            event.paymentNumber() == 0
                                    && event.requestId().equals(use.requestId())
                                    && use.purpose() == evidence.terms().purpose()
                                    && use.transaction().equals(evidence.terms().transaction());
                    case Command.InitiatePayment pay ->
                            event.requestId().equals(RequestId.NONE)
                                    && isOf(pay, event.paymentNumber(), evidence, books);
                    default -> false;
                };
        if (!fits) {
            throw broken(command + " used " + evidence);
        }
        proves(AuthenticatorKind.CARD, evidence.terms().card(), evidence, fact, books);
        proves(AuthenticatorKind.DEVICE, evidence.terms().device(), evidence, fact, books);
    }

    /** What proved is still there, the payer's, and not locked. */
    private void proves(
            AuthenticatorKind kind, Digest key, Challenge evidence, Fact fact, Books books) {
        boolean isGood =
                key.equals(Digest.NONE)
                        || books.evidence()
                                .authenticator(evidence.participantId(), kind, key)
                                .filter(one -> one.status() == AuthenticatorStatus.ACTIVE)
                                .filter(one -> one.payer().equals(evidence.terms().payer()))
                                .filter(one -> one.lockedUntilNs() <= fact.timeNs())
                                .isPresent();
        if (!isGood) {
            throw broken(fact + " of a " + kind + " that proves nothing any more");
        }
    }

    private static boolean isOf(
            Command.InitiatePayment pay, long paymentNumber, Challenge evidence, Books books) {
        Journey payment = books.payment(paymentNumber).orElseThrow();
        int sourceGroupId = payment.terms().orElseThrow().route().sourceGroupId();
        return payment.id().equals(pay.paymentId())
                && evidence.terms().payer().equals(pay.payer())
                && evidence.terms()
                        .payment()
                        .equals(
                                Optional.of(
                                        new ChallengedPayment(
                                                pay.paymentId(),
                                                sourceGroupId,
                                                pay.debitMinor(),
                                                pay.payee())));
    }

    /** What becomes a payer's who has something already waits a day, and so does every device. */
    private void waits(Authenticator one, long nowNs, EvidenceBook book) {
        int participant = one.participantId();
        boolean isNew =
                one.status() == AuthenticatorStatus.ACTIVE
                        && book.authenticator(participant, one.kind(), one.key())
                                .filter(known -> known.status() == AuthenticatorStatus.ACTIVE)
                                .isEmpty();
        boolean mustWait =
                switch (one.kind()) {
                    case DEVICE -> true;
                    case CARD ->
                            book.hasActive(participant, AuthenticatorKind.CARD, one.payer())
                                    || book.hasActive(
                                            participant, AuthenticatorKind.DEVICE, one.payer());
                    case PAYER -> false;
                };
        if (isNew && one.usableFromNs() != (mustWait ? nowNs + Challenge.COOLING_OFF_NS : 0)) {
            throw broken(one + " waits too long or not long enough");
        }
    }

    /** A lock falls at the fifth failure, and nothing else that happens leaves failures behind. */
    private void changed(Authenticator one, long nowNs) {
        EvidenceBook.Whose whose =
                new EvidenceBook.Whose(one.participantId(), one.kind(), one.key());
        if (one.lockedUntilNs() != nowNs + Challenge.LOCKED_NS) {
            failures.put(whose, one.failures());
        } else if (failures.getOrDefault(whose, 0) + 1 < Authenticator.MOST_FAILURES) {
            throw broken(one + " is locked after " + failures.get(whose) + " failures");
        }
    }

    private Challenge in(
            ChallengeState state, int participantId, long number, Fact fact, Books books) {
        return books.evidence()
                .challenge(participantId, number)
                .map(EvidenceBook.Known::challenge)
                .filter(known -> known.state() == state && fact.timeNs() < known.untilNs())
                .orElseThrow(
                        () ->
                                broken(
                                        fact
                                                + " of "
                                                + books.evidence()
                                                        .challenge(participantId, number)));
    }

    /** Evidence that came with a payment is used up by it, and by a request that is done. */
    @Override
    public void answered(Exchange exchange, Books books) {
        for (Fact fact : exchange.facts()) {
            if (fact.event() instanceof Event.TapJudged judged) {
                count(judged, exchange, books);
            }
        }
        if (exchange.command().orElse(null) instanceof Command.InitiatePayment pay
                && pay.evidenceReference() != 0
                && exchange.facts().stream().anyMatch(EvidenceIsUsedOnce::begins)) {
            long times =
                    exchange.facts().stream()
                            .filter(
                                    fact ->
                                            fact.event() instanceof Event.EvidenceUsed used
                                                    && used.evidenceReference()
                                                            == pay.evidenceReference())
                            .count();
            if (times != 1) {
                throw broken(pay + " used its evidence " + times + " times");
            }
        }
        if (exchange.command().orElse(null) instanceof Command.UseEvidence use
                && exchange.outcome().orElse(null) instanceof Outcome.Done
                && !books.evidence()
                        .usedBy(use.evidenceReference())
                        .equals(Optional.of(use.requestId()))) {
            throw broken(use + " was done, and the evidence is not used by it");
        }
        if (exchange.outcome().orElse(null) instanceof Outcome.ChallengeIs(var challenge)) {
            Optional<Challenge> known =
                    books.evidence()
                            .challenge(challenge.participantId(), challenge.number())
                            .map(EvidenceBook.Known::challenge);
            if (!known.equals(Optional.of(challenge))) {
                throw broken("the machine shows " + challenge + ", and events tell " + known);
            }
        }
    }

    private static boolean begins(Fact fact) {
        return fact.event() instanceof Event.PaymentReserved
                || fact.event() instanceof Event.PaymentHeld;
    }

    private void count(Event.TapJudged judged, Exchange exchange, Books books) {
        ChallengeTerms terms =
                books.evidence()
                        .challenge(judged.participantId(), judged.challengeNumber())
                        .orElseThrow()
                        .challenge()
                        .terms();
        int participant = judged.participantId();
        for (EvidenceBook.Whose whose :
                List.of(
                        new EvidenceBook.Whose(participant, AuthenticatorKind.CARD, terms.card()),
                        new EvidenceBook.Whose(
                                participant, AuthenticatorKind.DEVICE, terms.device()),
                        new EvidenceBook.Whose(
                                participant, AuthenticatorKind.PAYER, terms.payer()))) {
            boolean isToBeEnrolled =
                    terms.purpose() == ChallengePurpose.DEVICE_ENROLMENT
                            && whose.kind() == AuthenticatorKind.DEVICE;
            if (!isToBeEnrolled
                    && books.evidence()
                            .authenticator(participant, whose.kind(), whose.key())
                            .isPresent()) {
                count(judged, whose, exchange);
            }
        }
    }

    private void count(Event.TapJudged judged, EvidenceBook.Whose whose, Exchange exchange) {
        switch (judged.verdict()) {
            case VERIFIED -> failures.put(whose, 0);
            case TOO_LATE, REMOVED, TOO_NEW, DEVICE_REQUIRED, LOCKED -> {}
            case UNPROVED, ANOTHER_CARD, OF_ANOTHER, ANOTHER_KEY, CARD_COUNTER, DEVICE_COUNTER -> {
                if (failures.merge(whose, 1, Integer::sum) >= Authenticator.MOST_FAILURES) {
                    failures.put(whose, 0);
                    mustBeLocked(whose, exchange);
                }
            }
        }
    }

    private void mustBeLocked(EvidenceBook.Whose whose, Exchange exchange) {
        boolean isLocked =
                exchange.facts().stream()
                        .anyMatch(
                                fact ->
                                        fact.event() instanceof Event.AuthenticatorChanged(var one)
                                                && one.participantId() == whose.participantId()
                                                && one.kind() == whose.kind()
                                                && one.key().equals(whose.key())
                                                && one.lockedUntilNs()
                                                        == fact.timeNs() + Challenge.LOCKED_NS);
        if (!isLocked) {
            throw broken(whose + " failed too often and is not locked");
        }
    }
}
