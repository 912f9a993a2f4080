// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Authenticator;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.AuthenticatorStatus;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.ChallengedPayment;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A device or a further card enters and pays in its first day and does nothing else. What a payer's
 * new ones proved for payments, since none of them was new the last time, is of one group and
 * together no more than the participant lets them. Nobody is refused as too new for less, and no
 * tap; one that is too new is told as that, except where something that came first is.
 */
public final class FirstDayIsLimited implements Law {
    private static final Optional<Outcome> TOO_NEW =
            Optional.of(new Outcome.Refused(Rejection.AUTHENTICATOR_TOO_NEW));

    private final Map<EvidenceBook.Whose, List<Proved>> proved = new HashMap<>();

    /** A payment, and when the last of what proved it is new no more. */
    private record Proved(ChallengedPayment payment, long newUntilNs) {}

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        if (fact.event() instanceof Event.ChallengeIssued(Challenge issued, _)) {
            oldEnough(issued, fact, books.evidence());
        } else if (fact.event() instanceof Event.TapJudged judged) {
            books.evidence()
                    .challenge(judged.participantId(), judged.challengeNumber())
                    .map(EvidenceBook.Known::challenge)
                    .ifPresent(challenge -> judged(judged, challenge, fact, books.evidence()));
        }
    }

    private void judged(Event.TapJudged judged, Challenge challenge, Fact fact, EvidenceBook book) {
        switch (judged.verdict()) {
            // Neither says anything of what comes after it in the order of verdicts.
            case TOO_LATE, REMOVED -> {}
            case TOO_NEW -> {
                if (!isTooNew(challenge.participantId(), challenge.terms(), fact.timeNs(), book)) {
                    throw broken(fact + " for nothing that is too new: " + challenge);
                }
            }
            case DEVICE_REQUIRED,
                    LOCKED,
                    UNPROVED,
                    ANOTHER_CARD,
                    OF_ANOTHER,
                    ANOTHER_KEY,
                    CARD_COUNTER,
                    DEVICE_COUNTER ->
                    oldEnough(challenge, fact, book);
            case VERIFIED -> {
                oldEnough(challenge, fact, book);
                count(challenge, fact.timeNs(), book);
            }
        }
    }

    private void oldEnough(Challenge challenge, Fact fact, EvidenceBook book) {
        if (isTooNew(challenge.participantId(), challenge.terms(), fact.timeNs(), book)) {
            throw broken(fact + " for what is too new: " + challenge);
        }
    }

    private void count(Challenge challenge, long nowNs, EvidenceBook book) {
        int participant = challenge.participantId();
        long newUntilNs = newUntilNs(participant, challenge.terms(), nowNs, book);
        if (newUntilNs == 0 || challenge.terms().payment().isEmpty()) {
            return;
        }
        List<Proved> all = new ArrayList<>(counting(participant, challenge.terms(), nowNs));
        all.add(new Proved(challenge.terms().payment().get(), newUntilNs));
        proved.put(payer(participant, challenge.terms()), all);
    }

    @Override
    public void answered(Exchange exchange, Books books) {
        if (exchange.outcome().equals(TOO_NEW)
                && exchange.command().orElse(null) instanceof Command.IssueChallenge asked
                && !isTooNew(
                        asked.participantId(), asked.terms(), books.nowNs(), books.evidence())) {
            throw broken(asked + " is for nothing that is too new");
        }
    }

    private boolean isTooNew(
            int participantId, ChallengeTerms terms, long nowNs, EvidenceBook book) {
        if (newUntilNs(participantId, terms, nowNs, book) == 0) {
            return false;
        }
        return switch (terms.purpose()) {
            case LOGIN -> false;
            case PAYMENT -> {
                ChallengedPayment payment = terms.payment().orElseThrow();
                int group = payment.sourceGroupId();
                long sum = payment.debitMinor();
                boolean isOfOne = true;
                for (Proved before : counting(participantId, terms, nowNs)) {
                    sum = Math.addExact(sum, before.payment.debitMinor());
                    isOfOne &= before.payment.sourceGroupId() == group;
                }
                yield !isOfOne || sum > book.newDeviceMinor(participantId, group);
            }
            case CARD_ENROLMENT, DEVICE_ENROLMENT, WITHDRAWAL, LIMIT_CHANGE -> true;
        };
    }

    /** All of a payer's, as long as anything that proved one of them is new. */
    private List<Proved> counting(int participantId, ChallengeTerms terms, long nowNs) {
        List<Proved> all = proved.getOrDefault(payer(participantId, terms), List.of());
        return all.stream().anyMatch(one -> one.newUntilNs > nowNs) ? all : List.of();
    }

    private static EvidenceBook.Whose payer(int participantId, ChallengeTerms terms) {
        return new EvidenceBook.Whose(participantId, AuthenticatorKind.PAYER, terms.payer());
    }

    /** When nothing that is to prove is new any more; 0 where nothing is. */
    private static long newUntilNs(
            int participantId, ChallengeTerms terms, long nowNs, EvidenceBook book) {
        // Of two who enrol one device the second finds it new; it is not what is to prove.
        Digest device =
                terms.purpose() == ChallengePurpose.DEVICE_ENROLMENT ? Digest.NONE : terms.device();
        return Stream.of(
                        book.authenticator(participantId, AuthenticatorKind.CARD, terms.card()),
                        book.authenticator(participantId, AuthenticatorKind.DEVICE, device))
                .flatMap(Optional::stream)
                .filter(one -> one.status() == AuthenticatorStatus.ACTIVE)
                .mapToLong(Authenticator::usableFromNs)
                .filter(fromNs -> fromNs > nowNs)
                .max()
                .orElse(0);
    }
}
