// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Limits;
import dev.naru.protocol.sbe.AskAgainDecoder;
import dev.naru.protocol.sbe.AskAgainEncoder;
import dev.naru.protocol.sbe.CloseRecoveryItemDecoder;
import dev.naru.protocol.sbe.CloseRecoveryItemEncoder;
import dev.naru.protocol.sbe.CloseWindowDecoder;
import dev.naru.protocol.sbe.CloseWindowEncoder;
import dev.naru.protocol.sbe.DecideHoldDecoder;
import dev.naru.protocol.sbe.DecideHoldEncoder;
import dev.naru.protocol.sbe.DefineCorridorDecoder;
import dev.naru.protocol.sbe.DefineCorridorEncoder;
import dev.naru.protocol.sbe.DefineGroupDecoder;
import dev.naru.protocol.sbe.DefineGroupEncoder;
import dev.naru.protocol.sbe.DefineParticipantDecoder;
import dev.naru.protocol.sbe.DefineParticipantEncoder;
import dev.naru.protocol.sbe.MessageHeaderEncoder;
import dev.naru.protocol.sbe.MoveTimeDecoder;
import dev.naru.protocol.sbe.MoveTimeEncoder;
import dev.naru.protocol.sbe.RecordFundingDecoder;
import dev.naru.protocol.sbe.RecordFundingEncoder;
import dev.naru.protocol.sbe.SetCorridorStatusDecoder;
import dev.naru.protocol.sbe.SetCorridorStatusEncoder;
import dev.naru.protocol.sbe.SetHeadroomDecoder;
import dev.naru.protocol.sbe.SetHeadroomEncoder;
import dev.naru.protocol.sbe.SetParticipantStatusDecoder;
import dev.naru.protocol.sbe.SetParticipantStatusEncoder;
import org.agrona.MutableDirectBuffer;

/** The operator's commands. Each {@code put} gives how many bytes it wrote. */
final class OperatorCommands {
    private final Frame frame;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final DefineParticipantEncoder defineParticipantOut = new DefineParticipantEncoder();
    private final DefineParticipantDecoder defineParticipantIn = new DefineParticipantDecoder();
    private final SetParticipantStatusEncoder setParticipantStatusOut =
            new SetParticipantStatusEncoder();
    private final SetParticipantStatusDecoder setParticipantStatusIn =
            new SetParticipantStatusDecoder();
    private final DefineGroupEncoder defineGroupOut = new DefineGroupEncoder();
    private final DefineGroupDecoder defineGroupIn = new DefineGroupDecoder();
    private final SetHeadroomEncoder setHeadroomOut = new SetHeadroomEncoder();
    private final SetHeadroomDecoder setHeadroomIn = new SetHeadroomDecoder();
    private final RecordFundingEncoder recordFundingOut = new RecordFundingEncoder();
    private final RecordFundingDecoder recordFundingIn = new RecordFundingDecoder();
    private final DefineCorridorEncoder defineCorridorOut = new DefineCorridorEncoder();
    private final DefineCorridorDecoder defineCorridorIn = new DefineCorridorDecoder();
    private final SetCorridorStatusEncoder setCorridorStatusOut = new SetCorridorStatusEncoder();
    private final SetCorridorStatusDecoder setCorridorStatusIn = new SetCorridorStatusDecoder();
    private final CloseWindowEncoder closeWindowOut = new CloseWindowEncoder();
    private final CloseWindowDecoder closeWindowIn = new CloseWindowDecoder();
    private final CloseRecoveryItemEncoder closeRecoveryItemOut = new CloseRecoveryItemEncoder();
    private final CloseRecoveryItemDecoder closeRecoveryItemIn = new CloseRecoveryItemDecoder();
    private final DecideHoldEncoder decideHoldOut = new DecideHoldEncoder();
    private final DecideHoldDecoder decideHoldIn = new DecideHoldDecoder();
    private final AskAgainEncoder askAgainOut = new AskAgainEncoder();
    private final AskAgainDecoder askAgainIn = new AskAgainDecoder();
    private final MoveTimeEncoder moveTimeOut = new MoveTimeEncoder();
    private final MoveTimeDecoder moveTimeIn = new MoveTimeDecoder();

    OperatorCommands(Frame frame) {
        this.frame = frame;
    }

    int put(Command.DefineParticipant command, MutableDirectBuffer buffer, int offset) {
        defineParticipantOut.wrapAndApplyHeader(buffer, offset, header);
        DefinitionParts.put(defineParticipantOut.definition(), command);
        return defineParticipantOut.limit() - offset;
    }

    Command defineParticipant() {
        defineParticipantIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(DefineParticipantDecoder.BLOCK_LENGTH),
                frame.version());
        return DefinitionParts.read(defineParticipantIn.definition());
    }

    int put(Command.SetParticipantStatus command, MutableDirectBuffer buffer, int offset) {
        setParticipantStatusOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(command.participantId())
                .status(Codes.code(command.status()));
        return setParticipantStatusOut.limit() - offset;
    }

    Command setParticipantStatus() {
        setParticipantStatusIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(SetParticipantStatusDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.SetParticipantStatus(
                setParticipantStatusIn.participantId(),
                Codes.read(Codes.PARTICIPANT_STATUSES, setParticipantStatusIn.statusRaw()));
    }

    int put(Command.DefineGroup command, MutableDirectBuffer buffer, int offset) {
        defineGroupOut.wrapAndApplyHeader(buffer, offset, header);
        DefinitionParts.put(defineGroupOut.definition(), command);
        return defineGroupOut.limit() - offset;
    }

    Command defineGroup() {
        defineGroupIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(DefineGroupDecoder.BLOCK_LENGTH),
                frame.version());
        return DefinitionParts.read(defineGroupIn.definition());
    }

    int put(Command.SetHeadroom command, MutableDirectBuffer buffer, int offset) {
        setHeadroomOut.wrapAndApplyHeader(buffer, offset, header);
        DefinitionParts.put(setHeadroomOut.setting(), command);
        return setHeadroomOut.limit() - offset;
    }

    Command setHeadroom() {
        setHeadroomIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(SetHeadroomDecoder.BLOCK_LENGTH),
                frame.version());
        return DefinitionParts.read(setHeadroomIn.setting());
    }

    int put(Command.RecordFunding command, MutableDirectBuffer buffer, int offset) {
        recordFundingOut.wrapAndApplyHeader(buffer, offset, header);
        DefinitionParts.put(recordFundingOut.funding(), command);
        return recordFundingOut.limit() - offset;
    }

    Command recordFunding() {
        recordFundingIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(RecordFundingDecoder.BLOCK_LENGTH),
                frame.version());
        return DefinitionParts.read(recordFundingIn.funding());
    }

    int put(Command.DefineCorridor command, MutableDirectBuffer buffer, int offset) {
        defineCorridorOut.wrapAndApplyHeader(buffer, offset, header);
        DefinitionParts.put(defineCorridorOut.definition(), command);
        return defineCorridorOut.limit() - offset;
    }

    Command defineCorridor() {
        defineCorridorIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(DefineCorridorDecoder.BLOCK_LENGTH),
                frame.version());
        return DefinitionParts.read(defineCorridorIn.definition());
    }

    int put(Command.SetCorridorStatus command, MutableDirectBuffer buffer, int offset) {
        setCorridorStatusOut
                .wrapAndApplyHeader(buffer, offset, header)
                .corridorId(command.corridorId())
                .status(Codes.code(command.status()));
        return setCorridorStatusOut.limit() - offset;
    }

    Command setCorridorStatus() {
        setCorridorStatusIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(SetCorridorStatusDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.SetCorridorStatus(
                setCorridorStatusIn.corridorId(),
                Codes.read(Codes.CORRIDOR_STATUSES, setCorridorStatusIn.statusRaw()));
    }

    int put(Command.CloseWindow command, MutableDirectBuffer buffer, int offset) {
        closeWindowOut
                .wrapAndApplyHeader(buffer, offset, header)
                .groupId(command.groupId())
                .windowNumber(command.windowNumber());
        return closeWindowOut.limit() - offset;
    }

    Command closeWindow() {
        closeWindowIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(CloseWindowDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.CloseWindow(closeWindowIn.groupId(), closeWindowIn.windowNumber());
    }

    int put(Command.CloseRecoveryItem command, MutableDirectBuffer buffer, int offset) {
        closeRecoveryItemOut
                .wrapAndApplyHeader(buffer, offset, header)
                .itemNumber(command.itemNumber())
                .personId(command.personId());
        return closeRecoveryItemOut.limit() - offset;
    }

    Command closeRecoveryItem() {
        closeRecoveryItemIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(CloseRecoveryItemDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.CloseRecoveryItem(
                closeRecoveryItemIn.itemNumber(), closeRecoveryItemIn.personId());
    }

    int put(Command.DecideHold command, MutableDirectBuffer buffer, int offset) {
        decideHoldOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(command.paymentNumber())
                .decision(Codes.code(command.decision()))
                .personId(command.personId());
        return Frame.putBytes(buffer, decideHoldOut.limit(), command.particulars()) - offset;
    }

    Command decideHold() {
        decideHoldIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(DecideHoldDecoder.BLOCK_LENGTH),
                frame.version());
        Bytes particulars = frame.bytes(Limits.PARTICULARS_BYTES);
        return new Command.DecideHold(
                decideHoldIn.paymentNumber(),
                Codes.read(Codes.HOLD_DECISIONS, decideHoldIn.decisionRaw()),
                decideHoldIn.personId(),
                particulars);
    }

    int put(Command.AskAgain command, MutableDirectBuffer buffer, int offset) {
        askAgainOut
                .wrapAndApplyHeader(buffer, offset, header)
                .paymentNumber(command.paymentNumber())
                .personId(command.personId());
        return askAgainOut.limit() - offset;
    }

    Command askAgain() {
        askAgainIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(AskAgainDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.AskAgain(askAgainIn.paymentNumber(), askAgainIn.personId());
    }

    int put(Command.MoveTime command, MutableDirectBuffer buffer, int offset) {
        moveTimeOut.wrapAndApplyHeader(buffer, offset, header).toNs(command.toNs());
        return moveTimeOut.limit() - offset;
    }

    Command moveTime() {
        moveTimeIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(MoveTimeDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.MoveTime(moveTimeIn.toNs());
    }
}
