// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.evidence;

import dev.naru.core.directory.Participants;
import dev.naru.core.journal.Journal;
import dev.naru.core.ledger.Groups;
import dev.naru.core.ledger.Members;
import dev.naru.core.memory.KeyHash;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.AuthenticatorStatus;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.ChallengedPayment;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Challenges, who answers them, and the evidence that a verified answer is. Evidence is used once,
 * by what it was given for: the command that it lets through uses it up, so that neither can happen
 * without the other.
 */
public final class Evidence {
    private final Participants participants;
    private final Authenticators authenticators;
    private final Challenges challenges;
    private final EvidenceRules rules;
    private final Issuing issuing;
    private final TapJudgement judgement;
    private final Journal journal;

    /**
     * How much is held.
     *
     * @param authenticators cards, devices and payers together, and as many rules
     * @param challenges at one time
     * @param keyHash by which their keys are scattered
     */
    public record Room(int authenticators, int challenges, KeyHash keyHash) {}

    public Evidence(
            Participants participants,
            Groups groups,
            Members members,
            KnownPayments payments,
            Journal journal,
            Room room) {
        this.participants = participants;
        this.journal = journal;
        authenticators = new Authenticators(room.authenticators(), room.keyHash());
        challenges = new Challenges(room.challenges(), room.keyHash());
        rules =
                new EvidenceRules(
                        participants,
                        groups,
                        members,
                        journal,
                        room.authenticators(),
                        room.keyHash());
        CoolingOff coolingOff = new CoolingOff(authenticators, rules, journal);
        issuing =
                new Issuing(
                        participants, authenticators, challenges, coolingOff, payments, journal);
        judgement = new TapJudgement(participants, authenticators, challenges, coolingOff, journal);
    }

    /** From which amount on evidence is wanted. */
    public EvidenceRules rules() {
        return rules;
    }

    /** Issues a challenge, or tells how the same request's stands. */
    public Outcome issue(Command.IssueChallenge command) {
        return issuing.issue(command);
    }

    /** Grants the right to verify an answer, once. */
    public Outcome take(Command.TakeChallenge command) {
        return issuing.take(command);
    }

    /** Judges what a verifier found. */
    public Outcome record(Command.RecordTap command) {
        return judgement.record(command);
    }

    /** Changes from which amount on evidence is wanted. */
    public Outcome set(Command.SetEvidenceRule command) {
        return rules.set(command);
    }

    /** Takes a card or device away, or unlocks one. Said twice it changes nothing. */
    public Outcome set(Command.SetAuthenticatorStatus command) {
        if (!participants.knows(command.participantId())) {
            return new Outcome.Refused(Rejection.PARTICIPANT_UNKNOWN);
        }
        long one = authenticators.find(command.participantId(), command.kind(), command.key());
        boolean isThere = authenticators.isActive(one);
        if (one == Authenticators.NOBODY
                || (!isThere && command.status() == AuthenticatorStatus.ACTIVE)) {
            return new Outcome.Refused(Rejection.AUTHENTICATOR_UNKNOWN);
        }
        boolean changes =
                switch (command.status()) {
                    case ACTIVE -> authenticators.unlock(one);
                    case REMOVED -> isThere;
                };
        if (command.status() == AuthenticatorStatus.REMOVED) {
            authenticators.remove(one);
        }
        if (changes) {
            journal.say(new Event.AuthenticatorChanged(authenticators.describe(one)));
        }
        return new Outcome.AuthenticatorIs(authenticators.describe(one));
    }

    /**
     * Uses evidence up for something that is no payment; a repeat of the request hears the same.
     */
    public Outcome use(Command.UseEvidence command) {
        // 1. A repeat is answered from memory, whoever was suspended, locked or removed since.
        int participantId = command.participantId();
        long number = command.evidenceReference();
        if (!participants.knows(participantId)) {
            return new Outcome.Refused(Rejection.PARTICIPANT_UNKNOWN);
        }
        if (challenges.has(participantId, number)
                && challenges.isUsedBy(number, command.requestId())
                && isSame(challenges.terms(number), command)) {
            return new Outcome.Done();
        }

        // 2. Everything that can be wrong, in the order that the caller is told.
        Rejection rejection =
                participants.of(participantId).isActive()
                        ? firstObjection(participantId, number, command)
                        : Rejection.PARTICIPANT_SUSPENDED;
        if (rejection != null) {
            return new Outcome.Refused(rejection);
        }

        // 3. From here on nothing can fail.
        challenges.use(number, command.requestId(), journal.nowNs());
        journal.say(new Event.EvidenceUsed(number, participantId, 0, command.requestId()));
        return new Outcome.Done();
    }

    private @Nullable Rejection firstObjection(
            int participantId, long number, Command.UseEvidence command) {
        if (!isEvidence(participantId, number)) {
            return Rejection.EVIDENCE_UNKNOWN;
        }
        ChallengeTerms terms = challenges.terms(number);
        return isSame(terms, command)
                ? ofUse(participantId, number, terms)
                : Rejection.EVIDENCE_DIFFERS;
    }

    private static boolean isSame(ChallengeTerms terms, Command.UseEvidence command) {
        return terms.purpose() == command.purpose()
                && terms.transaction().equals(command.transaction());
    }

    /** What is wrong with the evidence that a payment names, or null; it names some. */
    public @Nullable Rejection objectionTo(Command.InitiatePayment command, int sourceGroupId) {
        long number = command.evidenceReference();
        if (!isEvidence(command.participantId(), number)) {
            return Rejection.EVIDENCE_UNKNOWN;
        }
        ChallengeTerms terms = challenges.terms(number);
        boolean isSame =
                terms.purpose() == ChallengePurpose.PAYMENT
                        && terms.payer().equals(command.payer())
                        && terms.payment().orElseThrow().equals(asShown(command, sourceGroupId));
        return isSame ? ofUse(command.participantId(), number, terms) : Rejection.EVIDENCE_DIFFERS;
    }

    private static ChallengedPayment asShown(Command.InitiatePayment command, int sourceGroupId) {
        return new ChallengedPayment(
                command.paymentId(), sourceGroupId, command.debitMinor(), command.payee());
    }

    private boolean isEvidence(int participantId, long number) {
        if (!challenges.has(participantId, number)) {
            return false;
        }
        return switch (challenges.state(number)) {
            case VERIFIED, USED -> true;
            case ISSUED, TAKEN, REJECTED, REPLACED -> false;
        };
    }

    private @Nullable Rejection ofUse(int participantId, long number, ChallengeTerms terms) {
        if (challenges.state(number) == ChallengeState.USED) {
            return Rejection.EVIDENCE_USED;
        }
        if (challenges.isOver(number, journal.nowNs())) {
            return Rejection.EVIDENCE_EXPIRED;
        }
        Rejection ofCard = ofProver(participantId, AuthenticatorKind.CARD, terms.card(), terms);
        return ofCard != null
                ? ofCard
                : ofProver(participantId, AuthenticatorKind.DEVICE, terms.device(), terms);
    }

    /** What proved, and was taken away or locked since, proves nothing any more. */
    private @Nullable Rejection ofProver(
            int participantId, AuthenticatorKind kind, Digest key, ChallengeTerms terms) {
        if (key.equals(Digest.NONE)) {
            return null;
        }
        long one = authenticators.find(participantId, kind, key);
        if (!authenticators.isActiveOf(one, terms.payer())) {
            return Rejection.AUTHENTICATOR_UNKNOWN;
        }
        return authenticators.isLocked(one, journal.nowNs())
                ? Rejection.AUTHENTICATOR_LOCKED
                : null;
    }

    /** Uses evidence up by this payment, to which nobody objected. */
    public void use(int participantId, long number, long paymentNumber) {
        challenges.use(number, RequestId.NONE, journal.nowNs());
        journal.say(new Event.EvidenceUsed(number, participantId, paymentNumber, RequestId.NONE));
    }

    /** One challenge. */
    public Outcome read(Command.ReadChallenge command) {
        if (!participants.knows(command.participantId())) {
            return new Outcome.Refused(Rejection.PARTICIPANT_UNKNOWN);
        }
        long number = challenges.find(command.participantId(), command.requestId());
        return number == Challenges.MISSING
                ? new Outcome.Refused(Rejection.CHALLENGE_UNKNOWN)
                : new Outcome.ChallengeIs(challenges.describe(number));
    }

    /** One card, device or payer, also one that was taken away. */
    public Outcome read(Command.ReadAuthenticator command) {
        if (!participants.knows(command.participantId())) {
            return new Outcome.Refused(Rejection.PARTICIPANT_UNKNOWN);
        }
        long one = authenticators.find(command.participantId(), command.kind(), command.key());
        return one == Authenticators.NOBODY
                ? new Outcome.Refused(Rejection.AUTHENTICATOR_UNKNOWN)
                : new Outcome.AuthenticatorIs(authenticators.describe(one));
    }

    /** Writes who is known, the rules, and the challenges in the order of their numbers. */
    public void write(SnapshotWriter out) {
        authenticators.write(out);
        rules.write(out);
        challenges.write(out);
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        authenticators.read(in);
        rules.read(in);
        challenges.read(in);
    }
}
