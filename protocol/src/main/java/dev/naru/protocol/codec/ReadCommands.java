// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Command;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.sbe.MessageHeaderEncoder;
import dev.naru.protocol.sbe.ReadAccountsDecoder;
import dev.naru.protocol.sbe.ReadAccountsEncoder;
import dev.naru.protocol.sbe.ReadCorridorsDecoder;
import dev.naru.protocol.sbe.ReadCorridorsEncoder;
import dev.naru.protocol.sbe.ReadFiguresDecoder;
import dev.naru.protocol.sbe.ReadFiguresEncoder;
import dev.naru.protocol.sbe.ReadGroupsDecoder;
import dev.naru.protocol.sbe.ReadGroupsEncoder;
import dev.naru.protocol.sbe.ReadParticipantPositionsDecoder;
import dev.naru.protocol.sbe.ReadParticipantPositionsEncoder;
import dev.naru.protocol.sbe.ReadParticipantsDecoder;
import dev.naru.protocol.sbe.ReadParticipantsEncoder;
import dev.naru.protocol.sbe.ReadPaymentDecoder;
import dev.naru.protocol.sbe.ReadPaymentEncoder;
import dev.naru.protocol.sbe.ReadPaymentsDecoder;
import dev.naru.protocol.sbe.ReadPaymentsEncoder;
import dev.naru.protocol.sbe.ReadPositionsDecoder;
import dev.naru.protocol.sbe.ReadPositionsEncoder;
import dev.naru.protocol.sbe.ReadQuoteDecoder;
import dev.naru.protocol.sbe.ReadQuoteEncoder;
import dev.naru.protocol.sbe.ReadRatesDecoder;
import dev.naru.protocol.sbe.ReadRatesEncoder;
import dev.naru.protocol.sbe.ReadRecoveryItemsDecoder;
import dev.naru.protocol.sbe.ReadRecoveryItemsEncoder;
import org.agrona.MutableDirectBuffer;

/** The commands that change nothing. Each {@code put} gives how many bytes it wrote. */
final class ReadCommands {
    private final Frame frame;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ReadPaymentEncoder readPaymentOut = new ReadPaymentEncoder();
    private final ReadPaymentDecoder readPaymentIn = new ReadPaymentDecoder();
    private final ReadPaymentsEncoder readPaymentsOut = new ReadPaymentsEncoder();
    private final ReadPaymentsDecoder readPaymentsIn = new ReadPaymentsDecoder();
    private final ReadQuoteEncoder readQuoteOut = new ReadQuoteEncoder();
    private final ReadQuoteDecoder readQuoteIn = new ReadQuoteDecoder();
    private final ReadParticipantsEncoder readParticipantsOut = new ReadParticipantsEncoder();
    private final ReadParticipantsDecoder readParticipantsIn = new ReadParticipantsDecoder();
    private final ReadGroupsEncoder readGroupsOut = new ReadGroupsEncoder();
    private final ReadGroupsDecoder readGroupsIn = new ReadGroupsDecoder();
    private final ReadCorridorsEncoder readCorridorsOut = new ReadCorridorsEncoder();
    private final ReadCorridorsDecoder readCorridorsIn = new ReadCorridorsDecoder();
    private final ReadPositionsEncoder readPositionsOut = new ReadPositionsEncoder();
    private final ReadPositionsDecoder readPositionsIn = new ReadPositionsDecoder();
    private final ReadParticipantPositionsEncoder readParticipantPositionsOut =
            new ReadParticipantPositionsEncoder();
    private final ReadParticipantPositionsDecoder readParticipantPositionsIn =
            new ReadParticipantPositionsDecoder();
    private final ReadAccountsEncoder readAccountsOut = new ReadAccountsEncoder();
    private final ReadAccountsDecoder readAccountsIn = new ReadAccountsDecoder();
    private final ReadRatesEncoder readRatesOut = new ReadRatesEncoder();
    private final ReadRatesDecoder readRatesIn = new ReadRatesDecoder();
    private final ReadRecoveryItemsEncoder readRecoveryItemsOut = new ReadRecoveryItemsEncoder();
    private final ReadRecoveryItemsDecoder readRecoveryItemsIn = new ReadRecoveryItemsDecoder();
    private final ReadFiguresEncoder readFiguresOut = new ReadFiguresEncoder();
    private final ReadFiguresDecoder readFiguresIn = new ReadFiguresDecoder();

    ReadCommands(Frame frame) {
        this.frame = frame;
    }

    int put(Command.ReadPayment command, MutableDirectBuffer buffer, int offset) {
        readPaymentOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(command.participantId());
        PaymentParts.put(readPaymentOut.paymentId(), command.paymentId());
        return readPaymentOut.limit() - offset;
    }

    Command readPayment() {
        readPaymentIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ReadPaymentDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.ReadPayment(
                readPaymentIn.participantId(), PaymentParts.read(readPaymentIn.paymentId()));
    }

    int put(Command.ReadPayments command, MutableDirectBuffer buffer, int offset) {
        readPaymentsOut
                .wrapAndApplyHeader(buffer, offset, header)
                .fromNumber(command.fromNumber())
                .order(Codes.code(command.order()))
                .mostRows(command.limit());
        return readPaymentsOut.limit() - offset;
    }

    Command readPayments() {
        readPaymentsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ReadPaymentsDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.ReadPayments(
                readPaymentsIn.fromNumber(),
                Codes.read(Codes.READ_ORDERS, readPaymentsIn.orderRaw()),
                readPaymentsIn.mostRows());
    }

    int put(Command.ReadQuote command, MutableDirectBuffer buffer, int offset) {
        readQuoteOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(command.participantId())
                .quoteId(command.quoteId().value());
        return readQuoteOut.limit() - offset;
    }

    Command readQuote() {
        readQuoteIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ReadQuoteDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.ReadQuote(
                readQuoteIn.participantId(), new QuoteId(readQuoteIn.quoteId()));
    }

    int put(Command.ReadParticipants command, MutableDirectBuffer buffer, int offset) {
        readParticipantsOut
                .wrapAndApplyHeader(buffer, offset, header)
                .fromId(command.fromId())
                .mostRows(command.limit());
        return readParticipantsOut.limit() - offset;
    }

    Command readParticipants() {
        readParticipantsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ReadParticipantsDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.ReadParticipants(
                readParticipantsIn.fromId(), readParticipantsIn.mostRows());
    }

    int put(Command.ReadGroups command, MutableDirectBuffer buffer, int offset) {
        readGroupsOut
                .wrapAndApplyHeader(buffer, offset, header)
                .fromId(command.fromId())
                .mostRows(command.limit());
        return readGroupsOut.limit() - offset;
    }

    Command readGroups() {
        readGroupsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ReadGroupsDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.ReadGroups(readGroupsIn.fromId(), readGroupsIn.mostRows());
    }

    int put(Command.ReadCorridors command, MutableDirectBuffer buffer, int offset) {
        readCorridorsOut
                .wrapAndApplyHeader(buffer, offset, header)
                .fromId(command.fromId())
                .mostRows(command.limit());
        return readCorridorsOut.limit() - offset;
    }

    Command readCorridors() {
        readCorridorsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ReadCorridorsDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.ReadCorridors(readCorridorsIn.fromId(), readCorridorsIn.mostRows());
    }

    int put(Command.ReadPositions command, MutableDirectBuffer buffer, int offset) {
        readPositionsOut
                .wrapAndApplyHeader(buffer, offset, header)
                .groupId(command.groupId())
                .fromParticipantId(command.fromParticipantId())
                .mostRows(command.limit());
        return readPositionsOut.limit() - offset;
    }

    Command readPositions() {
        readPositionsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ReadPositionsDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.ReadPositions(
                readPositionsIn.groupId(),
                readPositionsIn.fromParticipantId(),
                readPositionsIn.mostRows());
    }

    int put(Command.ReadParticipantPositions command, MutableDirectBuffer buffer, int offset) {
        readParticipantPositionsOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(command.participantId())
                .fromGroupId(command.fromGroupId())
                .mostRows(command.limit());
        return readParticipantPositionsOut.limit() - offset;
    }

    Command readParticipantPositions() {
        readParticipantPositionsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ReadParticipantPositionsDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.ReadParticipantPositions(
                readParticipantPositionsIn.participantId(),
                readParticipantPositionsIn.fromGroupId(),
                readParticipantPositionsIn.mostRows());
    }

    int put(Command.ReadAccounts command, MutableDirectBuffer buffer, int offset) {
        readAccountsOut
                .wrapAndApplyHeader(buffer, offset, header)
                .groupId(command.groupId())
                .fromPackedId(command.fromPackedId())
                .mostRows(command.limit());
        return readAccountsOut.limit() - offset;
    }

    Command readAccounts() {
        readAccountsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ReadAccountsDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.ReadAccounts(
                readAccountsIn.groupId(), readAccountsIn.fromPackedId(), readAccountsIn.mostRows());
    }

    int put(Command.ReadRates command, MutableDirectBuffer buffer, int offset) {
        readRatesOut
                .wrapAndApplyHeader(buffer, offset, header)
                .source(command.source().numeric())
                .destination(command.destination().numeric());
        return readRatesOut.limit() - offset;
    }

    Command readRates() {
        readRatesIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ReadRatesDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.ReadRates(
                Codes.currency(readRatesIn.source()), Codes.currency(readRatesIn.destination()));
    }

    int put(Command.ReadRecoveryItems command, MutableDirectBuffer buffer, int offset) {
        readRecoveryItemsOut
                .wrapAndApplyHeader(buffer, offset, header)
                .fromNumber(command.fromNumber())
                .mostRows(command.limit());
        return readRecoveryItemsOut.limit() - offset;
    }

    Command readRecoveryItems() {
        readRecoveryItemsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ReadRecoveryItemsDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.ReadRecoveryItems(
                readRecoveryItemsIn.fromNumber(), readRecoveryItemsIn.mostRows());
    }

    int put(Command.ReadFigures command, MutableDirectBuffer buffer, int offset) {
        readFiguresOut.wrapAndApplyHeader(buffer, offset, header);
        return readFiguresOut.limit() - offset;
    }

    Command readFigures() {
        readFiguresIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ReadFiguresDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.ReadFigures();
    }
}
