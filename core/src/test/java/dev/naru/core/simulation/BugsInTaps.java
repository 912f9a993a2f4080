// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import static dev.naru.core.simulation.Liar.event;
import static dev.naru.core.simulation.Liar.eventIf;
import static dev.naru.core.simulation.PlantedBug.once;

import dev.naru.core.simulation.law.Books;
import dev.naru.core.simulation.law.EvidenceBook;
import dev.naru.core.simulation.law.EvidenceIsUsedOnce;
import dev.naru.core.simulation.law.Exchange;
import dev.naru.core.simulation.law.RetriesChangeNothing;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.TapVerdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Bugs in what becomes of taps. */
final class BugsInTaps {
    private static final RequestId ANOTHER = new RequestId(7, 7);

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
                bug("a counter that has not risen proves", proving(TapVerdict.CARD_COUNTER)),
                bug("another card proves", proving(TapVerdict.ANOTHER_CARD)),
                bug("a fault proves", proving(TapVerdict.UNPROVED)),
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
        return eventIf(
                Event.TapJudged.class,
                (it, books) ->
                        it.verdict() == verdict
                                ? Optional.of(
                                        new Event.TapJudged(
                                                it.challengeNumber(),
                                                it.participantId(),
                                                TapVerdict.VERIFIED,
                                                it.fault(),
                                                it.card(),
                                                it.cardCounter(),
                                                books.nowNs() + Challenge.EVIDENCE_NS))
                                : Optional.empty());
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
