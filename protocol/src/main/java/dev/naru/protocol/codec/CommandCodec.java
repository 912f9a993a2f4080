// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Command;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Malformed;
import dev.naru.protocol.Received;
import dev.naru.protocol.sbe.AcknowledgeEventsDecoder;
import dev.naru.protocol.sbe.AskAgainDecoder;
import dev.naru.protocol.sbe.CloseRecoveryItemDecoder;
import dev.naru.protocol.sbe.CloseWindowDecoder;
import dev.naru.protocol.sbe.CreateQuoteDecoder;
import dev.naru.protocol.sbe.DecideHoldDecoder;
import dev.naru.protocol.sbe.DefineCorridorDecoder;
import dev.naru.protocol.sbe.DefineGroupDecoder;
import dev.naru.protocol.sbe.DefineParticipantDecoder;
import dev.naru.protocol.sbe.InitiatePaymentDecoder;
import dev.naru.protocol.sbe.IssueChallengeDecoder;
import dev.naru.protocol.sbe.MoveTimeDecoder;
import dev.naru.protocol.sbe.PublishRateDecoder;
import dev.naru.protocol.sbe.ReadAccountsDecoder;
import dev.naru.protocol.sbe.ReadAuthenticatorDecoder;
import dev.naru.protocol.sbe.ReadChallengeDecoder;
import dev.naru.protocol.sbe.ReadCorridorsDecoder;
import dev.naru.protocol.sbe.ReadEventReadersDecoder;
import dev.naru.protocol.sbe.ReadFiguresDecoder;
import dev.naru.protocol.sbe.ReadGroupsDecoder;
import dev.naru.protocol.sbe.ReadParticipantPositionsDecoder;
import dev.naru.protocol.sbe.ReadParticipantsDecoder;
import dev.naru.protocol.sbe.ReadPaymentDecoder;
import dev.naru.protocol.sbe.ReadPaymentsDecoder;
import dev.naru.protocol.sbe.ReadPositionsDecoder;
import dev.naru.protocol.sbe.ReadQuoteDecoder;
import dev.naru.protocol.sbe.ReadRatesDecoder;
import dev.naru.protocol.sbe.ReadRecoveryItemsDecoder;
import dev.naru.protocol.sbe.RecordAnswerDecoder;
import dev.naru.protocol.sbe.RecordDispatchDecoder;
import dev.naru.protocol.sbe.RecordFundingDecoder;
import dev.naru.protocol.sbe.RecordTapDecoder;
import dev.naru.protocol.sbe.RemoveEventReaderDecoder;
import dev.naru.protocol.sbe.SetAuthenticatorStatusDecoder;
import dev.naru.protocol.sbe.SetCorridorStatusDecoder;
import dev.naru.protocol.sbe.SetEvidenceRuleDecoder;
import dev.naru.protocol.sbe.SetHeadroomDecoder;
import dev.naru.protocol.sbe.SetParticipantStatusDecoder;
import dev.naru.protocol.sbe.TakeChallengeDecoder;
import dev.naru.protocol.sbe.UseEvidenceDecoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes commands as bytes and reads them back. Bytes come from anywhere, so reading trusts none of
 * them.
 *
 * <p>Not for two threads: it holds the flyweights that it reads and writes through.
 */
public final class CommandCodec {
    private final Frame frame = new Frame(Frame.Newer.REFUSED);
    private final PaymentCommands payments = new PaymentCommands(frame);
    private final OperatorCommands operator = new OperatorCommands(frame);
    private final ReadCommands reads = new ReadCommands(frame);
    private final ReaderCommands readers = new ReaderCommands(frame);
    private final EvidenceCommands evidence = new EvidenceCommands(frame);

    /** Creates its own flyweights. */
    public CommandCodec() {}

    /**
     * Writes a command into a buffer that has room for {@link Limits#COMMAND_BYTES} after the
     * offset.
     *
     * @return how many bytes it takes, at most {@link Limits#COMMAND_BYTES}
     */
    public int encode(Command command, MutableDirectBuffer buffer, int offset) {
        // The commands of a payment come first: the cases are tried in this order.
        return switch (command) {
            case Command.CreateQuote it -> payments.put(it, buffer, offset);
            case Command.InitiatePayment it -> payments.put(it, buffer, offset);
            case Command.RecordDispatch it -> payments.put(it, buffer, offset);
            case Command.RecordAnswer it -> payments.put(it, buffer, offset);
            case Command.ReadPayment it -> reads.put(it, buffer, offset);
            case Command.DefineParticipant it -> operator.put(it, buffer, offset);
            case Command.SetParticipantStatus it -> operator.put(it, buffer, offset);
            case Command.DefineGroup it -> operator.put(it, buffer, offset);
            case Command.SetHeadroom it -> operator.put(it, buffer, offset);
            case Command.RecordFunding it -> operator.put(it, buffer, offset);
            case Command.DefineCorridor it -> operator.put(it, buffer, offset);
            case Command.SetCorridorStatus it -> operator.put(it, buffer, offset);
            case Command.CloseWindow it -> operator.put(it, buffer, offset);
            case Command.CloseRecoveryItem it -> operator.put(it, buffer, offset);
            case Command.DecideHold it -> operator.put(it, buffer, offset);
            case Command.AskAgain it -> operator.put(it, buffer, offset);
            case Command.MoveTime it -> operator.put(it, buffer, offset);
            case Command.PublishRate it -> payments.put(it, buffer, offset);
            case Command.ReadPayments it -> reads.put(it, buffer, offset);
            case Command.ReadQuote it -> reads.put(it, buffer, offset);
            case Command.ReadParticipants it -> reads.put(it, buffer, offset);
            case Command.ReadGroups it -> reads.put(it, buffer, offset);
            case Command.ReadCorridors it -> reads.put(it, buffer, offset);
            case Command.ReadPositions it -> reads.put(it, buffer, offset);
            case Command.ReadParticipantPositions it -> reads.put(it, buffer, offset);
            case Command.ReadAccounts it -> reads.put(it, buffer, offset);
            case Command.ReadRates it -> reads.put(it, buffer, offset);
            case Command.ReadRecoveryItems it -> reads.put(it, buffer, offset);
            case Command.ReadFigures it -> reads.put(it, buffer, offset);
            case Command.AcknowledgeEvents it -> readers.put(it, buffer, offset);
            case Command.RemoveEventReader it -> readers.put(it, buffer, offset);
            case Command.ReadEventReaders it -> readers.put(it, buffer, offset);
            case Command.IssueChallenge it -> evidence.put(it, buffer, offset);
            case Command.TakeChallenge it -> evidence.put(it, buffer, offset);
            case Command.RecordTap it -> evidence.put(it, buffer, offset);
            case Command.UseEvidence it -> evidence.put(it, buffer, offset);
            case Command.SetEvidenceRule it -> evidence.put(it, buffer, offset);
            case Command.SetAuthenticatorStatus it -> evidence.put(it, buffer, offset);
            case Command.ReadChallenge it -> evidence.put(it, buffer, offset);
            case Command.ReadAuthenticator it -> evidence.put(it, buffer, offset);
        };
    }

    /**
     * Reads a command, whatever the bytes are: what is not exactly one command of this schema is
     * {@link Malformed}.
     *
     * @throws IndexOutOfBoundsException only when the buffer does not have these bytes, which is
     *     the caller's bug
     */
    public Received decode(DirectBuffer buffer, int offset, int length) {
        if (length > Limits.COMMAND_BYTES) {
            return new Malformed("a command of " + length + " bytes");
        }
        try {
            Command command = read(frame.open(buffer, offset, length));
            frame.close();
            return command;
        } catch (IllegalArgumentException malformed) {
            return new Malformed(String.valueOf(malformed.getMessage()));
        }
    }

    private Command read(int templateId) {
        return switch (templateId) {
            case DefineParticipantDecoder.TEMPLATE_ID -> operator.defineParticipant();
            case SetParticipantStatusDecoder.TEMPLATE_ID -> operator.setParticipantStatus();
            case DefineGroupDecoder.TEMPLATE_ID -> operator.defineGroup();
            case SetHeadroomDecoder.TEMPLATE_ID -> operator.setHeadroom();
            case RecordFundingDecoder.TEMPLATE_ID -> operator.recordFunding();
            case DefineCorridorDecoder.TEMPLATE_ID -> operator.defineCorridor();
            case SetCorridorStatusDecoder.TEMPLATE_ID -> operator.setCorridorStatus();
            case CloseWindowDecoder.TEMPLATE_ID -> operator.closeWindow();
            case CloseRecoveryItemDecoder.TEMPLATE_ID -> operator.closeRecoveryItem();
            case DecideHoldDecoder.TEMPLATE_ID -> operator.decideHold();
            case AskAgainDecoder.TEMPLATE_ID -> operator.askAgain();
            case MoveTimeDecoder.TEMPLATE_ID -> operator.moveTime();
            case PublishRateDecoder.TEMPLATE_ID -> payments.publishRate();
            case CreateQuoteDecoder.TEMPLATE_ID -> payments.createQuote();
            case InitiatePaymentDecoder.TEMPLATE_ID -> payments.initiatePayment();
            case RecordDispatchDecoder.TEMPLATE_ID -> payments.recordDispatch();
            case RecordAnswerDecoder.TEMPLATE_ID -> payments.recordAnswer();
            case ReadPaymentDecoder.TEMPLATE_ID -> reads.readPayment();
            case ReadPaymentsDecoder.TEMPLATE_ID -> reads.readPayments();
            case ReadQuoteDecoder.TEMPLATE_ID -> reads.readQuote();
            case ReadParticipantsDecoder.TEMPLATE_ID -> reads.readParticipants();
            case ReadGroupsDecoder.TEMPLATE_ID -> reads.readGroups();
            case ReadCorridorsDecoder.TEMPLATE_ID -> reads.readCorridors();
            case ReadPositionsDecoder.TEMPLATE_ID -> reads.readPositions();
            case ReadParticipantPositionsDecoder.TEMPLATE_ID -> reads.readParticipantPositions();
            case ReadAccountsDecoder.TEMPLATE_ID -> reads.readAccounts();
            case ReadRatesDecoder.TEMPLATE_ID -> reads.readRates();
            case ReadRecoveryItemsDecoder.TEMPLATE_ID -> reads.readRecoveryItems();
            case ReadFiguresDecoder.TEMPLATE_ID -> reads.readFigures();
            case AcknowledgeEventsDecoder.TEMPLATE_ID -> readers.acknowledgeEvents();
            case RemoveEventReaderDecoder.TEMPLATE_ID -> readers.removeEventReader();
            case ReadEventReadersDecoder.TEMPLATE_ID -> readers.readEventReaders();
            case IssueChallengeDecoder.TEMPLATE_ID -> evidence.issueChallenge();
            case TakeChallengeDecoder.TEMPLATE_ID -> evidence.takeChallenge();
            case RecordTapDecoder.TEMPLATE_ID -> evidence.recordTap();
            case UseEvidenceDecoder.TEMPLATE_ID -> evidence.useEvidence();
            case SetEvidenceRuleDecoder.TEMPLATE_ID -> evidence.setEvidenceRule();
            case SetAuthenticatorStatusDecoder.TEMPLATE_ID -> evidence.setAuthenticatorStatus();
            case ReadChallengeDecoder.TEMPLATE_ID -> evidence.readChallenge();
            case ReadAuthenticatorDecoder.TEMPLATE_ID -> evidence.readAuthenticator();
            default -> throw new IllegalArgumentException("no command is template " + templateId);
        };
    }
}
