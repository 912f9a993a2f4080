// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.protocol.AnswerParticulars;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.KeptMessages;
import dev.naru.protocol.LinkMessage;
import dev.naru.protocol.Money;
import dev.naru.protocol.PaymentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the other side said of one payment.
 *
 * @param amount what it says was paid; empty where it does not say
 * @param isoReason four characters, or empty
 * @param particulars travels into the event
 * @param messages that it was made of, in the order in which they crossed the link; they travel
 *     into the event as well
 */
public record LinkAnswer(
        long paymentNumber,
        PaymentId paymentId,
        AnswerStatus status,
        Optional<Money> amount,
        String isoReason,
        Bytes particulars,
        List<LinkMessage> messages) {

    /** Stands beside an amount that is not named. */
    private static final Currency ANY = Currency.KRW;

    public LinkAnswer {
        messages = List.copyOf(messages);
    }

    /** What came about a payment and cannot be understood. */
    public static LinkAnswer unclear(
            long paymentNumber, PaymentId paymentId, List<LinkMessage> messages) {
        return new LinkAnswer(
                paymentNumber,
                paymentId,
                AnswerStatus.UNCLEAR,
                Optional.empty(),
                "",
                AnswerParticulars.NONE.toBytes(),
                messages);
    }

    /** The same, with what crossed the link before. */
    public LinkAnswer after(List<LinkMessage> earlier) {
        return with(earlier, messages);
    }

    /** The same, with what crossed the link since and changes nothing about it. */
    public LinkAnswer before(List<LinkMessage> later) {
        return with(messages, later);
    }

    private LinkAnswer with(List<LinkMessage> first, List<LinkMessage> then) {
        List<LinkMessage> all = new ArrayList<>(first);
        all.addAll(then);
        return new LinkAnswer(
                paymentNumber, paymentId, status, amount, isoReason, particulars, all);
    }

    /**
     * The command that reports it, over this link.
     *
     * @param enquiryNumber the status enquiry that it answers; 0 for none
     */
    public Command.RecordAnswer over(int linkParticipantId, int enquiryNumber) {
        return new Command.RecordAnswer(
                paymentNumber,
                paymentId,
                linkParticipantId,
                enquiryNumber,
                status,
                amount.map(Money::minor).orElse(Command.RecordAnswer.NO_AMOUNT),
                amount.map(Money::currency).orElse(ANY),
                isoReason,
                KeptMessages.append(particulars, messages));
    }
}
