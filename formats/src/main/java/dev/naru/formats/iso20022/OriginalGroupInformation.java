// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The message that an answer or an enquiry is about.
 *
 * @param messageId at most 35 characters
 * @param messageNameId its definition, such as {@code pacs.008.001.08}; at most 35 characters
 * @param creationDateTime when it was made
 */
public record OriginalGroupInformation(
        String messageId, String messageNameId, Optional<OffsetDateTime> creationDateTime) {}
