// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Limits;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.sbe.CreateQuoteDecoder;
import dev.naru.protocol.sbe.CreateQuoteEncoder;
import dev.naru.protocol.sbe.InitiatePaymentDecoder;
import dev.naru.protocol.sbe.InitiatePaymentEncoder;
import dev.naru.protocol.sbe.MessageHeaderEncoder;
import dev.naru.protocol.sbe.PublishRateDecoder;
import dev.naru.protocol.sbe.PublishRateEncoder;
import dev.naru.protocol.sbe.RecordAnswerDecoder;
import dev.naru.protocol.sbe.RecordAnswerEncoder;
import dev.naru.protocol.sbe.RecordDispatchDecoder;
import dev.naru.protocol.sbe.RecordDispatchEncoder;
import org.agrona.MutableDirectBuffer;

/** The commands that make a payment. Each {@code put} gives how many bytes it wrote. */
final class PaymentCommands {
    private final Frame frame;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PublishRateEncoder publishRateOut = new PublishRateEncoder();
    private final PublishRateDecoder publishRateIn = new PublishRateDecoder();
    private final CreateQuoteEncoder createQuoteOut = new CreateQuoteEncoder();
    private final CreateQuoteDecoder createQuoteIn = new CreateQuoteDecoder();
    private final InitiatePaymentEncoder initiatePaymentOut = new InitiatePaymentEncoder();
    private final InitiatePaymentDecoder initiatePaymentIn = new InitiatePaymentDecoder();
    private final RecordDispatchEncoder recordDispatchOut = new RecordDispatchEncoder();
    private final RecordDispatchDecoder recordDispatchIn = new RecordDispatchDecoder();
    private final RecordAnswerEncoder recordAnswerOut = new RecordAnswerEncoder();
    private final RecordAnswerDecoder recordAnswerIn = new RecordAnswerDecoder();

    PaymentCommands(Frame frame) {
        this.frame = frame;
    }

    int put(Command.PublishRate command, MutableDirectBuffer buffer, int offset) {
        publishRateOut.wrapAndApplyHeader(buffer, offset, header);
        DefinitionParts.put(publishRateOut.publication(), command);
        return publishRateOut.limit() - offset;
    }

    Command publishRate() {
        publishRateIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(PublishRateDecoder.BLOCK_LENGTH),
                frame.version());
        return DefinitionParts.read(publishRateIn.publication());
    }

    int put(Command.CreateQuote command, MutableDirectBuffer buffer, int offset) {
        createQuoteOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(command.participantId())
                .corridorId(command.corridorId())
                .kind(Codes.code(command.kind()))
                .fixedSide(Codes.code(command.fixedSide()))
                .amountMinor(command.amountMinor())
                .notAfterNs(command.notAfterNs());
        PaymentParts.put(createQuoteOut.requestId(), command.requestId());
        PaymentParts.put(createQuoteOut.payee(), command.payee());
        return createQuoteOut.limit() - offset;
    }

    Command createQuote() {
        createQuoteIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(CreateQuoteDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.CreateQuote(
                PaymentParts.read(createQuoteIn.requestId()),
                createQuoteIn.participantId(),
                createQuoteIn.corridorId(),
                Codes.read(Codes.PAYMENT_KINDS, createQuoteIn.kindRaw()),
                Codes.read(Codes.FIXED_SIDES, createQuoteIn.fixedSideRaw()),
                createQuoteIn.amountMinor(),
                PaymentParts.read(createQuoteIn.payee()),
                createQuoteIn.notAfterNs());
    }

    int put(Command.InitiatePayment command, MutableDirectBuffer buffer, int offset) {
        initiatePaymentOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(command.participantId())
                .quoteId(command.quoteId().value())
                .debitMinor(command.debitMinor())
                .destinationMinor(command.destinationMinor())
                .evidenceReference(command.evidenceReference())
                .screeningScore(command.screeningScore());
        PaymentParts.put(initiatePaymentOut.paymentId(), command.paymentId());
        PaymentParts.put(initiatePaymentOut.payee(), command.payee());
        PaymentParts.put(initiatePaymentOut.payer(), command.payer());
        DefinitionParts.put(initiatePaymentOut.suppliedItems(), command.suppliedItems());
        return Frame.putBytes(buffer, initiatePaymentOut.limit(), command.particulars()) - offset;
    }

    Command initiatePayment() {
        initiatePaymentIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(InitiatePaymentDecoder.BLOCK_LENGTH),
                frame.version());
        Bytes particulars = frame.bytes(Limits.PARTICULARS_BYTES);
        return new Command.InitiatePayment(
                PaymentParts.read(initiatePaymentIn.paymentId()),
                initiatePaymentIn.participantId(),
                new QuoteId(initiatePaymentIn.quoteId()),
                initiatePaymentIn.debitMinor(),
                initiatePaymentIn.destinationMinor(),
                PaymentParts.read(initiatePaymentIn.payee()),
                PaymentParts.read(initiatePaymentIn.payer()),
                DefinitionParts.read(initiatePaymentIn.suppliedItems()),
                initiatePaymentIn.evidenceReference(),
                initiatePaymentIn.screeningScore(),
                particulars);
    }

    int put(Command.RecordDispatch command, MutableDirectBuffer buffer, int offset) {
        recordDispatchOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(command.paymentNumber())
                .linkParticipantId(command.linkParticipantId());
        return Frame.putBytes(buffer, recordDispatchOut.limit(), command.particulars()) - offset;
    }

    Command recordDispatch() {
        recordDispatchIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(RecordDispatchDecoder.BLOCK_LENGTH),
                frame.version());
        Bytes particulars = frame.bytesSince(2, Limits.PARTICULARS_BYTES);
        return new Command.RecordDispatch(
                recordDispatchIn.paymentNumber(),
                recordDispatchIn.linkParticipantId(),
                particulars);
    }

    int put(Command.RecordAnswer command, MutableDirectBuffer buffer, int offset) {
        recordAnswerOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(command.paymentNumber())
                .linkParticipantId(command.linkParticipantId())
                .enquiryNumber(command.enquiryNumber())
                .status(Codes.code(command.status()))
                .amountMinor(command.amountMinor())
                .currency(command.currency().numeric());
        PaymentParts.put(recordAnswerOut.paymentId(), command.paymentId());
        Codes.put(
                buffer,
                recordAnswerOut.offset() + RecordAnswerEncoder.isoReasonEncodingOffset(),
                RecordAnswerEncoder.isoReasonLength(),
                command.isoReason());
        return Frame.putBytes(buffer, recordAnswerOut.limit(), command.particulars()) - offset;
    }

    Command recordAnswer() {
        recordAnswerIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(RecordAnswerDecoder.BLOCK_LENGTH),
                frame.version());
        Bytes particulars = frame.bytes(Limits.PARTICULARS_BYTES);
        return new Command.RecordAnswer(
                recordAnswerIn.paymentNumber(),
                PaymentParts.read(recordAnswerIn.paymentId()),
                recordAnswerIn.linkParticipantId(),
                recordAnswerIn.enquiryNumber(),
                Codes.read(Codes.ANSWER_STATUSES, recordAnswerIn.statusRaw()),
                recordAnswerIn.amountMinor(),
                Codes.currency(recordAnswerIn.currency()),
                Codes.text(
                        recordAnswerIn.buffer(),
                        recordAnswerIn.offset() + RecordAnswerDecoder.isoReasonEncodingOffset(),
                        RecordAnswerDecoder.isoReasonLength()),
                particulars);
    }
}
