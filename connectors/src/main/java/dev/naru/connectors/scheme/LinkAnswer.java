// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Money;
import dev.naru.protocol.PaymentId;

/**
 * What the other side said of one payment.
 *
 * @param amount what it says was paid; zero where it does not say
 * @param isoReason four characters, or empty
 * @param particulars travels into the event
 */
public record LinkAnswer(
        long paymentNumber,
        PaymentId paymentId,
        AnswerStatus status,
        Money amount,
        String isoReason,
        Bytes particulars) {

    /** The command that reports it, over this link. */
    public Command.RecordAnswer over(int linkParticipantId) {
        return new Command.RecordAnswer(
                paymentNumber,
                paymentId,
                linkParticipantId,
                status,
                amount.minor(),
                amount.currency(),
                isoReason,
                particulars);
    }
}
