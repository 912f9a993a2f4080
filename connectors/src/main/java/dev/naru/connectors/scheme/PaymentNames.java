// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.protocol.PaymentId;
import dev.naru.protocol.SortableText;
import java.util.UUID;

/** What a payment is called on links; all of it follows from its number and id. */
public final class PaymentNames {
    private static final String PREFIX = "pmt_";

    private PaymentNames() {}

    /** The payment's number as text; in ISO 20022 InstrId, EndToEndId and TxId. */
    public static String transaction(long paymentNumber) {
        return SortableText.write(PREFIX, paymentNumber);
    }

    /** The number behind {@link #transaction}, -1 when the text is anything else. */
    public static long number(String transaction) {
        return SortableText.read(PREFIX, transaction);
    }

    /** MsgId of the pacs.008. */
    public static String transferMessage(long paymentNumber) {
        return "M" + transaction(paymentNumber);
    }

    /** MsgId of a pacs.028. */
    public static String enquiryMessage(long paymentNumber, int enquiry) {
        return "E" + transaction(paymentNumber) + "-" + enquiry;
    }

    /** The id as a UUID, which is the UETR. */
    public static UUID uetr(PaymentId id) {
        return new UUID(id.high(), id.low());
    }

    /** The id behind {@link #uetr}. */
    public static PaymentId id(UUID uetr) {
        return new PaymentId(uetr.getMostSignificantBits(), uetr.getLeastSignificantBits());
    }
}
