// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.evidence;

import dev.naru.core.directory.Participants;
import dev.naru.core.evidence.CoolingOff.Provers;
import dev.naru.core.journal.Journal;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.TapFindings;
import dev.naru.protocol.TapVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Judges taps that a verifier has looked at, by what only the machine knows: keys of enrolment,
 * counters, locks, time. A tap that proves nothing counts against card, device and payer alike,
 * unless it was the hub's own slowness.
 */
final class TapJudgement {
    private final Participants participants;
    private final Authenticators authenticators;
    private final Challenges challenges;
    private final CoolingOff coolingOff;
    private final Journal journal;

    TapJudgement(
            Participants participants,
            Authenticators authenticators,
            Challenges challenges,
            CoolingOff coolingOff,
            Journal journal) {
        this.participants = participants;
        this.authenticators = authenticators;
        this.challenges = challenges;
        this.coolingOff = coolingOff;
        this.journal = journal;
    }

    Outcome record(Command.RecordTap command) {
        // 1. The first verdict stands.
        int participantId = command.participantId();
        long number = command.challengeNumber();
        if (!participants.knows(participantId)) {
            return new Outcome.Refused(Rejection.PARTICIPANT_UNKNOWN);
        }
        if (!challenges.has(participantId, number)) {
            return new Outcome.Refused(Rejection.CHALLENGE_UNKNOWN);
        }
        return switch (challenges.state(number)) {
            case ISSUED, REPLACED -> new Outcome.Refused(Rejection.CHALLENGE_NOT_TAKEN);
            case VERIFIED, REJECTED, USED -> new Outcome.ChallengeIs(challenges.describe(number));
            case TAKEN -> judge(participantId, number, command.findings());
        };
    }

    private Outcome judge(int participantId, long number, TapFindings findings) {
        ChallengeTerms terms = challenges.terms(number);
        Provers known = find(participantId, terms, findings);
        TapVerdict verdict = verdict(participantId, number, terms, known, findings);

        // 2. What is enrolled needs room, and other enrolments may have taken it meanwhile.
        boolean isProved = verdict == TapVerdict.VERIFIED;
        if (isProved && enrols(terms, known) && !authenticators.hasRoomFor(participantId, 1)) {
            return new Outcome.Refused(Rejection.LIMIT_AUTHENTICATORS);
        }

        // 3. From here on nothing can fail.
        long untilNs = journal.nowNs() + (isProved ? Challenge.EVIDENCE_NS : 0);
        challenges.judge(number, verdict, untilNs);
        journal.say(
                new Event.TapJudged(
                        number,
                        participantId,
                        verdict,
                        findings.fault(),
                        findings.card(),
                        findings.cardCounter(),
                        isProved ? untilNs : 0));
        if (isProved) {
            succeed(participantId, terms, known, findings);
        } else if (isFailure(verdict)) {
            fail(known.payer());
            // Who tries to enrol a card or a device must not be able to lock it for whose it is.
            if (terms.purpose() != ChallengePurpose.CARD_ENROLMENT) {
                fail(known.card());
            }
            if (terms.purpose() != ChallengePurpose.DEVICE_ENROLMENT) {
                fail(known.device());
            }
        }
        return new Outcome.ChallengeIs(challenges.describe(number));
    }

    /** Neither the hub's slowness is one, nor what others did while a tap was on its way. */
    private static boolean isFailure(TapVerdict verdict) {
        return switch (verdict) {
            case UNPROVED, ANOTHER_CARD, OF_ANOTHER, ANOTHER_KEY, CARD_COUNTER, DEVICE_COUNTER ->
                    true;
            case VERIFIED, TOO_LATE, REMOVED, TOO_NEW, DEVICE_REQUIRED, LOCKED -> false;
        };
    }

    /** A card that is to be enrolled is the one that was tapped; nobody where none is known. */
    private Provers find(int participantId, ChallengeTerms terms, TapFindings findings) {
        Digest card =
                terms.purpose() == ChallengePurpose.CARD_ENROLMENT ? findings.card() : terms.card();
        return new Provers(
                authenticators.find(participantId, AuthenticatorKind.PAYER, terms.payer()),
                find(participantId, AuthenticatorKind.CARD, card),
                find(participantId, AuthenticatorKind.DEVICE, terms.device()));
    }

    private long find(int participantId, AuthenticatorKind kind, Digest key) {
        return key.equals(Digest.NONE)
                ? Authenticators.NOBODY
                : authenticators.find(participantId, kind, key);
    }

    private static boolean enrols(ChallengeTerms terms, Provers known) {
        return switch (terms.purpose()) {
            case CARD_ENROLMENT -> known.card() == Authenticators.NOBODY;
            case DEVICE_ENROLMENT -> known.device() == Authenticators.NOBODY;
            case PAYMENT, WITHDRAWAL, LIMIT_CHANGE, LOGIN -> false;
        };
    }

    /** The first that applies, in the order that {@link TapVerdict} names. */
    private TapVerdict verdict(
            int participantId,
            long number,
            ChallengeTerms terms,
            Provers known,
            TapFindings findings) {
        if (challenges.isOver(number, journal.nowNs())) {
            return TapVerdict.TOO_LATE;
        }
        TapVerdict shut = whyShut(participantId, terms, known);
        if (shut != null) {
            return shut;
        }
        if (findings.fault() != 0) {
            return TapVerdict.UNPROVED;
        }
        return terms.purpose() == ChallengePurpose.CARD_ENROLMENT
                ? ofNewCard(terms, known, findings)
                : ofKnownCard(terms, known, findings);
    }

    private TapVerdict ofKnownCard(ChallengeTerms terms, Provers known, TapFindings findings) {
        if (!findings.card().equals(terms.card())) {
            return TapVerdict.ANOTHER_CARD;
        }
        if (!authenticators.isPinned(known.card(), findings.key(), findings.profile())) {
            return TapVerdict.ANOTHER_KEY;
        }
        // Of two who enrol one device at the same time the first has it.
        boolean isTaken =
                terms.purpose() == ChallengePurpose.DEVICE_ENROLMENT && isActive(known.device());
        return isTaken ? TapVerdict.OF_ANOTHER : ofCounters(known, findings);
    }

    /** A card that was known under this payer, or under nobody any more, may come again. */
    private TapVerdict ofNewCard(ChallengeTerms terms, Provers known, TapFindings findings) {
        if (known.card() != Authenticators.NOBODY && isActive(known.card())) {
            if (!authenticators.isOf(known.card(), terms.payer())) {
                return TapVerdict.OF_ANOTHER;
            }
            if (!authenticators.isPinned(known.card(), findings.key(), findings.profile())) {
                return TapVerdict.ANOTHER_KEY;
            }
        }
        return ofCounters(known, findings);
    }

    /** A card's counter is its key's: one that was issued anew counts anew. */
    private TapVerdict ofCounters(Provers known, TapFindings findings) {
        boolean hasCardRisen =
                known.card() == Authenticators.NOBODY
                        || !authenticators.hasKey(known.card(), findings.key())
                        || authenticators.counter(known.card()) == TapFindings.NO_COUNTER
                        || findings.cardCounter() > authenticators.counter(known.card());
        if (!hasCardRisen) {
            return TapVerdict.CARD_COUNTER;
        }
        return known.device() == Authenticators.NOBODY
                        || hasRisen(
                                findings.deviceCounter(), authenticators.counter(known.device()))
                ? TapVerdict.VERIFIED
                : TapVerdict.DEVICE_COUNTER;
    }

    /** A key that keeps no counter says 0 for ever (WebAuthn Level 3, section 6.1.1). */
    private static boolean hasRisen(long deviceCounter, long last) {
        return deviceCounter > last || (deviceCounter == 0 && last == 0);
    }

    /**
     * What happened since the challenge was issued that shuts the tap out, whatever was found. Who
     * is gone comes first: of what is somebody else's by now, or nobody's, nothing more is told.
     */
    private @Nullable TapVerdict whyShut(int participantId, ChallengeTerms terms, Provers known) {
        boolean enrolsCard = terms.purpose() == ChallengePurpose.CARD_ENROLMENT;
        boolean enrolsDevice = terms.purpose() == ChallengePurpose.DEVICE_ENROLMENT;
        boolean hasDevice = known.device() != Authenticators.NOBODY;
        Provers proving =
                new Provers(
                        known.payer(),
                        enrolsCard ? Authenticators.NOBODY : known.card(),
                        enrolsDevice ? Authenticators.NOBODY : known.device());
        if ((!enrolsCard && !authenticators.isActiveOf(proving.card(), terms.payer()))
                || (!enrolsDevice
                        && hasDevice
                        && !authenticators.isActiveOf(proving.device(), terms.payer()))) {
            return TapVerdict.REMOVED;
        }
        if (coolingOff.forbids(participantId, terms, proving)) {
            return TapVerdict.TOO_NEW;
        }
        if (enrolsCard && !hasDevice && authenticators.hasDevice(known.payer())) {
            return TapVerdict.DEVICE_REQUIRED;
        }
        return isLocked(known.payer()) || isLocked(known.card()) || isLocked(known.device())
                ? TapVerdict.LOCKED
                : null;
    }

    private boolean isActive(long one) {
        return authenticators.isActive(one);
    }

    private boolean isLocked(long one) {
        return one != Authenticators.NOBODY && authenticators.isLocked(one, journal.nowNs());
    }

    private void succeed(
            int participantId, ChallengeTerms terms, Provers known, TapFindings findings) {
        long card = known.card();
        if (terms.purpose() == ChallengePurpose.CARD_ENROLMENT) {
            card =
                    enrol(
                            participantId,
                            new Enrolled(
                                    AuthenticatorKind.CARD,
                                    findings.card(),
                                    terms.payer(),
                                    coolingOff.cardUsableFromNs(known.payer(), card)),
                            card);
            authenticators.pin(card, findings.key(), findings.profile());
        }
        long device = known.device();
        if (terms.purpose() == ChallengePurpose.DEVICE_ENROLMENT) {
            device =
                    enrol(
                            participantId,
                            new Enrolled(
                                    AuthenticatorKind.DEVICE,
                                    terms.device(),
                                    terms.payer(),
                                    coolingOff.deviceUsableFromNs()),
                            device);
        }
        terms.payment().ifPresent(payment -> coolingOff.count(payment, known));
        authenticators.succeed(known.payer(), TapFindings.NO_COUNTER);
        authenticators.succeed(card, findings.cardCounter());
        if (device != Authenticators.NOBODY) {
            authenticators.succeed(device, findings.deviceCounter());
        }
        switch (terms.purpose()) {
            case CARD_ENROLMENT -> tell(card);
            case DEVICE_ENROLMENT -> tell(device);
            case PAYMENT, WITHDRAWAL, LIMIT_CHANGE, LOGIN -> {}
        }
    }

    private record Enrolled(AuthenticatorKind kind, Digest key, Digest payer, long usableFromNs) {}

    private long enrol(int participantId, Enrolled enrolled, long known) {
        if (known == Authenticators.NOBODY) {
            return authenticators.add(
                    participantId,
                    enrolled.kind,
                    enrolled.key,
                    enrolled.payer,
                    enrolled.usableFromNs);
        }
        authenticators.enrol(known, enrolled.payer, enrolled.usableFromNs);
        return known;
    }

    private void fail(long one) {
        if (one != Authenticators.NOBODY && authenticators.fail(one, journal.nowNs())) {
            tell(one);
        }
    }

    private void tell(long one) {
        journal.say(new Event.AuthenticatorChanged(authenticators.describe(one)));
    }
}
