// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import static dev.naru.core.simulation.Liar.eventIf;
import static dev.naru.core.simulation.PlantedBug.once;

import dev.naru.core.simulation.law.Books;
import dev.naru.core.simulation.law.EvidenceBook;
import dev.naru.core.simulation.law.EvidenceIsUsedOnce;
import dev.naru.core.simulation.law.Exchange;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.Event;
import dev.naru.protocol.TapVerdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Bugs in what becomes of taps. */
final class BugsInTaps {
    private BugsInTaps() {}

    static List<PlantedBug> all() {
        return List.of(
                bug(
                        "a challenge is taken twice",
                        with(
                                ChallengeState.TAKEN,
                                it -> new Event.ChallengeTaken(it.number(), it.participantId()))),
                bug("evidence is used twice", with(ChallengeState.USED, BugsInTaps::used)),
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
        return new Event.EvidenceUsed(one.number(), one.participantId(), 0);
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
