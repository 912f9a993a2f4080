// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import dev.naru.protocol.Limits;
import dev.naru.protocol.sbe.EnquiryDueDecoder;
import dev.naru.protocol.sbe.EnquiryDueEncoder;
import dev.naru.protocol.sbe.InterimAnsweredDecoder;
import dev.naru.protocol.sbe.InterimAnsweredEncoder;
import dev.naru.protocol.sbe.MessageHeaderEncoder;
import dev.naru.protocol.sbe.PaymentInDoubtDecoder;
import dev.naru.protocol.sbe.PaymentInDoubtEncoder;
import dev.naru.protocol.sbe.RecoveryItemDecidedDecoder;
import dev.naru.protocol.sbe.RecoveryItemDecidedEncoder;
import dev.naru.protocol.sbe.RecoveryItemOpenedDecoder;
import dev.naru.protocol.sbe.RecoveryItemOpenedEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Events of payments whose end is not known, or contested. Each {@code put} gives how many bytes it
 * wrote.
 */
final class DoubtEvents {
    private final Frame frame;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InterimAnsweredEncoder interimAnsweredOut = new InterimAnsweredEncoder();
    private final InterimAnsweredDecoder interimAnsweredIn = new InterimAnsweredDecoder();
    private final PaymentInDoubtEncoder paymentInDoubtOut = new PaymentInDoubtEncoder();
    private final PaymentInDoubtDecoder paymentInDoubtIn = new PaymentInDoubtDecoder();
    private final EnquiryDueEncoder enquiryDueOut = new EnquiryDueEncoder();
    private final EnquiryDueDecoder enquiryDueIn = new EnquiryDueDecoder();
    private final RecoveryItemOpenedEncoder recoveryItemOpenedOut = new RecoveryItemOpenedEncoder();
    private final RecoveryItemOpenedDecoder recoveryItemOpenedIn = new RecoveryItemOpenedDecoder();
    private final RecoveryItemDecidedEncoder recoveryItemDecidedOut =
            new RecoveryItemDecidedEncoder();
    private final RecoveryItemDecidedDecoder recoveryItemDecidedIn =
            new RecoveryItemDecidedDecoder();

    DoubtEvents(Frame frame) {
        this.frame = frame;
    }

    int put(Event.InterimAnswered event, MutableDirectBuffer buffer, int offset) {
        interimAnsweredOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(event.paymentNumber())
                .status(Codes.code(event.status()));
        PaymentParts.put(interimAnsweredOut.paymentId(), event.paymentId());
        Codes.put(
                buffer,
                interimAnsweredOut.offset() + InterimAnsweredEncoder.isoReasonEncodingOffset(),
                InterimAnsweredEncoder.isoReasonLength(),
                event.isoReason());
        return Frame.putBytes(buffer, interimAnsweredOut.limit(), event.particulars()) - offset;
    }

    Event interimAnswered() {
        interimAnsweredIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(InterimAnsweredDecoder.BLOCK_LENGTH),
                frame.version());
        Bytes particulars = frame.bytesSince(2, Limits.PARTICULARS_BYTES);
        return new Event.InterimAnswered(
                interimAnsweredIn.paymentNumber(),
                PaymentParts.read(interimAnsweredIn.paymentId()),
                Codes.read(Codes.ANSWER_STATUSES, interimAnsweredIn.statusRaw()),
                Codes.text(
                        interimAnsweredIn.buffer(),
                        interimAnsweredIn.offset()
                                + InterimAnsweredDecoder.isoReasonEncodingOffset(),
                        InterimAnsweredDecoder.isoReasonLength()),
                particulars);
    }

    int put(Event.PaymentInDoubt event, MutableDirectBuffer buffer, int offset) {
        paymentInDoubtOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(event.paymentNumber())
                .participantId(event.participantId())
                .linkParticipantId(event.linkParticipantId());
        PaymentParts.put(paymentInDoubtOut.paymentId(), event.paymentId());
        return paymentInDoubtOut.limit() - offset;
    }

    Event paymentInDoubt() {
        paymentInDoubtIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(PaymentInDoubtDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.PaymentInDoubt(
                paymentInDoubtIn.paymentNumber(),
                PaymentParts.read(paymentInDoubtIn.paymentId()),
                paymentInDoubtIn.participantId(),
                paymentInDoubtIn.linkParticipantId());
    }

    int put(Event.EnquiryDue event, MutableDirectBuffer buffer, int offset) {
        enquiryDueOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(event.paymentNumber())
                .linkParticipantId(event.linkParticipantId())
                .enquiry(event.enquiry())
                .personId(event.personId());
        PaymentParts.put(enquiryDueOut.paymentId(), event.paymentId());
        return enquiryDueOut.limit() - offset;
    }

    Event enquiryDue() {
        enquiryDueIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(EnquiryDueDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.EnquiryDue(
                enquiryDueIn.paymentNumber(),
                PaymentParts.read(enquiryDueIn.paymentId()),
                enquiryDueIn.linkParticipantId(),
                enquiryDueIn.enquiry(),
                enquiryDueIn.personId());
    }

    int put(Event.RecoveryItemOpened event, MutableDirectBuffer buffer, int offset) {
        recoveryItemOpenedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .itemNumber(event.itemNumber())
                .paymentNumber(event.paymentNumber())
                .reason(Codes.code(event.reason()))
                .linkParticipantId(event.linkParticipantId())
                .answer(Codes.code(event.answer()))
                .amountMinor(event.amountMinor())
                .currency(event.currency().numeric());
        return Frame.putBytes(buffer, recoveryItemOpenedOut.limit(), event.particulars()) - offset;
    }

    Event recoveryItemOpened() {
        recoveryItemOpenedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(RecoveryItemOpenedDecoder.BLOCK_LENGTH),
                frame.version());
        Bytes particulars = frame.bytes(Limits.PARTICULARS_BYTES);
        return new Event.RecoveryItemOpened(
                recoveryItemOpenedIn.itemNumber(),
                recoveryItemOpenedIn.paymentNumber(),
                Codes.read(Codes.RECOVERY_REASONS, recoveryItemOpenedIn.reasonRaw()),
                recoveryItemOpenedIn.linkParticipantId(),
                Codes.readIfAny(Codes.ANSWER_STATUSES, recoveryItemOpenedIn.answerRaw()),
                recoveryItemOpenedIn.amountMinor(),
                Codes.currency(recoveryItemOpenedIn.currency()),
                particulars);
    }

    int put(Event.RecoveryItemDecided event, MutableDirectBuffer buffer, int offset) {
        recoveryItemDecidedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .itemNumber(event.itemNumber())
                .personId(event.personId())
                .closed(Codes.flag(event.closed()));
        return recoveryItemDecidedOut.limit() - offset;
    }

    Event recoveryItemDecided() {
        recoveryItemDecidedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(RecoveryItemDecidedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.RecoveryItemDecided(
                recoveryItemDecidedIn.itemNumber(),
                recoveryItemDecidedIn.personId(),
                Codes.isYes(recoveryItemDecidedIn.closedRaw()));
    }
}
