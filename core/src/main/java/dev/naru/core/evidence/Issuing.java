// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.evidence;

import dev.naru.core.directory.Participants;
import dev.naru.core.journal.Journal;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Issues challenges and lets each be taken once. A card has one that is alive at the most, and so
 * has a payer who enrols a card: the next one takes its place, so that whoever gave up a tap need
 * not wait.
 */
final class Issuing {
    private final Participants participants;
    private final Authenticators authenticators;
    private final Challenges challenges;
    private final CoolingOff coolingOff;
    private final KnownPayments payments;
    private final Journal journal;

    Issuing(
            Participants participants,
            Authenticators authenticators,
            Challenges challenges,
            CoolingOff coolingOff,
            KnownPayments payments,
            Journal journal) {
        this.participants = participants;
        this.authenticators = authenticators;
        this.challenges = challenges;
        this.coolingOff = coolingOff;
        this.payments = payments;
        this.journal = journal;
    }

    Outcome issue(Command.IssueChallenge command) {
        // 1. A repeat gets the same challenge as it stands.
        int participantId = command.participantId();
        if (!participants.knows(participantId)) {
            return new Outcome.Refused(Rejection.PARTICIPANT_UNKNOWN);
        }
        long known = challenges.find(participantId, command.requestId());
        if (known != Challenges.MISSING) {
            return challenges.terms(known).equals(command.terms())
                    ? new Outcome.ChallengeIs(challenges.describe(known))
                    : new Outcome.Refused(Rejection.REQUEST_REUSED);
        }

        // 2. Everything that can be wrong.
        Rejection rejection = firstObjection(participantId, command.terms());
        if (rejection != null) {
            return new Outcome.Refused(rejection);
        }

        // 3. From here on nothing can fail.
        long nowNs = journal.nowNs();
        long holder = holder(participantId, command.terms());
        if (holder == Authenticators.NOBODY) {
            holder = enrolPayer(participantId, command.terms().payer());
        }
        long replaced = replace(authenticators.lastChallenge(holder));
        long number =
                challenges.add(
                        participantId,
                        command.requestId(),
                        command.terms(),
                        nowNs,
                        nowNs + command.tapWithinNs());
        authenticators.challenge(holder, number, nowNs);
        Challenge issued = challenges.describe(number);
        journal.say(new Event.ChallengeIssued(issued, replaced));
        return new Outcome.ChallengeIs(issued);
    }

    Outcome take(Command.TakeChallenge command) {
        int participantId = command.participantId();
        if (!participants.knows(participantId)) {
            return new Outcome.Refused(Rejection.PARTICIPANT_UNKNOWN);
        }
        long number = challenges.find(participantId, command.requestId());
        if (number == Challenges.MISSING) {
            return new Outcome.Refused(Rejection.CHALLENGE_UNKNOWN);
        }
        return switch (challenges.state(number)) {
            case REPLACED -> new Outcome.Refused(Rejection.CHALLENGE_EXPIRED);
            case TAKEN, VERIFIED, REJECTED, USED ->
                    new Outcome.Refused(Rejection.CHALLENGE_ANSWERED);
            case ISSUED -> {
                if (challenges.isOver(number, journal.nowNs())) {
                    yield new Outcome.Refused(Rejection.CHALLENGE_EXPIRED);
                }
                challenges.advance(
                        number, ChallengeState.TAKEN, journal.nowNs() + Challenge.VERIFYING_NS);
                journal.say(new Event.ChallengeTaken(number, participantId));
                yield new Outcome.ChallengeIs(challenges.describe(number));
            }
        };
    }

    private @Nullable Rejection firstObjection(int participantId, ChallengeTerms terms) {
        if (!participants.of(participantId).isActive()) {
            return Rejection.PARTICIPANT_SUSPENDED;
        }
        boolean enrolsCard = terms.purpose() == ChallengePurpose.CARD_ENROLMENT;
        boolean enrolsDevice = terms.purpose() == ChallengePurpose.DEVICE_ENROLMENT;
        boolean needsDevice = !enrolsDevice && !terms.device().equals(Digest.NONE);
        long payer = authenticators.find(participantId, AuthenticatorKind.PAYER, terms.payer());
        long card = active(participantId, AuthenticatorKind.CARD, terms.card());
        long device = active(participantId, AuthenticatorKind.DEVICE, terms.device());
        if ((!enrolsCard && card == Authenticators.NOBODY)
                || (needsDevice && device == Authenticators.NOBODY)) {
            return Rejection.AUTHENTICATOR_UNKNOWN;
        }
        if (isOfAnother(card, terms.payer())
                || (needsDevice && isOfAnother(device, terms.payer()))) {
            return Rejection.AUTHENTICATOR_OF_ANOTHER;
        }
        if (enrolsDevice && device != Authenticators.NOBODY) {
            return Rejection.AUTHENTICATOR_KNOWN;
        }
        if (isLocked(payer) || isLocked(card) || isLocked(device)) {
            return Rejection.AUTHENTICATOR_LOCKED;
        }
        if (enrolsCard && !needsDevice && authenticators.hasDevice(payer)) {
            return Rejection.DEVICE_REQUIRED;
        }
        if (coolingOff.forbids(participantId, terms, new CoolingOff.Provers(payer, card, device))) {
            return Rejection.AUTHENTICATOR_TOO_NEW;
        }
        if (isPaidAlready(participantId, terms)) {
            return Rejection.REQUEST_REUSED;
        }
        long holder = holder(participantId, terms);
        if (holder != Authenticators.NOBODY
                && authenticators.hasHadEnough(holder, journal.nowNs())) {
            return Rejection.CHALLENGES_TOO_MANY;
        }
        if (!authenticators.hasRoomFor(participantId, newOnes(terms, payer))) {
            return Rejection.LIMIT_AUTHENTICATORS;
        }
        return challenges.hasRoom(participantId, journal.nowNs())
                ? null
                : Rejection.LIMIT_CHALLENGES;
    }

    /** A payment's id is refused for ever once it was refused: nothing could use the evidence. */
    private boolean isPaidAlready(int participantId, ChallengeTerms terms) {
        return terms.payment().isPresent()
                && payments.knows(participantId, terms.payment().get().paymentId());
    }

    /** Who becomes known with the challenge, and when its tap is verified. */
    private static int newOnes(ChallengeTerms terms, long payer) {
        return switch (terms.purpose()) {
            case CARD_ENROLMENT -> payer == Authenticators.NOBODY ? 2 : 1;
            case DEVICE_ENROLMENT -> 1;
            case PAYMENT, WITHDRAWAL, LIMIT_CHANGE, LOGIN -> 0;
        };
    }

    /** Whose challenges follow each other. */
    private long holder(int participantId, ChallengeTerms terms) {
        return terms.purpose() == ChallengePurpose.CARD_ENROLMENT
                ? authenticators.find(participantId, AuthenticatorKind.PAYER, terms.payer())
                : authenticators.find(participantId, AuthenticatorKind.CARD, terms.card());
    }

    private long enrolPayer(int participantId, Digest payer) {
        long added = authenticators.add(participantId, AuthenticatorKind.PAYER, payer, payer, 0);
        journal.say(new Event.AuthenticatorChanged(authenticators.describe(added)));
        return added;
    }

    /** Ends the challenge that was alive; its number, or 0 when none was. */
    private long replace(long last) {
        boolean wasAlive =
                challenges.isKnown(last)
                        && challenges.state(last) == ChallengeState.ISSUED
                        && !challenges.isOver(last, journal.nowNs());
        if (wasAlive) {
            challenges.advance(last, ChallengeState.REPLACED, journal.nowNs());
        }
        return wasAlive ? last : Challenges.MISSING;
    }

    private long active(int participantId, AuthenticatorKind kind, Digest key) {
        return key.equals(Digest.NONE)
                ? Authenticators.NOBODY
                : authenticators.findActive(participantId, kind, key);
    }

    private boolean isOfAnother(long one, Digest payer) {
        return one != Authenticators.NOBODY && !authenticators.isOf(one, payer);
    }

    private boolean isLocked(long one) {
        return one != Authenticators.NOBODY && authenticators.isLocked(one, journal.nowNs());
    }
}
