// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Command;
import dev.naru.protocol.sbe.IssueChallengeDecoder;
import dev.naru.protocol.sbe.IssueChallengeEncoder;
import dev.naru.protocol.sbe.MessageHeaderEncoder;
import dev.naru.protocol.sbe.ReadAuthenticatorDecoder;
import dev.naru.protocol.sbe.ReadAuthenticatorEncoder;
import dev.naru.protocol.sbe.ReadChallengeDecoder;
import dev.naru.protocol.sbe.ReadChallengeEncoder;
import dev.naru.protocol.sbe.RecordTapDecoder;
import dev.naru.protocol.sbe.RecordTapEncoder;
import dev.naru.protocol.sbe.SetAuthenticatorStatusDecoder;
import dev.naru.protocol.sbe.SetAuthenticatorStatusEncoder;
import dev.naru.protocol.sbe.SetEvidenceRuleDecoder;
import dev.naru.protocol.sbe.SetEvidenceRuleEncoder;
import dev.naru.protocol.sbe.TakeChallengeDecoder;
import dev.naru.protocol.sbe.TakeChallengeEncoder;
import dev.naru.protocol.sbe.UseEvidenceDecoder;
import dev.naru.protocol.sbe.UseEvidenceEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * The commands about card taps and what they prove. Each {@code put} gives how many bytes it wrote.
 */
final class EvidenceCommands {
    private final Frame frame;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final IssueChallengeEncoder issueChallengeOut = new IssueChallengeEncoder();
    private final IssueChallengeDecoder issueChallengeIn = new IssueChallengeDecoder();
    private final TakeChallengeEncoder takeChallengeOut = new TakeChallengeEncoder();
    private final TakeChallengeDecoder takeChallengeIn = new TakeChallengeDecoder();
    private final RecordTapEncoder recordTapOut = new RecordTapEncoder();
    private final RecordTapDecoder recordTapIn = new RecordTapDecoder();
    private final UseEvidenceEncoder useEvidenceOut = new UseEvidenceEncoder();
    private final UseEvidenceDecoder useEvidenceIn = new UseEvidenceDecoder();
    private final SetAuthenticatorStatusEncoder setAuthenticatorStatusOut =
            new SetAuthenticatorStatusEncoder();
    private final SetAuthenticatorStatusDecoder setAuthenticatorStatusIn =
            new SetAuthenticatorStatusDecoder();
    private final ReadChallengeEncoder readChallengeOut = new ReadChallengeEncoder();
    private final ReadChallengeDecoder readChallengeIn = new ReadChallengeDecoder();
    private final ReadAuthenticatorEncoder readAuthenticatorOut = new ReadAuthenticatorEncoder();
    private final ReadAuthenticatorDecoder readAuthenticatorIn = new ReadAuthenticatorDecoder();

    private final SetEvidenceRuleEncoder setEvidenceRuleOut = new SetEvidenceRuleEncoder();
    private final SetEvidenceRuleDecoder setEvidenceRuleIn = new SetEvidenceRuleDecoder();

    EvidenceCommands(Frame frame) {
        this.frame = frame;
    }

    int put(Command.IssueChallenge command, MutableDirectBuffer buffer, int offset) {
        issueChallengeOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(command.participantId())
                .tapWithinNs(command.tapWithinNs());
        PaymentParts.put(issueChallengeOut.requestId(), command.requestId());
        EvidenceParts.put(issueChallengeOut.terms(), command.terms());
        return issueChallengeOut.limit() - offset;
    }

    Command issueChallenge() {
        issueChallengeIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(IssueChallengeDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.IssueChallenge(
                PaymentParts.read(issueChallengeIn.requestId()),
                issueChallengeIn.participantId(),
                EvidenceParts.read(issueChallengeIn.terms()),
                issueChallengeIn.tapWithinNs());
    }

    int put(Command.TakeChallenge command, MutableDirectBuffer buffer, int offset) {
        takeChallengeOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(command.participantId());
        PaymentParts.put(takeChallengeOut.requestId(), command.requestId());
        return takeChallengeOut.limit() - offset;
    }

    Command takeChallenge() {
        takeChallengeIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(TakeChallengeDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.TakeChallenge(
                takeChallengeIn.participantId(), PaymentParts.read(takeChallengeIn.requestId()));
    }

    int put(Command.RecordTap command, MutableDirectBuffer buffer, int offset) {
        recordTapOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(command.participantId())
                .challengeNumber(command.challengeNumber());
        EvidenceParts.put(recordTapOut.findings(), command.findings());
        return recordTapOut.limit() - offset;
    }

    Command recordTap() {
        recordTapIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(RecordTapDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.RecordTap(
                recordTapIn.participantId(),
                recordTapIn.challengeNumber(),
                EvidenceParts.read(recordTapIn.findings()));
    }

    int put(Command.UseEvidence command, MutableDirectBuffer buffer, int offset) {
        useEvidenceOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(command.participantId())
                .evidenceReference(command.evidenceReference())
                .purpose(Codes.code(command.purpose()));
        PaymentParts.put(useEvidenceOut.requestId(), command.requestId());
        PaymentParts.put(useEvidenceOut.transaction(), command.transaction());
        return useEvidenceOut.limit() - offset;
    }

    Command useEvidence() {
        useEvidenceIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(UseEvidenceDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.UseEvidence(
                useEvidenceIn.participantId(),
                PaymentParts.read(useEvidenceIn.requestId()),
                useEvidenceIn.evidenceReference(),
                Codes.read(Codes.CHALLENGE_PURPOSES, useEvidenceIn.purposeRaw()),
                PaymentParts.read(useEvidenceIn.transaction()));
    }

    int put(Command.SetAuthenticatorStatus command, MutableDirectBuffer buffer, int offset) {
        setAuthenticatorStatusOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(command.participantId())
                .kind(Codes.code(command.kind()))
                .status(Codes.code(command.status()));
        PaymentParts.put(setAuthenticatorStatusOut.key(), command.key());
        return setAuthenticatorStatusOut.limit() - offset;
    }

    Command setAuthenticatorStatus() {
        setAuthenticatorStatusIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(SetAuthenticatorStatusDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.SetAuthenticatorStatus(
                setAuthenticatorStatusIn.participantId(),
                Codes.read(Codes.AUTHENTICATOR_KINDS, setAuthenticatorStatusIn.kindRaw()),
                PaymentParts.read(setAuthenticatorStatusIn.key()),
                Codes.read(Codes.AUTHENTICATOR_STATUSES, setAuthenticatorStatusIn.statusRaw()));
    }

    int put(Command.ReadChallenge command, MutableDirectBuffer buffer, int offset) {
        readChallengeOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(command.participantId());
        PaymentParts.put(readChallengeOut.requestId(), command.requestId());
        return readChallengeOut.limit() - offset;
    }

    Command readChallenge() {
        readChallengeIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ReadChallengeDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.ReadChallenge(
                readChallengeIn.participantId(), PaymentParts.read(readChallengeIn.requestId()));
    }

    int put(Command.ReadAuthenticator command, MutableDirectBuffer buffer, int offset) {
        readAuthenticatorOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(command.participantId())
                .kind(Codes.code(command.kind()));
        PaymentParts.put(readAuthenticatorOut.key(), command.key());
        return readAuthenticatorOut.limit() - offset;
    }

    Command readAuthenticator() {
        readAuthenticatorIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ReadAuthenticatorDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.ReadAuthenticator(
                readAuthenticatorIn.participantId(),
                Codes.read(Codes.AUTHENTICATOR_KINDS, readAuthenticatorIn.kindRaw()),
                PaymentParts.read(readAuthenticatorIn.key()));
    }

    int put(Command.SetEvidenceRule command, MutableDirectBuffer buffer, int offset) {
        setEvidenceRuleOut.wrapAndApplyHeader(buffer, offset, header);
        EvidenceParts.put(setEvidenceRuleOut.rule(), command);
        return setEvidenceRuleOut.limit() - offset;
    }

    Command setEvidenceRule() {
        setEvidenceRuleIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(SetEvidenceRuleDecoder.BLOCK_LENGTH),
                frame.version());
        return EvidenceParts.read(setEvidenceRuleIn.rule());
    }
}
