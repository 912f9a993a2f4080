// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Authenticator;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.AuthenticatorStatus;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.TapVerdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Challenges, who answers them, and from which amount on, as events tell. */
public final class EvidenceBook {
    private final TreeMap<Long, Known> challenges = new TreeMap<>();
    private final Map<Long, RequestId> users = new HashMap<>();
    private final Map<Request, Long> numbers = new HashMap<>();
    private final Map<Whose, Authenticator> authenticators = new HashMap<>();
    private final Map<Scope, Command.SetEvidenceRule> rules = new HashMap<>();

    /** A challenge as it stands, and when it was issued. */
    public record Known(Challenge challenge, long issuedAtNs) {
        /** Whether it cannot be forgotten yet. */
        public boolean isFresh(long nowNs) {
            return nowNs
                    <= issuedAtNs
                            + Challenge.MOST_TAP_NS
                            + Challenge.VERIFYING_NS
                            + Challenge.EVIDENCE_NS;
        }
    }

    /** By which a card, device or payer is known. */
    public record Whose(int participantId, AuthenticatorKind kind, Digest key) {}

    private record Scope(int participantId, int groupId, Digest payer) {}

    private record Request(int participantId, RequestId requestId) {}

    void take(Fact fact) {
        switch (fact.event()) {
            case Event.ChallengeIssued e -> {
                if (e.replacedNumber() != 0) {
                    move(e.replacedNumber(), ChallengeState.REPLACED, fact.timeNs());
                }
                challenges.put(e.challenge().number(), new Known(e.challenge(), fact.timeNs()));
                numbers.put(
                        new Request(e.challenge().participantId(), e.challenge().requestId()),
                        e.challenge().number());
            }
            case Event.ChallengeTaken e ->
                    move(
                            e.challengeNumber(),
                            ChallengeState.TAKEN,
                            fact.timeNs() + Challenge.VERIFYING_NS);
            case Event.TapJudged e -> judge(e, fact.timeNs());
            case Event.EvidenceUsed e -> {
                move(e.evidenceReference(), ChallengeState.USED, fact.timeNs());
                users.put(e.evidenceReference(), e.requestId());
            }
            case Event.AuthenticatorChanged(var one) ->
                    authenticators.put(new Whose(one.participantId(), one.kind(), one.key()), one);
            case Event.EvidenceRuleSet(var rule) ->
                    rules.put(new Scope(rule.participantId(), rule.groupId(), rule.payer()), rule);
            default -> throw new IllegalArgumentException(fact + " is not of evidence");
        }
    }

    private void judge(Event.TapJudged event, long timeNs) {
        boolean isProved = event.verdict() == TapVerdict.VERIFIED;
        challenges.computeIfPresent(
                event.challengeNumber(),
                (_, old) ->
                        new Known(
                                new Challenge(
                                        event.challengeNumber(),
                                        old.challenge.requestId(),
                                        old.challenge.participantId(),
                                        old.challenge.terms(),
                                        isProved
                                                ? ChallengeState.VERIFIED
                                                : ChallengeState.REJECTED,
                                        isProved ? event.usableUntilNs() : timeNs,
                                        Optional.of(event.verdict())),
                                old.issuedAtNs));
    }

    private void move(long number, ChallengeState state, long untilNs) {
        challenges.computeIfPresent(
                number,
                (_, old) ->
                        new Known(
                                new Challenge(
                                        number,
                                        old.challenge.requestId(),
                                        old.challenge.participantId(),
                                        old.challenge.terms(),
                                        state,
                                        untilNs,
                                        old.challenge.verdict()),
                                old.issuedAtNs));
    }

    /** A challenge of a participant, however long ago. */
    public Optional<Known> challenge(int participantId, long number) {
        return Optional.ofNullable(challenges.get(number))
                .filter(known -> known.challenge.participantId() == participantId);
    }

    /** The last challenge that a participant got by this request. */
    public Optional<Known> challenge(int participantId, RequestId requestId) {
        return Optional.ofNullable(numbers.get(new Request(participantId, requestId)))
                .map(challenges::get);
    }

    /** Which request used evidence up, {@link RequestId#NONE} for a payment; empty for nobody. */
    public Optional<RequestId> usedBy(long number) {
        return Optional.ofNullable(users.get(number));
    }

    /** The latest challenges, the newest first. */
    public Collection<Known> latest() {
        return challenges.descendingMap().values();
    }

    /** The last challenge's number; 0 before the first. */
    public long lastNumber() {
        return challenges.isEmpty() ? 0 : challenges.lastKey();
    }

    /** A card, device or payer as events last told of it: without counters and failures since. */
    public Optional<Authenticator> authenticator(
            int participantId, AuthenticatorKind kind, Digest key) {
        return Optional.ofNullable(authenticators.get(new Whose(participantId, kind, key)));
    }

    /** Whether a payer has one of this kind that may prove something. */
    public boolean hasActive(int participantId, AuthenticatorKind kind, Digest payer) {
        return authenticators.values().stream()
                .anyMatch(
                        one ->
                                one.participantId() == participantId
                                        && one.kind() == kind
                                        && one.payer().equals(payer)
                                        && one.status() == AuthenticatorStatus.ACTIVE);
    }

    /** Above which source principal evidence is wanted, beside what the corridor asks. */
    public long aboveMinor(int participantId, int groupId, Digest payer) {
        return Math.min(
                above(new Scope(participantId, groupId, Digest.NONE)),
                above(new Scope(participantId, groupId, payer)));
    }

    /** What a payer's new devices and further cards may prove for payments in this group. */
    public long newDeviceMinor(int participantId, int groupId) {
        Command.SetEvidenceRule rule = rules.get(new Scope(participantId, groupId, Digest.NONE));
        return rule == null ? 0 : rule.newDeviceMinor();
    }

    /** Whether this is a payment that what is new may prove, if it is the first. */
    public boolean isSmallForNew(int participantId, ChallengeTerms terms) {
        return terms.payment()
                .filter(
                        payment ->
                                payment.debitMinor()
                                        <= newDeviceMinor(participantId, payment.sourceGroupId()))
                .isPresent();
    }

    private long above(Scope scope) {
        Command.SetEvidenceRule rule = rules.get(scope);
        return rule == null ? Long.MAX_VALUE : rule.evidenceAboveMinor();
    }
}
