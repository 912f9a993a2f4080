// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Invariant;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.sbe.AccountsDecoder;
import dev.naru.protocol.sbe.AnswerTakenDecoder;
import dev.naru.protocol.sbe.AuthenticatorIsDecoder;
import dev.naru.protocol.sbe.ChallengeIsDecoder;
import dev.naru.protocol.sbe.CorridorsDecoder;
import dev.naru.protocol.sbe.DispatchGrantedDecoder;
import dev.naru.protocol.sbe.DoneDecoder;
import dev.naru.protocol.sbe.EventReadersDecoder;
import dev.naru.protocol.sbe.FiguresDecoder;
import dev.naru.protocol.sbe.GroupsDecoder;
import dev.naru.protocol.sbe.ParticipantsDecoder;
import dev.naru.protocol.sbe.PaymentIsDecoder;
import dev.naru.protocol.sbe.PaymentsDecoder;
import dev.naru.protocol.sbe.PositionsDecoder;
import dev.naru.protocol.sbe.QuoteGivenDecoder;
import dev.naru.protocol.sbe.RatesDecoder;
import dev.naru.protocol.sbe.RecoveryItemsDecoder;
import dev.naru.protocol.sbe.RefusedDecoder;
import dev.naru.protocol.sbe.WindowReportDecoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes outcomes as bytes and reads them back. The hub wrote the bytes, so bytes that are no
 * outcome are a bug of ours.
 *
 * <p>Not for two threads: it holds the flyweights that it reads and writes through.
 */
public final class OutcomeCodec {
    /**
     * What no outcome is longer than, in bytes. Only the prices of more than 450 providers of one
     * pair of currencies pass 64 KiB.
     */
    public static final int MOST_BYTES = 640 * 1024;

    private final Frame frame = new Frame(Frame.Newer.TOLERATED);
    private final Answers answers = new Answers(frame);
    private final Reports reports = new Reports(frame);
    private final Pages pages = new Pages(frame);
    private final EvidenceOutcomes evidence = new EvidenceOutcomes(frame);

    /** Creates its own flyweights. */
    public OutcomeCodec() {}

    /**
     * Writes an outcome into a buffer that has room for {@link #MOST_BYTES} after the offset.
     *
     * @return how many bytes it takes, at most {@link #MOST_BYTES}
     */
    public int encode(Outcome outcome, MutableDirectBuffer buffer, int offset) {
        // The outcomes of a payment come first: the cases are tried in this order.
        return switch (outcome) {
            case Outcome.PaymentIs it -> answers.put(it, buffer, offset);
            case Outcome.QuoteGiven it -> answers.put(it, buffer, offset);
            case Outcome.DispatchGranted it -> answers.put(it, buffer, offset);
            case Outcome.AnswerTaken it -> answers.put(it, buffer, offset);
            case Outcome.Refused it -> answers.put(it, buffer, offset);
            case Outcome.Done it -> answers.put(it, buffer, offset);
            case Outcome.WindowReport it -> reports.put(it, buffer, offset);
            case Outcome.Payments it -> pages.put(it, buffer, offset);
            case Outcome.Participants it -> pages.put(it, buffer, offset);
            case Outcome.Groups it -> pages.put(it, buffer, offset);
            case Outcome.Corridors it -> pages.put(it, buffer, offset);
            case Outcome.Positions it -> pages.put(it, buffer, offset);
            case Outcome.Accounts it -> pages.put(it, buffer, offset);
            case Outcome.Rates it -> pages.put(it, buffer, offset);
            case Outcome.RecoveryItems it -> pages.put(it, buffer, offset);
            case Outcome.Figures it -> reports.put(it, buffer, offset);
            case Outcome.EventReaders it -> reports.put(it, buffer, offset);
            case Outcome.ChallengeIs it -> evidence.put(it, buffer, offset);
            case Outcome.AuthenticatorIs it -> evidence.put(it, buffer, offset);
        };
    }

    /**
     * Reads an outcome. Fields that a newer hub appended are left out.
     *
     * @throws Invariant.Broken when the bytes are no outcome
     */
    public Outcome decode(DirectBuffer buffer, int offset, int length) {
        try {
            Outcome outcome = read(frame.open(buffer, offset, length));
            frame.close();
            return outcome;
        } catch (IllegalArgumentException unreadable) {
            throw Invariant.broken("an outcome is readable: " + unreadable.getMessage());
        }
    }

    private Outcome read(int templateId) {
        return switch (templateId) {
            case RefusedDecoder.TEMPLATE_ID -> answers.refused();
            case DoneDecoder.TEMPLATE_ID -> answers.done();
            case QuoteGivenDecoder.TEMPLATE_ID -> answers.quoteGiven();
            case PaymentIsDecoder.TEMPLATE_ID -> answers.paymentIs();
            case DispatchGrantedDecoder.TEMPLATE_ID -> answers.dispatchGranted();
            case AnswerTakenDecoder.TEMPLATE_ID -> answers.answerTaken();
            case WindowReportDecoder.TEMPLATE_ID -> reports.windowReport();
            case PaymentsDecoder.TEMPLATE_ID -> pages.payments();
            case ParticipantsDecoder.TEMPLATE_ID -> pages.participants();
            case GroupsDecoder.TEMPLATE_ID -> pages.groups();
            case CorridorsDecoder.TEMPLATE_ID -> pages.corridors();
            case PositionsDecoder.TEMPLATE_ID -> pages.positions();
            case AccountsDecoder.TEMPLATE_ID -> pages.accounts();
            case RatesDecoder.TEMPLATE_ID -> pages.rates();
            case RecoveryItemsDecoder.TEMPLATE_ID -> pages.recoveryItems();
            case FiguresDecoder.TEMPLATE_ID -> reports.figures();
            case EventReadersDecoder.TEMPLATE_ID -> reports.eventReaders();
            case ChallengeIsDecoder.TEMPLATE_ID -> evidence.challengeIs();
            case AuthenticatorIsDecoder.TEMPLATE_ID -> evidence.authenticatorIs();
            default -> throw new IllegalArgumentException("no outcome is template " + templateId);
        };
    }
}
