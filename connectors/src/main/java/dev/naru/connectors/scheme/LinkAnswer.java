// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Money;
import dev.naru.protocol.PaymentId;
import java.util.Optional;

/**
 * What the other side said of one payment.
 *
 * @param amount what it says was paid; empty where it does not say
 * @param isoReason four characters, or empty
 * @param particulars travels into the event
 */
public record LinkAnswer(
        long paymentNumber,
        PaymentId paymentId,
        AnswerStatus status,
        Optional<Money> amount,
        String isoReason,
        Bytes particulars) {

    /** Stands beside an amount that is not named. */
    private static final Currency ANY = Currency.KRW;

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
                particulars);
    }
}
