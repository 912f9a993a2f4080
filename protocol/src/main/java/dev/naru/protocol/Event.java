// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What happened, as a fact with a number and a time (both beside it, in the event log). Every
 * balance and state can be computed again from events alone.
 */
public sealed interface Event {

    /** A participant became known, or what it may do changed. */
    record ParticipantDefined(Command.DefineParticipant definition) implements Event {}

    /** A participant was suspended or resumed. */
    record ParticipantStatusChanged(int participantId, ParticipantStatus status) implements Event {}

    /** A group became known; its window 1 is open. */
    record GroupDefined(Command.DefineGroup definition) implements Event {}

    /** A participant joined a group, or how far it may be drawn changed. */
    record HeadroomSet(Command.SetHeadroom setting) implements Event {}

    /** Headroom use crossed 80 or 90 percent upwards: by a reservation, or by a lowered limit. */
    record HeadroomWarned(int participantId, int groupId, int percent) implements Event {}

    /** Prefunding was booked: SETTLEMENT_BANK debited, LIQUIDITY credited. */
    record FundingRecorded(Command.RecordFunding funding) implements Event {}

    /** A corridor became known, or its terms changed. */
    record CorridorDefined(Command.DefineCorridor definition) implements Event {}

    /** A corridor was opened or closed. */
    record CorridorStatusChanged(int corridorId, CorridorStatus status) implements Event {}

    /** A provider's price changed. */
    record RatePublished(Command.PublishRate rate, long validUntilNs) implements Event {}

    /** A quote was given. */
    record QuoteCreated(Quote quote) implements Event {}

    /**
     * The hub refused a payment that it remembers.
     *
     * @param particulars the payment's own; none of one that was held, which told them then
     */
    record PaymentRefused(
            long paymentNumber,
            PaymentId paymentId,
            int participantId,
            Rejection rejection,
            Bytes particulars)
            implements Event {}

    /**
     * A payment waits for compliance; nothing is reserved.
     *
     * @param payer whose day limit will count, {@link Digest#NONE} for nobody's
     * @param heldUntilNs when it expires
     */
    record PaymentHeld(
            long paymentNumber,
            PaymentId paymentId,
            QuoteId quoteId,
            Route route,
            Price price,
            Digest payer,
            int screeningScore,
            long heldUntilNs,
            Bytes particulars)
            implements Event {}

    /** Compliance decided about a held payment. */
    record HoldDecided(long paymentNumber, HoldDecision decision, long personId) implements Event {}

    /**
     * The whole chain is pending.
     *
     * @param payer whose sum of the day it counts in, {@link Digest#NONE} for nobody's
     * @param chain 1 to 8 transfers
     * @param dispatchByNs when it expires
     */
    record PaymentReserved(
            long paymentNumber,
            PaymentId paymentId,
            QuoteId quoteId,
            Route route,
            Price price,
            Digest payer,
            List<Transfer> chain,
            long evidenceReference,
            long dispatchByNs,
            Bytes particulars)
            implements Event {
        public PaymentReserved {
            chain = List.copyOf(chain);
            Check.notEmpty("chain", chain);
            Check.size("chain", chain.size(), Limits.CHAIN_TRANSFERS);
        }
    }

    /** The right to send was granted. */
    record PaymentDispatched(
            long paymentNumber,
            PaymentId paymentId,
            int linkParticipantId,
            long answerDueAtNs,
            long executeByNs,
            Bytes particulars)
            implements Event {}

    /** The other side said something that is not final. */
    record InterimAnswered(
            long paymentNumber,
            PaymentId paymentId,
            AnswerStatus status,
            String isoReason,
            Bytes particulars)
            implements Event {}

    /** No answer in time; the money stays reserved. */
    record PaymentInDoubt(
            long paymentNumber, PaymentId paymentId, int participantId, int linkParticipantId)
            implements Event {}

    /**
     * The link must ask what became of the payment.
     *
     * @param enquiry 1 for the first
     * @param personId who wanted to know; 0 where the corridor's schedule did
     */
    record EnquiryDue(
            long paymentNumber,
            PaymentId paymentId,
            int linkParticipantId,
            int enquiry,
            long personId)
            implements Event {}

    /** The whole chain is posted, each leg into the window of its group that is open now. */
    record PaymentCompleted(
            long paymentNumber,
            PaymentId paymentId,
            int participantId,
            long sourceWindowNumber,
            long destinationWindowNumber,
            Bytes particulars)
            implements Event {}

    /** The other side holds the funds frozen; the whole chain is posted. */
    record PaymentBlocked(
            long paymentNumber,
            PaymentId paymentId,
            int participantId,
            long sourceWindowNumber,
            long destinationWindowNumber,
            String isoReason,
            Bytes particulars)
            implements Event {}

    /** The other side rejected; the whole chain is void. */
    record PaymentRejected(
            long paymentNumber,
            PaymentId paymentId,
            int participantId,
            String isoReason,
            Bytes particulars)
            implements Event {}

    /** Not dispatched, or not released, in time; what was reserved is void. */
    record PaymentExpired(long paymentNumber, PaymentId paymentId, int participantId)
            implements Event {}

    /**
     * Something that a person has to look at: an answer, or that none came.
     *
     * @param answer empty where none came
     * @param amountMinor what the answer says was paid; {@link Command.RecordAnswer#NO_AMOUNT}
     *     where it says nothing
     */
    record RecoveryItemOpened(
            long itemNumber,
            long paymentNumber,
            RecoveryReason reason,
            int linkParticipantId,
            Optional<AnswerStatus> answer,
            long amountMinor,
            Currency currency,
            Bytes particulars)
            implements Event {}

    /** A person decided to close a recovery item; closed when it is the second. */
    record RecoveryItemDecided(long itemNumber, long personId, boolean closed) implements Event {}

    /**
     * A group's next window is open and the one before is closed. One {@link ObligationBooked} for
     * each net follows.
     */
    record WindowClosed(int groupId, long windowNumber, long nextWindowNumber) implements Event {}

    /**
     * A closed window's net became an obligation.
     *
     * @param transfer of purpose WINDOW_CLOSE, between the participant's position and obligation;
     *     the operator's obligation takes over the group's fee and rounding accounts as well
     */
    record ObligationBooked(long windowNumber, Transfer transfer) implements Event {}

    /**
     * A challenge was issued.
     *
     * @param replacedNumber of the challenge whose place it took; 0 for none
     */
    record ChallengeIssued(Challenge challenge, long replacedNumber) implements Event {}

    /** The one right to verify an answer to a challenge was granted. */
    record ChallengeTaken(long challengeNumber, int participantId) implements Event {}

    /**
     * A tap was judged.
     *
     * @param fault the verifier's own number for what was wrong; 0 for nothing
     * @param card the card that was tapped; {@link Digest#NONE} where it is not known
     * @param cardCounter what the card signed; {@link TapFindings#NO_COUNTER} for nothing
     * @param usableUntilNs until when it can be used, where it proved what it had to; else 0
     */
    record TapJudged(
            long challengeNumber,
            int participantId,
            TapVerdict verdict,
            int fault,
            Digest card,
            long cardCounter,
            long usableUntilNs)
            implements Event {}

    /** A card, device or payer became known, was locked, unlocked or taken away. */
    record AuthenticatorChanged(Authenticator authenticator) implements Event {}

    /**
     * Evidence was used up.
     *
     * @param paymentNumber by which payment; 0 for none of this hub
     * @param requestId by which request for something else; {@link RequestId#NONE} for a payment
     */
    record EvidenceUsed(
            long evidenceReference, int participantId, long paymentNumber, RequestId requestId)
            implements Event {}

    /** From which amount on evidence is wanted changed. */
    record EvidenceRuleSet(Command.SetEvidenceRule rule) implements Event {}

    /** A sandbox's time was moved forward by this much in all. */
    record TimeMoved(long offsetNs) implements Event {}
}
