// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.List;
import java.util.Set;

/**
 * Everything that can be asked of the machine, reads included. Constructors refuse what is out of
 * range with an {@link IllegalArgumentException} that names the field; what depends on the
 * machine's state is the machine's to refuse, with a {@link Rejection}.
 */
public sealed interface Command extends Received {

    // ---- the operator's

    /**
     * Makes a participant known, or changes what it may do. Kind and code never change. Answered
     * {@link Outcome.Done}.
     */
    record DefineParticipant(
            int participantId, String code, ParticipantKind kind, Set<PaymentKind> allowedKinds)
            implements Command {
        public DefineParticipant {
            Check.participant("participantId", participantId);
            Check.code("code", code);
            allowedKinds = Set.copyOf(allowedKinds);
        }
    }

    /** Suspends or resumes a participant. Answered {@link Outcome.Done}. */
    record SetParticipantStatus(int participantId, ParticipantStatus status) implements Command {
        public SetParticipantStatus {
            Check.participant("participantId", participantId);
        }
    }

    /**
     * Makes a settlement group known and opens its first window. Nothing of it ever changes.
     * Answered {@link Outcome.Done}.
     *
     * @param utcOffsetMinutes where the group's day begins, -720 to 840
     */
    record DefineGroup(
            int groupId,
            String code,
            Currency currency,
            String settlementBankCode,
            int utcOffsetMinutes)
            implements Command {
        public DefineGroup {
            Check.group("groupId", groupId);
            Check.code("code", code);
            Check.code("settlementBankCode", settlementBankCode);
            Check.range("utcOffsetMinutes", utcOffsetMinutes, -720, 840);
        }
    }

    /**
     * Makes a participant a member of a group, or changes how far it may be drawn. Lowering below
     * what is used only stops new debits. Answered {@link Outcome.Done}.
     *
     * @param capMinor how negative the position may become beyond liquidity; 0 for PREFUNDED
     * @param collateralMinor value of the collateral after haircut; the cap never exceeds it
     */
    record SetHeadroom(
            int participantId, int groupId, HeadroomRule rule, long capMinor, long collateralMinor)
            implements Command {
        public SetHeadroom {
            Check.participant("participantId", participantId);
            Check.group("groupId", groupId);
            Check.range(
                    "capMinor",
                    capMinor,
                    0,
                    rule == HeadroomRule.PREFUNDED ? 0 : Long.MAX_VALUE / 4);
            Check.range("collateralMinor", collateralMinor, 0, Long.MAX_VALUE / 4);
        }
    }

    /**
     * Records prefunding that reached the settlement bank. The same funding id moves money once.
     * Answered {@link Outcome.Done}.
     *
     * @param amountMinor minor units of the group's currency, at least 1
     */
    record RecordFunding(RequestId fundingId, int participantId, int groupId, long amountMinor)
            implements Command {
        public RecordFunding {
            Check.participant("participantId", participantId);
            Check.group("groupId", groupId);
            Check.range("amountMinor", amountMinor, 1, Long.MAX_VALUE / 4);
        }
    }

    /**
     * Makes a corridor known, open, or changes its terms. Groups, destination and converter never
     * change. Answered {@link Outcome.Done}.
     *
     * @param destinationParticipantId who is asked to pay the payee, and whose link answers
     */
    record DefineCorridor(
            int corridorId,
            String code,
            int sourceGroupId,
            int destinationGroupId,
            int destinationParticipantId,
            Converter converter,
            CorridorTerms terms)
            implements Command {
        public DefineCorridor {
            Check.corridor("corridorId", corridorId);
            Check.code("code", code);
            Check.group("sourceGroupId", sourceGroupId);
            Check.group("destinationGroupId", destinationGroupId);
            Check.participant("destinationParticipantId", destinationParticipantId);
            if ((sourceGroupId == destinationGroupId) != (converter == Converter.PARTNER)) {
                throw new IllegalArgumentException(
                        "destinationGroupId must be the source group where the partner converts,"
                                + " and another where the hub does");
            }
        }
    }

    /** Opens or closes a corridor. Answered {@link Outcome.Done}. */
    record SetCorridorStatus(int corridorId, CorridorStatus status) implements Command {
        public SetCorridorStatus {
            Check.corridor("corridorId", corridorId);
        }
    }

    /**
     * Opens the group's next window and closes this one; its positions become obligations. Answered
     * {@link Outcome.WindowReport}, the same again when repeated for the window that was closed
     * last; of an earlier one the report is gone.
     *
     * @param windowNumber the window that is meant, from 1
     */
    record CloseWindow(int groupId, long windowNumber) implements Command {
        public CloseWindow {
            Check.group("groupId", groupId);
            Check.positive("windowNumber", windowNumber);
        }
    }

    /**
     * One of the two people who close a recovery item. The first is remembered, the second, who
     * must be another, closes it. Answered {@link Outcome.Done}, also when the same person says it
     * again.
     *
     * @param personId who decides, at least 1
     */
    record CloseRecoveryItem(long itemNumber, long personId) implements Command {
        public CloseRecoveryItem {
            Check.positive("itemNumber", itemNumber);
            Check.positive("personId", personId);
        }
    }

    /**
     * Compliance's decision about a held payment. Answered {@link Outcome.PaymentIs}.
     *
     * @param particulars opaque: the held payment's own, given again because the machine does not
     *     keep them
     */
    record DecideHold(long paymentNumber, HoldDecision decision, long personId, Bytes particulars)
            implements Command {
        public DecideHold {
            Check.positive("paymentNumber", paymentNumber);
            Check.positive("personId", personId);
            Check.size("particulars", particulars.length(), Limits.PARTICULARS_BYTES);
        }
    }

    /**
     * Has a payment in doubt asked about once more, now, beside the corridor's schedule. Asked
     * again it asks again: an enquiry changes nothing over there. Answered {@link
     * Outcome.PaymentIs}.
     *
     * @param personId who wants to know, at least 1
     */
    record AskAgain(long paymentNumber, long personId) implements Command {
        public AskAgain {
            Check.positive("paymentNumber", paymentNumber);
            Check.positive("personId", personId);
        }
    }

    /** Moves a sandbox's cluster time forward, never back. Answered {@link Outcome.Done}. */
    record MoveTime(long toNs) implements Command {
        public MoveTime {
            Check.range("toNs", toNs, 0, Long.MAX_VALUE / 2);
        }
    }

    // ---- the FX provider's

    /**
     * A provider's price from now on, in place of its earlier one. Answered {@link Outcome.Done}.
     *
     * @param tiers prices by destination amount, rising; above the last one the provider does not
     *     convert
     * @param validForNs counted from the machine's time, 1 ns to 1 day
     */
    record PublishRate(
            int providerId,
            Currency source,
            Currency destination,
            List<RateTier> tiers,
            long validForNs)
            implements Command {
        private static final long DAY_NS = 86_400_000_000_000L;

        public PublishRate {
            Check.participant("providerId", providerId);
            tiers = List.copyOf(tiers);
            Check.notEmpty("tiers", tiers);
            Check.size("tiers", tiers.size(), Limits.RATE_TIERS);
            long before = 0;
            for (RateTier tier : tiers) {
                before =
                        Check.range("tier.upToMinor", tier.upToMinor(), before + 1, Long.MAX_VALUE);
            }
            Check.range("validForNs", validForNs, 1, DAY_NS);
            if (source == destination) {
                throw new IllegalArgumentException("source and destination must be two currencies");
            }
        }
    }

    // ---- a member's

    /**
     * Asks for a price. The machine picks the provider whose price is best for the payer (on a draw
     * the lowest id). Answered {@link Outcome.QuoteGiven}; the same request id again gets the same
     * quote.
     *
     * @param amountMinor of the fixed side's currency, at least 1
     * @param notAfterNs the quote must not outlive this (the QR's or session's end), epoch
     *     nanoseconds; Long.MAX_VALUE for none
     */
    record CreateQuote(
            RequestId requestId,
            int participantId,
            int corridorId,
            PaymentKind kind,
            FixedSide fixedSide,
            long amountMinor,
            Digest payee,
            long notAfterNs)
            implements Command {
        public CreateQuote {
            Check.participant("participantId", participantId);
            Check.corridor("corridorId", corridorId);
            Check.range("amountMinor", amountMinor, 1, MOST_AMOUNT_MINOR);
            Check.notNegative("notAfterNs", notAfterNs);
        }
    }

    /**
     * Pays what was quoted. A repeat (same participant and id) is answered from memory; its
     * business fields (quote, both amounts, payee, payer) must be the same, the rest may differ
     * from one try to the next. Answered {@link Outcome.PaymentIs}, also when the hub refuses a
     * payment that it can remember.
     *
     * @param debitMinor what the payer accepted to be debited, fee included; must be the quote's
     * @param destinationMinor what the payee's side is to be sent; must be the quote's
     * @param payer whose day limit counts; {@link Digest#NONE} for nobody's, which only a corridor
     *     without such a limit takes
     * @param evidenceReference names a verified proof of authentication; 0 for none
     * @param screeningScore 0 to 1,000
     * @param particulars opaque: travels into {@link Event.PaymentReserved}, {@link
     *     Event.PaymentHeld} or {@link Event.PaymentRefused} and is not kept
     */
    record InitiatePayment(
            PaymentId paymentId,
            int participantId,
            QuoteId quoteId,
            long debitMinor,
            long destinationMinor,
            Digest payee,
            Digest payer,
            Set<SuppliedItem> suppliedItems,
            long evidenceReference,
            int screeningScore,
            Bytes particulars)
            implements Command {
        public InitiatePayment {
            Check.participant("participantId", participantId);
            Check.positive("debitMinor", debitMinor);
            Check.positive("destinationMinor", destinationMinor);
            suppliedItems = Set.copyOf(suppliedItems);
            Check.notNegative("evidenceReference", evidenceReference);
            Check.range("screeningScore", screeningScore, 0, CorridorDemands.MOST_SCORE);
            Check.size("particulars", particulars.length(), Limits.PARTICULARS_BYTES);
        }
    }

    // ---- a connector's

    /**
     * Asks for the one right to send a payment. Answered {@link Outcome.DispatchGranted}, once.
     *
     * @param particulars opaque: travels into the event
     */
    record RecordDispatch(long paymentNumber, int linkParticipantId, Bytes particulars)
            implements Command {
        public RecordDispatch {
            Check.size("particulars", particulars.length(), Limits.PARTICULARS_BYTES);
            Check.positive("paymentNumber", paymentNumber);
            Check.participant("linkParticipantId", linkParticipantId);
        }
    }

    /**
     * What the other side answered. Answered {@link Outcome.AnswerTaken}.
     *
     * @param paymentId must be the id of the payment with this number
     * @param linkParticipantId whose link it came over
     * @param enquiryNumber the status enquiry that it answers, {@link Event.EnquiryDue#enquiry}; 0
     *     for an answer to the payment itself or one that came unasked
     * @param amountMinor what the answer says was paid, minor units; {@link #NO_AMOUNT} where it
     *     says nothing. It must be what the payee's side is credited, {@link Price#creditMinor}, in
     *     the destination group's currency
     * @param currency of the amount
     * @param isoReason four characters, or empty
     * @param particulars opaque: travels into the event
     */
    record RecordAnswer(
            long paymentNumber,
            PaymentId paymentId,
            int linkParticipantId,
            int enquiryNumber,
            AnswerStatus status,
            long amountMinor,
            Currency currency,
            String isoReason,
            Bytes particulars)
            implements Command {
        /** The amount of an answer that names none; 0.00 is an amount, and a wrong one. */
        public static final long NO_AMOUNT = -1;

        public RecordAnswer {
            Check.positive("paymentNumber", paymentNumber);
            Check.participant("linkParticipantId", linkParticipantId);
            Check.notNegative("enquiryNumber", enquiryNumber);
            Check.range("amountMinor", amountMinor, NO_AMOUNT, Long.MAX_VALUE);
            Check.isoReason("isoReason", isoReason);
            Check.size("particulars", particulars.length(), Limits.PARTICULARS_BYTES);
        }
    }

    // ---- a reader's

    /**
     * A reader of events says how far it has come for good, about once a minute. With the first of
     * these it becomes known, and from then on no event behind its number goes away, however long
     * it is down. A number below an earlier one changes nothing. Answered {@link Outcome.Done}.
     *
     * @param readerName the reader's own, 1 to 16 of A-Z, 0-9 and -
     * @param number the last event whose effect the reader has on its disk, 0 for none
     */
    record AcknowledgeEvents(String readerName, long number) implements Command {
        public AcknowledgeEvents {
            Check.code("readerName", readerName);
            Check.notNegative("number", number);
        }
    }

    /**
     * The operator's word that a reader of events will never come back: nothing waits for it any
     * more. One that does come back is known again with its next acknowledgement. Answered {@link
     * Outcome.Done}.
     */
    record RemoveEventReader(String readerName) implements Command {
        public RemoveEventReader {
            Check.code("readerName", readerName);
        }
    }

    // ---- the verifier's of card taps, for a participant

    /**
     * Asks for a challenge that a card, and mostly a device, must sign. A card has one that is
     * alive, at the most: the next one replaces it. Answered {@link Outcome.ChallengeIs}; the same
     * request id again gets the same challenge as it stands.
     *
     * @param tapWithinNs how long a tap is waited for, 1 ns to {@link Challenge#MOST_TAP_NS}
     */
    record IssueChallenge(
            RequestId requestId, int participantId, ChallengeTerms terms, long tapWithinNs)
            implements Command {
        public IssueChallenge {
            Check.participant("participantId", participantId);
            Check.range("tapWithinNs", tapWithinNs, 1, Challenge.MOST_TAP_NS);
        }
    }

    /**
     * Asks for the one right to verify an answer to a challenge, before anything of the answer is
     * looked at. Answered {@link Outcome.ChallengeIs}, once.
     */
    record TakeChallenge(int participantId, RequestId requestId) implements Command {
        public TakeChallenge {
            Check.participant("participantId", participantId);
        }
    }

    /**
     * What the verifier found out about the answer that it took. The machine judges what only it
     * knows: whether it is the card of the challenge, with the key of its enrolment, and whether
     * the counters have risen. Answered {@link Outcome.ChallengeIs} with the verdict; repeated, the
     * first verdict stands.
     */
    record RecordTap(int participantId, long challengeNumber, TapFindings findings)
            implements Command {
        public RecordTap {
            Check.participant("participantId", participantId);
            Check.positive("challengeNumber", challengeNumber);
        }
    }

    /**
     * Uses evidence up for something that is no payment of this hub. Answered {@link Outcome.Done}
     * to one request, however often it is repeated while the challenge is remembered, and to no
     * other.
     *
     * @param requestId the caller's name for this use; not all zero
     * @param purpose for which the evidence must be
     * @param transaction of which the evidence must be
     */
    record UseEvidence(
            int participantId,
            RequestId requestId,
            long evidenceReference,
            ChallengePurpose purpose,
            Digest transaction)
            implements Command {
        public UseEvidence {
            Check.participant("participantId", participantId);
            Check.named("requestId", requestId);
            Check.positive("evidenceReference", evidenceReference);
            Check.named("transaction", transaction);
            if (purpose == ChallengePurpose.PAYMENT) {
                throw new IllegalArgumentException(
                        "purpose must not be PAYMENT: a payment uses its evidence itself");
            }
        }
    }

    /**
     * From which amount on a participant, or one of its payers, wants evidence, beside what the
     * corridor asks. Answered {@link Outcome.Done}.
     *
     * @param payer {@link Digest#NONE} for all of the participant's
     * @param groupId the source group in whose currency the amounts are
     * @param evidenceAboveMinor above this source principal evidence is required; Long.MAX_VALUE
     *     for never
     * @param newDeviceMinor what a payer's new devices and further cards may prove in their first
     *     day, the debits of all payments together; of the participant's own rule alone, and 0 in a
     *     payer's
     */
    record SetEvidenceRule(
            int participantId,
            Digest payer,
            int groupId,
            long evidenceAboveMinor,
            long newDeviceMinor)
            implements Command {
        public SetEvidenceRule {
            Check.participant("participantId", participantId);
            Check.group("groupId", groupId);
            Check.notNegative("evidenceAboveMinor", evidenceAboveMinor);
            Check.range(
                    "newDeviceMinor",
                    newDeviceMinor,
                    0,
                    payer.equals(Digest.NONE) ? Long.MAX_VALUE : 0);
        }
    }

    /**
     * Takes a card or a device away, or lets a locked one prove again. Answered {@link
     * Outcome.AuthenticatorIs}.
     */
    record SetAuthenticatorStatus(
            int participantId, AuthenticatorKind kind, Digest key, AuthenticatorStatus status)
            implements Command {
        public SetAuthenticatorStatus {
            Check.participant("participantId", participantId);
            Check.named("key", key);
            if (kind == AuthenticatorKind.PAYER && status == AuthenticatorStatus.REMOVED) {
                throw new IllegalArgumentException("kind must be CARD or DEVICE with REMOVED");
            }
        }
    }

    // ---- reads: they change nothing and leave no event

    /** One challenge. Answered {@link Outcome.ChallengeIs}. */
    record ReadChallenge(int participantId, RequestId requestId) implements Command {
        public ReadChallenge {
            Check.participant("participantId", participantId);
        }
    }

    /** One card, device or payer. Answered {@link Outcome.AuthenticatorIs}. */
    record ReadAuthenticator(int participantId, AuthenticatorKind kind, Digest key)
            implements Command {
        public ReadAuthenticator {
            Check.participant("participantId", participantId);
            Check.named("key", key);
        }
    }

    /** One payment by its sender and id. Answered {@link Outcome.PaymentIs}. */
    record ReadPayment(int participantId, PaymentId paymentId) implements Command {
        public ReadPayment {
            Check.participant("participantId", participantId);
        }
    }

    /**
     * Payments by number. Answered {@link Outcome.Payments}.
     *
     * @param fromNumber the first number that may be given; Long.MAX_VALUE, falling, for the newest
     */
    record ReadPayments(long fromNumber, ReadOrder order, int limit) implements Command {
        public ReadPayments {
            Check.positive("fromNumber", fromNumber);
            Check.range("limit", limit, 1, Limits.PAGE_ROWS);
        }
    }

    /** One quote. Answered {@link Outcome.QuoteGiven}. */
    record ReadQuote(int participantId, QuoteId quoteId) implements Command {
        public ReadQuote {
            Check.participant("participantId", participantId);
        }
    }

    /** Participants by id, rising. Answered {@link Outcome.Participants}. */
    record ReadParticipants(int fromId, int limit) implements Command {
        public ReadParticipants {
            Check.notNegative("fromId", fromId);
            Check.range("limit", limit, 1, Limits.PAGE_ROWS);
        }
    }

    /** Settlement groups by id, rising. Answered {@link Outcome.Groups}. */
    record ReadGroups(int fromId, int limit) implements Command {
        public ReadGroups {
            Check.notNegative("fromId", fromId);
            Check.range("limit", limit, 1, Limits.PAGE_ROWS);
        }
    }

    /** Corridors by id, rising. Answered {@link Outcome.Corridors}. */
    record ReadCorridors(int fromId, int limit) implements Command {
        public ReadCorridors {
            Check.notNegative("fromId", fromId);
            Check.range("limit", limit, 1, Limits.PAGE_ROWS);
        }
    }

    /**
     * Positions and headroom of a group's members by participant id, rising. Answered {@link
     * Outcome.Positions}.
     */
    record ReadPositions(int groupId, int fromParticipantId, int limit) implements Command {
        public ReadPositions {
            Check.group("groupId", groupId);
            Check.notNegative("fromParticipantId", fromParticipantId);
            Check.range("limit", limit, 1, Limits.PAGE_ROWS);
        }
    }

    /**
     * One participant's positions and headroom in all its groups, by group id, rising. Answered
     * {@link Outcome.Positions}.
     */
    record ReadParticipantPositions(int participantId, int fromGroupId, int limit)
            implements Command {
        public ReadParticipantPositions {
            Check.participant("participantId", participantId);
            Check.notNegative("fromGroupId", fromGroupId);
            Check.range("limit", limit, 1, Limits.PAGE_ROWS);
        }
    }

    /** A group's accounts by packed id, rising. Answered {@link Outcome.Accounts}. */
    record ReadAccounts(int groupId, int fromPackedId, int limit) implements Command {
        public ReadAccounts {
            Check.group("groupId", groupId);
            Check.notNegative("fromPackedId", fromPackedId);
            Check.range("limit", limit, 1, Limits.PAGE_ROWS);
        }
    }

    /** Valid prices of a pair of currencies. Answered {@link Outcome.Rates}. */
    record ReadRates(Currency source, Currency destination) implements Command {}

    /**
     * Recovery items by number, rising, closed ones too while remembered. Answered {@link
     * Outcome.RecoveryItems}.
     */
    record ReadRecoveryItems(long fromNumber, int limit) implements Command {
        public ReadRecoveryItems {
            Check.positive("fromNumber", fromNumber);
            Check.range("limit", limit, 1, Limits.PAGE_ROWS);
        }
    }

    /** All readers of events, by name. Answered {@link Outcome.EventReaders}. */
    record ReadEventReaders() implements Command {}

    /** The machine's own figures. Answered {@link Outcome.Figures}. */
    record ReadFigures() implements Command {}

    /**
     * The largest amount that can be asked for, minor units: amounts below it times the dearest
     * rate stay within 128 bits.
     */
    long MOST_AMOUNT_MINOR = 1_000_000_000_000_000L;
}
