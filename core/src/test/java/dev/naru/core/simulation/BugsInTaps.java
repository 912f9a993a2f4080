// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import static dev.naru.core.simulation.Liar.event;
import static dev.naru.core.simulation.Liar.eventIf;
import static dev.naru.core.simulation.PlantedBug.once;

import dev.naru.core.simulation.law.Books;
import dev.naru.core.simulation.law.EvidenceBook;
import dev.naru.core.simulation.law.EvidenceIsUsedOnce;
import dev.naru.core.simulation.law.Exchange;
import dev.naru.core.simulation.law.FirstDayIsLimited;
import dev.naru.core.simulation.law.FirstVerdictIsTold;
import dev.naru.core.simulation.law.OnlyTheEnrolledProve;
import dev.naru.core.simulation.law.RetriesChangeNothing;
import dev.naru.protocol.Authenticator;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.AuthenticatorStatus;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.TapVerdict;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/** Bugs in what becomes of taps. */
final class BugsInTaps {
    private static final RequestId ANOTHER = new RequestId(7, 7);

    private static final Optional<Outcome> TOO_NEW =
            Optional.of(new Outcome.Refused(Rejection.AUTHENTICATOR_TOO_NEW));

    private BugsInTaps() {}

    static List<PlantedBug> all() {
        return List.of(
                bug(
                        "a challenge is taken twice",
                        with(
                                ChallengeState.TAKEN,
                                it -> new Event.ChallengeTaken(it.number(), it.participantId()))),
                bug("evidence is used twice", with(ChallengeState.USED, BugsInTaps::used)),
                bug("a repeat uses evidence again", BugsInTaps::usedAgain),
                bug(
                        "evidence is used by another request than asked",
                        event(
                                Event.EvidenceUsed.class,
                                it ->
                                        new Event.EvidenceUsed(
                                                it.evidenceReference(),
                                                it.participantId(),
                                                it.paymentNumber(),
                                                ANOTHER))),
                bug("evidence is used and nobody told", BugsInTaps::usedInSilence),
                once(
                        RetriesChangeNothing.class,
                        "a repeated use is refused",
                        BugsInTaps::refusedAgain),
                once(
                        RetriesChangeNothing.class,
                        "another request hears that it used evidence",
                        BugsInTaps::doneForAnother),
                bug("a refused tap is evidence", with(ChallengeState.REJECTED, BugsInTaps::used)),
                unenrolled("a fault proves", proving(TapVerdict.UNPROVED)),
                unenrolled("another card proves", proving(TapVerdict.ANOTHER_CARD)),
                unenrolled("another key proves", proving(TapVerdict.ANOTHER_KEY)),
                unenrolled(
                        "a card's counter that has not risen proves",
                        proving(TapVerdict.CARD_COUNTER)),
                unenrolled(
                        "a device's counter that has not risen proves",
                        proving(TapVerdict.DEVICE_COUNTER)),
                unenrolled("what is another payer's is enrolled", proving(TapVerdict.OF_ANOTHER)),
                // It must happen while a challenge is out.
                unenrolled("who is locked proves", proving(TapVerdict.LOCKED)).within(200),
                unenrolled(
                                "who was taken away proves",
                                proving(TapVerdict.REMOVED, BugsInTaps::isNothingNew))
                        .within(200),
                verdict(
                        "what was taken away is told as locked",
                        told(TapVerdict.REMOVED, TapVerdict.LOCKED)),
                verdict(
                                "who is locked is told as taken away",
                                told(TapVerdict.LOCKED, TapVerdict.REMOVED))
                        .within(200),
                verdict("a lock is told as a fault", told(TapVerdict.LOCKED, TapVerdict.UNPROVED))
                        .within(200),
                verdict(
                                "a device that has to sign is told as a lock",
                                told(TapVerdict.DEVICE_REQUIRED, TapVerdict.LOCKED))
                        .within(200),
                verdict(
                        "a fault is told as another card",
                        told(TapVerdict.UNPROVED, TapVerdict.ANOTHER_CARD)),
                verdict(
                        "a counter is told as another key",
                        told(TapVerdict.CARD_COUNTER, TapVerdict.ANOTHER_KEY)),
                firstDay(
                        "what is new is asked for more than to enter and to pay",
                        issued((it, _) -> it.terms().payment().isEmpty())),
                firstDay(
                        "what is new is asked for too large a payment",
                        issued(BugsInTaps::isLarge)),
                firstDay(
                        "what new devices paid is forgotten when they are asked to pay",
                        issued(BugsInTaps::isSmall)),
                // Another challenge of the same payer must be judged between the two.
                firstDay(
                                "what new devices paid is forgotten when their taps are judged",
                                proving(
                                        TapVerdict.TOO_NEW,
                                        (challenge, book, _) -> isSmall(challenge, book)))
                        .within(500),
                firstDay(
                        "a payment is refused as too large for what is new, and is not",
                        BugsInTaps::refusedWithin),
                firstDay(
                                "what is too new is told as a fault",
                                told(
                                        TapVerdict.TOO_NEW,
                                        TapVerdict.UNPROVED,
                                        BugsInTaps::isNobodyLocked))
                        .within(200),
                firstDay("a lock is told as too new", told(TapVerdict.LOCKED, TapVerdict.TOO_NEW))
                        .within(200),
                bug("the fifth failure does not lock", BugsInTaps::withoutLock),
                bug(
                        "two challenges of a card are alive",
                        eventIf(
                                Event.ChallengeIssued.class,
                                (it, _) ->
                                        it.replacedNumber() == 0
                                                ? Optional.empty()
                                                : Optional.of(
                                                        new Event.ChallengeIssued(
                                                                it.challenge(), 0)))));
    }

    private static PlantedBug bug(String what, Liar.Lie lie) {
        return once(EvidenceIsUsedOnce.class, what, lie);
    }

    private static PlantedBug unenrolled(String what, Liar.Lie lie) {
        return once(OnlyTheEnrolledProve.class, what, lie);
    }

    private static PlantedBug verdict(String what, Liar.Lie lie) {
        return once(FirstVerdictIsTold.class, what, lie);
    }

    private static PlantedBug firstDay(String what, Liar.Lie lie) {
        return once(FirstDayIsLimited.class, what, lie);
    }

    /** Something happens once more to the newest challenge in this state. */
    private static Liar.Lie with(ChallengeState state, Function<Challenge, Event> more) {
        return (honest, books) ->
                newest(books, state).map(one -> Liar.with(honest, more.apply(one), books));
    }

    private static Optional<Challenge> newest(Books books, ChallengeState state) {
        return books.evidence().latest().stream()
                .map(EvidenceBook.Known::challenge)
                .filter(one -> one.state() == state)
                .findFirst();
    }

    private static Event used(Challenge one) {
        return new Event.EvidenceUsed(one.number(), one.participantId(), 0, ANOTHER);
    }

    private static Optional<Exchange> usedAgain(Exchange honest, Books books) {
        return repeatsUse(honest)
                        && honest.command().orElseThrow() instanceof Command.UseEvidence use
                ? Optional.of(
                        Liar.with(
                                honest,
                                new Event.EvidenceUsed(
                                        use.evidenceReference(),
                                        use.participantId(),
                                        0,
                                        use.requestId()),
                                books))
                : Optional.empty();
    }

    private static Optional<Exchange> usedInSilence(Exchange honest, Books books) {
        boolean isUse =
                honest.command().orElse(null) instanceof Command.UseEvidence
                        && !honest.facts().isEmpty()
                        && honest.facts().getLast().event() instanceof Event.EvidenceUsed;
        return isUse ? Optional.of(Liar.withoutLast(honest)) : Optional.empty();
    }

    private static Optional<Exchange> refusedAgain(Exchange honest, Books books) {
        // What may be forgotten may be refused.
        boolean isRemembered =
                repeatsUse(honest)
                        && honest.command().orElseThrow() instanceof Command.UseEvidence use
                        && books.evidence()
                                .challenge(use.participantId(), use.evidenceReference())
                                .orElseThrow()
                                .isFresh(books.nowNs());
        return isRemembered
                ? Optional.of(honest.withOutcome(new Outcome.Refused(Rejection.EVIDENCE_USED)))
                : Optional.empty();
    }

    private static Optional<Exchange> doneForAnother(Exchange honest, Books books) {
        boolean isRefused =
                honest.command().orElse(null) instanceof Command.UseEvidence
                        && honest.outcome()
                                .equals(Optional.of(new Outcome.Refused(Rejection.EVIDENCE_USED)));
        return isRefused ? Optional.of(honest.withOutcome(new Outcome.Done())) : Optional.empty();
    }

    /** Whether a use that was done before was asked for again, as only memory answers. */
    private static boolean repeatsUse(Exchange honest) {
        return honest.command().orElse(null) instanceof Command.UseEvidence
                && honest.outcome().orElse(null) instanceof Outcome.Done
                && honest.ownFacts().isEmpty();
    }

    /** A tap of this verdict is taken for good. */
    private static Liar.Lie proving(TapVerdict verdict) {
        return proving(verdict, (_, _, _) -> true);
    }

    /** The same, where its challenge is like this. */
    private static Liar.Lie proving(TapVerdict verdict, Occasion occasion) {
        return told(verdict, TapVerdict.VERIFIED, occasion);
    }

    /** A tap of this verdict is told as of another. */
    private static Liar.Lie told(TapVerdict verdict, TapVerdict instead) {
        return told(verdict, instead, (_, _, _) -> true);
    }

    /** What there has to be for a lie. */
    private interface Occasion {
        boolean isGiven(Challenge challenge, EvidenceBook book, long nowNs);
    }

    private static Liar.Lie told(TapVerdict verdict, TapVerdict instead, Occasion occasion) {
        return (honest, books) ->
                eventIf(
                                Event.TapJudged.class,
                                (it, _) ->
                                        Optional.of(judged(it, instead, nowNs(honest, books)))
                                                .filter(_ -> it.verdict() == verdict)
                                                .filter(
                                                        _ ->
                                                                instead != TapVerdict.UNPROVED
                                                                        || it.fault() != 0)
                                                .filter(
                                                        _ ->
                                                                occasion.isGiven(
                                                                        challenge(it, books),
                                                                        books.evidence(),
                                                                        nowNs(honest, books))))
                        .about(honest, books);
    }

    private static Event judged(Event.TapJudged it, TapVerdict verdict, long nowNs) {
        return new Event.TapJudged(
                it.challengeNumber(),
                it.participantId(),
                verdict,
                it.fault(),
                it.card(),
                it.cardCounter(),
                verdict == TapVerdict.VERIFIED ? nowNs + Challenge.EVIDENCE_NS : 0);
    }

    private static Challenge challenge(Event.TapJudged judged, Books books) {
        return books.evidence()
                .challenge(judged.participantId(), judged.challengeNumber())
                .orElseThrow()
                .challenge();
    }

    /** What time it is in an exchange that the books do not have yet. */
    private static long nowNs(Exchange honest, Books books) {
        return Math.max(books.nowNs(), honest.clusterTimeNs() + books.timeOffsetNs());
    }

    private static boolean isNobodyLocked(Challenge challenge, EvidenceBook book, long nowNs) {
        return provers(challenge, book).allMatch(one -> one.lockedUntilNs() <= nowNs);
    }

    private static boolean isNothingNew(Challenge challenge, EvidenceBook book, long nowNs) {
        return provers(challenge, book)
                .filter(one -> one.status() == AuthenticatorStatus.ACTIVE)
                .allMatch(one -> one.usableFromNs() <= nowNs);
    }

    private static Stream<Authenticator> provers(Challenge challenge, EvidenceBook book) {
        int participant = challenge.participantId();
        ChallengeTerms terms = challenge.terms();
        return Stream.of(
                        book.authenticator(participant, AuthenticatorKind.PAYER, terms.payer()),
                        book.authenticator(participant, AuthenticatorKind.CARD, terms.card()),
                        book.authenticator(participant, AuthenticatorKind.DEVICE, terms.device()))
                .flatMap(Optional::stream);
    }

    private static boolean isLarge(Challenge challenge, EvidenceBook book) {
        return challenge.terms().payment().isPresent() && !isSmall(challenge, book);
    }

    private static boolean isSmall(Challenge challenge, EvidenceBook book) {
        return book.isSmallForNew(challenge.participantId(), challenge.terms());
    }

    /** Who was refused as too new is asked for a tap, where the challenge would be like this. */
    private static Liar.Lie issued(BiPredicate<Challenge, EvidenceBook> when) {
        return (honest, books) -> {
            if (!(honest.command().orElse(null) instanceof Command.IssueChallenge asked)
                    || !honest.outcome().equals(TOO_NEW)) {
                return Optional.empty();
            }
            Challenge challenge =
                    new Challenge(
                            books.evidence().lastNumber() + 1,
                            asked.requestId(),
                            asked.participantId(),
                            asked.terms(),
                            ChallengeState.ISSUED,
                            nowNs(honest, books) + asked.tapWithinNs(),
                            Optional.empty());
            return when.test(challenge, books.evidence())
                    ? Optional.of(
                            Liar.with(honest, new Event.ChallengeIssued(challenge, 0), books)
                                    .withOutcome(new Outcome.ChallengeIs(challenge)))
                    : Optional.empty();
        };
    }

    private static Optional<Exchange> refusedWithin(Exchange honest, Books books) {
        boolean isIssued =
                honest.command().orElse(null) instanceof Command.IssueChallenge asked
                        && asked.terms().payment().isPresent()
                        && honest.facts().size() == 1
                        && honest.ownFacts().size() == 1
                        && honest.hashes().isEmpty();
        return isIssued
                ? Optional.of(honest.withFacts(List.of()).withOutcome(TOO_NEW.orElseThrow()))
                : Optional.empty();
    }

    private static Optional<Exchange> withoutLock(Exchange honest, Books books) {
        boolean isLock =
                honest.facts().size() > 1
                        && honest.facts().getLast().event()
                                instanceof Event.AuthenticatorChanged(var one)
                        && one.lockedUntilNs() > books.nowNs();
        return isLock ? Optional.of(Liar.withoutLast(honest)) : Optional.empty();
    }
}
