// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.nio.charset.StandardCharsets;

/**
 * Writes records as XML that its schema accepts, or says why it cannot. The same record always
 * gives the same bytes, so a repeat can be byte-identical. What is written is read back as an equal
 * record.
 *
 * <p>It keeps nothing, so one may serve any number of threads.
 */
public final class Iso20022Writer {

    /** Writes a message. */
    public Writing write(Iso20022Message message) {
        MessageDefinition definition = message.definition();
        String name = definition.messageElement();
        XmlOutput out = new XmlOutput(definition);
        try {
            out.openRoot();
            switch (message) {
                case IdentificationVerificationRequest request ->
                        VerificationXml.writeRequest(out, name, request);
                case IdentificationVerificationReport report ->
                        VerificationXml.writeReport(out, name, report);
                case CustomerCreditTransfer transfer ->
                        CreditTransferXml.write(out, name, transfer);
                case PaymentStatusReport report -> StatusXml.writeReport(out, name, report);
                case PaymentStatusRequest request -> StatusXml.writeRequest(out, name, request);
                case DebitCreditNotification notification ->
                        NotificationXml.write(out, name, notification);
            }
            out.close();
            return finished(out);
        } catch (RefusedMessage refused) {
            return new Unwritable(refused.code(), refused.path(), refused.sentence());
        }
    }

    /** Whoever reads as we do would refuse a longer message, so we do not send one. */
    private static Writing finished(XmlOutput out) {
        byte[] bytes = out.text().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Iso20022Reader.MAX_BYTES) {
            return new Unwritable(
                    RefusalCode.TOO_LARGE,
                    "/Document",
                    "A message has at most " + Iso20022Reader.MAX_BYTES + " bytes.");
        }
        return new Written(bytes);
    }
}
