// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * What the pacs messages begin with. The two agents may stand in the header or in the transaction;
 * they are written in the header and read from either, never from both.
 *
 * @param messageId at most 35 characters
 * @param creationDateTime when the message was made
 * @param instructingAgent the agent that sends
 * @param instructedAgent the agent that receives
 */
public record GroupHeader(
        String messageId,
        OffsetDateTime creationDateTime,
        Optional<FinancialInstitutionIdentification> instructingAgent,
        Optional<FinancialInstitutionIdentification> instructedAgent) {}
