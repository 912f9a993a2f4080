// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.time.OffsetDateTime;

/**
 * Who asks or answers whom ({@code Assgnmt}). Only agents are spoken here, not other parties.
 *
 * @param messageId at most 35 characters
 * @param creationDateTime when the message was made
 * @param assigner the agent that sends the message
 * @param assignee the agent that is to act on it
 */
public record IdentificationAssignment(
        String messageId,
        OffsetDateTime creationDateTime,
        FinancialInstitutionIdentification assigner,
        FinancialInstitutionIdentification assignee) {}
