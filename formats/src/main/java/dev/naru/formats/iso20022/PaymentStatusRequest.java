// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Asks what became of one transfer (pacs.028.001.04).
 *
 * @param group the message that carried the transfer
 * @param statusRequestId names this enquiry, at most 35 characters
 * @param original the transfer; something in it names it
 * @param acceptanceDateTime when the transfer was accepted
 * @param clearingSystemReference at most 35 characters
 */
public record PaymentStatusRequest(
        GroupHeader header,
        Optional<OriginalGroupInformation> group,
        Optional<String> statusRequestId,
        OriginalTransaction original,
        Optional<OffsetDateTime> acceptanceDateTime,
        Optional<String> clearingSystemReference)
        implements Iso20022Message {

    @Override
    public MessageDefinition definition() {
        return MessageDefinition.PACS_028_001_04;
    }
}
