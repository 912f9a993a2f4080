// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import dev.naru.protocol.Limits;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.sbe.HoldDecidedDecoder;
import dev.naru.protocol.sbe.HoldDecidedEncoder;
import dev.naru.protocol.sbe.MessageHeaderEncoder;
import dev.naru.protocol.sbe.PaymentBlockedDecoder;
import dev.naru.protocol.sbe.PaymentBlockedEncoder;
import dev.naru.protocol.sbe.PaymentCompletedDecoder;
import dev.naru.protocol.sbe.PaymentCompletedEncoder;
import dev.naru.protocol.sbe.PaymentDispatchedDecoder;
import dev.naru.protocol.sbe.PaymentDispatchedEncoder;
import dev.naru.protocol.sbe.PaymentExpiredDecoder;
import dev.naru.protocol.sbe.PaymentExpiredEncoder;
import dev.naru.protocol.sbe.PaymentHeldDecoder;
import dev.naru.protocol.sbe.PaymentHeldEncoder;
import dev.naru.protocol.sbe.PaymentRefusedDecoder;
import dev.naru.protocol.sbe.PaymentRefusedEncoder;
import dev.naru.protocol.sbe.PaymentRejectedDecoder;
import dev.naru.protocol.sbe.PaymentRejectedEncoder;
import dev.naru.protocol.sbe.PaymentReservedDecoder;
import dev.naru.protocol.sbe.PaymentReservedEncoder;
import dev.naru.protocol.sbe.QuoteCreatedDecoder;
import dev.naru.protocol.sbe.QuoteCreatedEncoder;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** Events of a payment's way to its end. Each {@code put} gives how many bytes it wrote. */
final class PaymentEvents {
    private final Frame frame;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QuoteCreatedEncoder quoteCreatedOut = new QuoteCreatedEncoder();
    private final QuoteCreatedDecoder quoteCreatedIn = new QuoteCreatedDecoder();
    private final PaymentRefusedEncoder paymentRefusedOut = new PaymentRefusedEncoder();
    private final PaymentRefusedDecoder paymentRefusedIn = new PaymentRefusedDecoder();
    private final PaymentHeldEncoder paymentHeldOut = new PaymentHeldEncoder();
    private final PaymentHeldDecoder paymentHeldIn = new PaymentHeldDecoder();
    private final HoldDecidedEncoder holdDecidedOut = new HoldDecidedEncoder();
    private final HoldDecidedDecoder holdDecidedIn = new HoldDecidedDecoder();
    private final PaymentReservedEncoder paymentReservedOut = new PaymentReservedEncoder();
    private final PaymentReservedDecoder paymentReservedIn = new PaymentReservedDecoder();
    private final PaymentDispatchedEncoder paymentDispatchedOut = new PaymentDispatchedEncoder();
    private final PaymentDispatchedDecoder paymentDispatchedIn = new PaymentDispatchedDecoder();
    private final PaymentCompletedEncoder paymentCompletedOut = new PaymentCompletedEncoder();
    private final PaymentCompletedDecoder paymentCompletedIn = new PaymentCompletedDecoder();
    private final PaymentBlockedEncoder paymentBlockedOut = new PaymentBlockedEncoder();
    private final PaymentBlockedDecoder paymentBlockedIn = new PaymentBlockedDecoder();
    private final PaymentRejectedEncoder paymentRejectedOut = new PaymentRejectedEncoder();
    private final PaymentRejectedDecoder paymentRejectedIn = new PaymentRejectedDecoder();
    private final PaymentExpiredEncoder paymentExpiredOut = new PaymentExpiredEncoder();
    private final PaymentExpiredDecoder paymentExpiredIn = new PaymentExpiredDecoder();

    PaymentEvents(Frame frame) {
        this.frame = frame;
    }

    int put(Event.QuoteCreated event, MutableDirectBuffer buffer, int offset) {
        quoteCreatedOut.wrapAndApplyHeader(buffer, offset, header);
        PaymentParts.put(quoteCreatedOut.quote(), event.quote());
        return quoteCreatedOut.limit() - offset;
    }

    Event quoteCreated() {
        quoteCreatedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(QuoteCreatedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.QuoteCreated(PaymentParts.read(quoteCreatedIn.quote()));
    }

    int put(Event.PaymentRefused event, MutableDirectBuffer buffer, int offset) {
        paymentRefusedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(event.paymentNumber())
                .participantId(event.participantId())
                .rejection(Codes.code(event.rejection()));
        PaymentParts.put(paymentRefusedOut.paymentId(), event.paymentId());
        return Frame.putBytes(buffer, paymentRefusedOut.limit(), event.particulars()) - offset;
    }

    Event paymentRefused() {
        paymentRefusedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(PaymentRefusedDecoder.BLOCK_LENGTH),
                frame.version());
        Bytes particulars = frame.bytesSince(2, Limits.PARTICULARS_BYTES);
        return new Event.PaymentRefused(
                paymentRefusedIn.paymentNumber(),
                PaymentParts.read(paymentRefusedIn.paymentId()),
                paymentRefusedIn.participantId(),
                Codes.read(Codes.REJECTIONS, paymentRefusedIn.rejectionRaw()),
                particulars);
    }

    int put(Event.PaymentHeld event, MutableDirectBuffer buffer, int offset) {
        paymentHeldOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(event.paymentNumber())
                .quoteId(event.quoteId().value())
                .screeningScore(event.screeningScore())
                .heldUntilNs(event.heldUntilNs());
        PaymentParts.put(paymentHeldOut.paymentId(), event.paymentId());
        PaymentParts.put(paymentHeldOut.route(), event.route());
        PaymentParts.put(paymentHeldOut.price(), event.price());
        PaymentParts.put(paymentHeldOut.payer(), event.payer());
        return Frame.putBytes(buffer, paymentHeldOut.limit(), event.particulars()) - offset;
    }

    Event paymentHeld() {
        paymentHeldIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(PaymentHeldDecoder.BLOCK_LENGTH),
                frame.version());
        Bytes particulars = frame.bytes(Limits.PARTICULARS_BYTES);
        return new Event.PaymentHeld(
                paymentHeldIn.paymentNumber(),
                PaymentParts.read(paymentHeldIn.paymentId()),
                new QuoteId(paymentHeldIn.quoteId()),
                PaymentParts.read(paymentHeldIn.route()),
                PaymentParts.read(paymentHeldIn.price()),
                PaymentParts.read(paymentHeldIn.payer()),
                paymentHeldIn.screeningScore(),
                paymentHeldIn.heldUntilNs(),
                particulars);
    }

    int put(Event.HoldDecided event, MutableDirectBuffer buffer, int offset) {
        holdDecidedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(event.paymentNumber())
                .decision(Codes.code(event.decision()))
                .personId(event.personId());
        return holdDecidedOut.limit() - offset;
    }

    Event holdDecided() {
        holdDecidedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(HoldDecidedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.HoldDecided(
                holdDecidedIn.paymentNumber(),
                Codes.read(Codes.HOLD_DECISIONS, holdDecidedIn.decisionRaw()),
                holdDecidedIn.personId());
    }

    int put(Event.PaymentReserved event, MutableDirectBuffer buffer, int offset) {
        paymentReservedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(event.paymentNumber())
                .quoteId(event.quoteId().value())
                .evidenceReference(event.evidenceReference())
                .dispatchByNs(event.dispatchByNs());
        PaymentParts.put(paymentReservedOut.paymentId(), event.paymentId());
        PaymentParts.put(paymentReservedOut.route(), event.route());
        PaymentParts.put(paymentReservedOut.price(), event.price());
        PaymentParts.put(paymentReservedOut.payer(), event.payer());
        List<Transfer> chain = event.chain();
        PaymentReservedEncoder.ChainEncoder entries = paymentReservedOut.chainCount(chain.size());
        for (int i = 0; i < chain.size(); i++) {
            PaymentParts.put(entries.next().transfer(), chain.get(i));
        }
        return Frame.putBytes(buffer, paymentReservedOut.limit(), event.particulars()) - offset;
    }

    Event paymentReserved() {
        paymentReservedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(PaymentReservedDecoder.BLOCK_LENGTH),
                frame.version());
        frame.group(PaymentReservedDecoder.ChainDecoder.sbeBlockLength(), Limits.CHAIN_TRANSFERS);
        PaymentReservedDecoder.ChainDecoder entries = paymentReservedIn.chain();
        Transfer[] chain = new Transfer[entries.count()];
        for (int i = 0; i < chain.length; i++) {
            chain[i] = PaymentParts.read(entries.next().transfer());
        }
        Bytes particulars = frame.bytes(Limits.PARTICULARS_BYTES);
        return new Event.PaymentReserved(
                paymentReservedIn.paymentNumber(),
                PaymentParts.read(paymentReservedIn.paymentId()),
                new QuoteId(paymentReservedIn.quoteId()),
                PaymentParts.read(paymentReservedIn.route()),
                PaymentParts.read(paymentReservedIn.price()),
                PaymentParts.read(paymentReservedIn.payer()),
                List.of(chain),
                paymentReservedIn.evidenceReference(),
                paymentReservedIn.dispatchByNs(),
                particulars);
    }

    int put(Event.PaymentDispatched event, MutableDirectBuffer buffer, int offset) {
        paymentDispatchedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(event.paymentNumber())
                .linkParticipantId(event.linkParticipantId())
                .answerDueAtNs(event.answerDueAtNs())
                .executeByNs(event.executeByNs());
        PaymentParts.put(paymentDispatchedOut.paymentId(), event.paymentId());
        return Frame.putBytes(buffer, paymentDispatchedOut.limit(), event.particulars()) - offset;
    }

    Event paymentDispatched() {
        paymentDispatchedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(PaymentDispatchedDecoder.BLOCK_LENGTH),
                frame.version());
        Bytes particulars = frame.bytesSince(2, Limits.PARTICULARS_BYTES);
        return new Event.PaymentDispatched(
                paymentDispatchedIn.paymentNumber(),
                PaymentParts.read(paymentDispatchedIn.paymentId()),
                paymentDispatchedIn.linkParticipantId(),
                paymentDispatchedIn.answerDueAtNs(),
                paymentDispatchedIn.executeByNs(),
                particulars);
    }

    int put(Event.PaymentCompleted event, MutableDirectBuffer buffer, int offset) {
        paymentCompletedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(event.paymentNumber())
                .participantId(event.participantId())
                .sourceWindowNumber(event.sourceWindowNumber())
                .destinationWindowNumber(event.destinationWindowNumber());
        PaymentParts.put(paymentCompletedOut.paymentId(), event.paymentId());
        return Frame.putBytes(buffer, paymentCompletedOut.limit(), event.particulars()) - offset;
    }

    Event paymentCompleted() {
        paymentCompletedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(PaymentCompletedDecoder.BLOCK_LENGTH),
                frame.version());
        Bytes particulars = frame.bytes(Limits.PARTICULARS_BYTES);
        return new Event.PaymentCompleted(
                paymentCompletedIn.paymentNumber(),
                PaymentParts.read(paymentCompletedIn.paymentId()),
                paymentCompletedIn.participantId(),
                paymentCompletedIn.sourceWindowNumber(),
                paymentCompletedIn.destinationWindowNumber(),
                particulars);
    }

    int put(Event.PaymentBlocked event, MutableDirectBuffer buffer, int offset) {
        paymentBlockedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(event.paymentNumber())
                .participantId(event.participantId())
                .sourceWindowNumber(event.sourceWindowNumber())
                .destinationWindowNumber(event.destinationWindowNumber());
        PaymentParts.put(paymentBlockedOut.paymentId(), event.paymentId());
        Codes.put(
                buffer,
                paymentBlockedOut.offset() + PaymentBlockedEncoder.isoReasonEncodingOffset(),
                PaymentBlockedEncoder.isoReasonLength(),
                event.isoReason());
        return Frame.putBytes(buffer, paymentBlockedOut.limit(), event.particulars()) - offset;
    }

    Event paymentBlocked() {
        paymentBlockedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(PaymentBlockedDecoder.BLOCK_LENGTH),
                frame.version());
        Bytes particulars = frame.bytes(Limits.PARTICULARS_BYTES);
        return new Event.PaymentBlocked(
                paymentBlockedIn.paymentNumber(),
                PaymentParts.read(paymentBlockedIn.paymentId()),
                paymentBlockedIn.participantId(),
                paymentBlockedIn.sourceWindowNumber(),
                paymentBlockedIn.destinationWindowNumber(),
                Codes.text(
                        paymentBlockedIn.buffer(),
                        paymentBlockedIn.offset() + PaymentBlockedDecoder.isoReasonEncodingOffset(),
                        PaymentBlockedDecoder.isoReasonLength()),
                particulars);
    }

    int put(Event.PaymentRejected event, MutableDirectBuffer buffer, int offset) {
        paymentRejectedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(event.paymentNumber())
                .participantId(event.participantId());
        PaymentParts.put(paymentRejectedOut.paymentId(), event.paymentId());
        Codes.put(
                buffer,
                paymentRejectedOut.offset() + PaymentRejectedEncoder.isoReasonEncodingOffset(),
                PaymentRejectedEncoder.isoReasonLength(),
                event.isoReason());
        return Frame.putBytes(buffer, paymentRejectedOut.limit(), event.particulars()) - offset;
    }

    Event paymentRejected() {
        paymentRejectedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(PaymentRejectedDecoder.BLOCK_LENGTH),
                frame.version());
        Bytes particulars = frame.bytes(Limits.PARTICULARS_BYTES);
        return new Event.PaymentRejected(
                paymentRejectedIn.paymentNumber(),
                PaymentParts.read(paymentRejectedIn.paymentId()),
                paymentRejectedIn.participantId(),
                Codes.text(
                        paymentRejectedIn.buffer(),
                        paymentRejectedIn.offset()
                                + PaymentRejectedDecoder.isoReasonEncodingOffset(),
                        PaymentRejectedDecoder.isoReasonLength()),
                particulars);
    }

    int put(Event.PaymentExpired event, MutableDirectBuffer buffer, int offset) {
        paymentExpiredOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(event.paymentNumber())
                .participantId(event.participantId());
        PaymentParts.put(paymentExpiredOut.paymentId(), event.paymentId());
        return paymentExpiredOut.limit() - offset;
    }

    Event paymentExpired() {
        paymentExpiredIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(PaymentExpiredDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.PaymentExpired(
                paymentExpiredIn.paymentNumber(),
                PaymentParts.read(paymentExpiredIn.paymentId()),
                paymentExpiredIn.participantId());
    }
}
