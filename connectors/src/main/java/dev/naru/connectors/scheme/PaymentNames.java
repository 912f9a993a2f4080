// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

import dev.naru.protocol.PaymentId;
import dev.naru.protocol.SortableText;
import java.util.UUID;

/** What a payment is called on the link; all of it follows from its number and id. */
final class PaymentNames {
    private static final String PREFIX = "pmt_";

    private PaymentNames() {}

    /** InstrId, EndToEndId and TxId. */
    static String transaction(long paymentNumber) {
        return SortableText.write(PREFIX, paymentNumber);
    }

    /** The number behind {@link #transaction}, -1 when the text is anything else. */
    static long number(String transaction) {
        return SortableText.read(PREFIX, transaction);
    }

    /** MsgId of the pacs.008. */
    static String transferMessage(long paymentNumber) {
        return "M" + transaction(paymentNumber);
    }

    /** MsgId of a pacs.028. */
    static String enquiryMessage(long paymentNumber, int enquiry) {
        return "E" + transaction(paymentNumber) + "-" + enquiry;
    }

    static UUID uetr(PaymentId id) {
        return new UUID(id.high(), id.low());
    }

    static PaymentId id(UUID uetr) {
        return new PaymentId(uetr.getMostSignificantBits(), uetr.getLeastSignificantBits());
    }
}
