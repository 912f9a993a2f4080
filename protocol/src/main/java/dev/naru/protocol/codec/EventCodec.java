// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Event;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.sbe.AuthenticatorChangedDecoder;
import dev.naru.protocol.sbe.ChallengeIssuedDecoder;
import dev.naru.protocol.sbe.ChallengeTakenDecoder;
import dev.naru.protocol.sbe.CorridorDefinedDecoder;
import dev.naru.protocol.sbe.CorridorStatusChangedDecoder;
import dev.naru.protocol.sbe.EnquiryDueDecoder;
import dev.naru.protocol.sbe.EvidenceRuleSetDecoder;
import dev.naru.protocol.sbe.EvidenceUsedDecoder;
import dev.naru.protocol.sbe.FundingRecordedDecoder;
import dev.naru.protocol.sbe.GroupDefinedDecoder;
import dev.naru.protocol.sbe.HeadroomSetDecoder;
import dev.naru.protocol.sbe.HeadroomWarnedDecoder;
import dev.naru.protocol.sbe.HoldDecidedDecoder;
import dev.naru.protocol.sbe.InterimAnsweredDecoder;
import dev.naru.protocol.sbe.ObligationBookedDecoder;
import dev.naru.protocol.sbe.ParticipantDefinedDecoder;
import dev.naru.protocol.sbe.ParticipantStatusChangedDecoder;
import dev.naru.protocol.sbe.PaymentBlockedDecoder;
import dev.naru.protocol.sbe.PaymentCompletedDecoder;
import dev.naru.protocol.sbe.PaymentDispatchedDecoder;
import dev.naru.protocol.sbe.PaymentExpiredDecoder;
import dev.naru.protocol.sbe.PaymentHeldDecoder;
import dev.naru.protocol.sbe.PaymentInDoubtDecoder;
import dev.naru.protocol.sbe.PaymentRefusedDecoder;
import dev.naru.protocol.sbe.PaymentRejectedDecoder;
import dev.naru.protocol.sbe.PaymentReservedDecoder;
import dev.naru.protocol.sbe.QuoteCreatedDecoder;
import dev.naru.protocol.sbe.RatePublishedDecoder;
import dev.naru.protocol.sbe.RecoveryItemDecidedDecoder;
import dev.naru.protocol.sbe.RecoveryItemOpenedDecoder;
import dev.naru.protocol.sbe.TapJudgedDecoder;
import dev.naru.protocol.sbe.TimeMovedDecoder;
import dev.naru.protocol.sbe.WindowClosedDecoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes events as bytes and reads them back. The hub wrote the bytes and a checksum guards them,
 * so bytes that are no event are a bug of ours.
 *
 * <p>Not for two threads: it holds the flyweights that it reads and writes through.
 */
public final class EventCodec {
    /** What no event is longer than, in bytes. */
    public static final int MOST_BYTES = 8 * 1024;

    private final Frame frame = new Frame(Frame.Newer.TOLERATED);
    private final PaymentEvents payments = new PaymentEvents(frame);
    private final DoubtEvents doubts = new DoubtEvents(frame);
    private final DefinitionEvents definitions = new DefinitionEvents(frame);
    private final EvidenceEvents evidence = new EvidenceEvents(frame);

    /** Creates its own flyweights. */
    public EventCodec() {}

    /**
     * Writes an event into a buffer that has room for {@link #MOST_BYTES} after the offset.
     *
     * @return how many bytes it takes, at most {@link #MOST_BYTES}
     */
    public int encode(Event event, MutableDirectBuffer buffer, int offset) {
        // The events of a payment come first: the cases are tried in this order.
        return switch (event) {
            case Event.QuoteCreated it -> payments.put(it, buffer, offset);
            case Event.PaymentReserved it -> payments.put(it, buffer, offset);
            case Event.PaymentDispatched it -> payments.put(it, buffer, offset);
            case Event.PaymentCompleted it -> payments.put(it, buffer, offset);
            case Event.PaymentRefused it -> payments.put(it, buffer, offset);
            case Event.PaymentRejected it -> payments.put(it, buffer, offset);
            case Event.ParticipantDefined it -> definitions.put(it, buffer, offset);
            case Event.ParticipantStatusChanged it -> definitions.put(it, buffer, offset);
            case Event.GroupDefined it -> definitions.put(it, buffer, offset);
            case Event.HeadroomSet it -> definitions.put(it, buffer, offset);
            case Event.HeadroomWarned it -> definitions.put(it, buffer, offset);
            case Event.FundingRecorded it -> definitions.put(it, buffer, offset);
            case Event.CorridorDefined it -> definitions.put(it, buffer, offset);
            case Event.CorridorStatusChanged it -> definitions.put(it, buffer, offset);
            case Event.RatePublished it -> definitions.put(it, buffer, offset);
            case Event.PaymentHeld it -> payments.put(it, buffer, offset);
            case Event.HoldDecided it -> payments.put(it, buffer, offset);
            case Event.InterimAnswered it -> doubts.put(it, buffer, offset);
            case Event.PaymentInDoubt it -> doubts.put(it, buffer, offset);
            case Event.EnquiryDue it -> doubts.put(it, buffer, offset);
            case Event.PaymentBlocked it -> payments.put(it, buffer, offset);
            case Event.PaymentExpired it -> payments.put(it, buffer, offset);
            case Event.RecoveryItemOpened it -> doubts.put(it, buffer, offset);
            case Event.RecoveryItemDecided it -> doubts.put(it, buffer, offset);
            case Event.WindowClosed it -> definitions.put(it, buffer, offset);
            case Event.ObligationBooked it -> definitions.put(it, buffer, offset);
            case Event.TimeMoved it -> definitions.put(it, buffer, offset);
            case Event.ChallengeIssued it -> evidence.put(it, buffer, offset);
            case Event.ChallengeTaken it -> evidence.put(it, buffer, offset);
            case Event.TapJudged it -> evidence.put(it, buffer, offset);
            case Event.AuthenticatorChanged it -> evidence.put(it, buffer, offset);
            case Event.EvidenceUsed it -> evidence.put(it, buffer, offset);
            case Event.EvidenceRuleSet it -> evidence.put(it, buffer, offset);
        };
    }

    /**
     * Reads an event. Fields that a newer hub appended are left out.
     *
     * @throws Invariant.Broken when the bytes are no event
     */
    public Event decode(DirectBuffer buffer, int offset, int length) {
        try {
            Event event = read(frame.open(buffer, offset, length));
            frame.close();
            return event;
        } catch (IllegalArgumentException unreadable) {
            throw Invariant.broken("an event is readable: " + unreadable.getMessage());
        }
    }

    private Event read(int templateId) {
        return switch (templateId) {
            case ParticipantDefinedDecoder.TEMPLATE_ID -> definitions.participantDefined();
            case ParticipantStatusChangedDecoder.TEMPLATE_ID ->
                    definitions.participantStatusChanged();
            case GroupDefinedDecoder.TEMPLATE_ID -> definitions.groupDefined();
            case HeadroomSetDecoder.TEMPLATE_ID -> definitions.headroomSet();
            case HeadroomWarnedDecoder.TEMPLATE_ID -> definitions.headroomWarned();
            case FundingRecordedDecoder.TEMPLATE_ID -> definitions.fundingRecorded();
            case CorridorDefinedDecoder.TEMPLATE_ID -> definitions.corridorDefined();
            case CorridorStatusChangedDecoder.TEMPLATE_ID -> definitions.corridorStatusChanged();
            case RatePublishedDecoder.TEMPLATE_ID -> definitions.ratePublished();
            case QuoteCreatedDecoder.TEMPLATE_ID -> payments.quoteCreated();
            case PaymentRefusedDecoder.TEMPLATE_ID -> payments.paymentRefused();
            case PaymentHeldDecoder.TEMPLATE_ID -> payments.paymentHeld();
            case HoldDecidedDecoder.TEMPLATE_ID -> payments.holdDecided();
            case PaymentReservedDecoder.TEMPLATE_ID -> payments.paymentReserved();
            case PaymentDispatchedDecoder.TEMPLATE_ID -> payments.paymentDispatched();
            case InterimAnsweredDecoder.TEMPLATE_ID -> doubts.interimAnswered();
            case PaymentInDoubtDecoder.TEMPLATE_ID -> doubts.paymentInDoubt();
            case EnquiryDueDecoder.TEMPLATE_ID -> doubts.enquiryDue();
            case PaymentCompletedDecoder.TEMPLATE_ID -> payments.paymentCompleted();
            case PaymentBlockedDecoder.TEMPLATE_ID -> payments.paymentBlocked();
            case PaymentRejectedDecoder.TEMPLATE_ID -> payments.paymentRejected();
            case PaymentExpiredDecoder.TEMPLATE_ID -> payments.paymentExpired();
            case RecoveryItemOpenedDecoder.TEMPLATE_ID -> doubts.recoveryItemOpened();
            case RecoveryItemDecidedDecoder.TEMPLATE_ID -> doubts.recoveryItemDecided();
            case WindowClosedDecoder.TEMPLATE_ID -> definitions.windowClosed();
            case ObligationBookedDecoder.TEMPLATE_ID -> definitions.obligationBooked();
            case TimeMovedDecoder.TEMPLATE_ID -> definitions.timeMoved();
            case ChallengeIssuedDecoder.TEMPLATE_ID -> evidence.challengeIssued();
            case ChallengeTakenDecoder.TEMPLATE_ID -> evidence.challengeTaken();
            case TapJudgedDecoder.TEMPLATE_ID -> evidence.tapJudged();
            case AuthenticatorChangedDecoder.TEMPLATE_ID -> evidence.authenticatorChanged();
            case EvidenceUsedDecoder.TEMPLATE_ID -> evidence.evidenceUsed();
            case EvidenceRuleSetDecoder.TEMPLATE_ID -> evidence.evidenceRuleSet();
            default -> throw new IllegalArgumentException("no event is template " + templateId);
        };
    }
}
