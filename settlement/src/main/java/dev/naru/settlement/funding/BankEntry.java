// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.funding;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An entry of the settlement bank as it is kept.
 *
 * @param bank the code of the bank
 * @param reference what the bank calls the entry
 * @param messageId of the message that brought it first
 * @param booked the day or moment that the bank names, or an empty text
 * @param participantId whose funding it is; empty where it is nobody's
 * @param unmatched why it is nobody's
 * @param submittedBy the person who brought it
 * @param confirmedBy the other person
 * @param fundedAt when the machine had recorded it
 */
public record BankEntry(
        long number,
        int groupId,
        String bank,
        String reference,
        String messageId,
        long amountMinor,
        String booked,
        OptionalInt participantId,
        Optional<Unmatched> unmatched,
        long submittedBy,
        OffsetDateTime submittedAt,
        OptionalLong confirmedBy,
        Optional<OffsetDateTime> confirmedAt,
        Optional<OffsetDateTime> fundedAt) {

    /** How far an entry is. */
    public enum Status {
        /** Nobody's: for people to look at. */
        UNMATCHED,
        /** Waits for a second person. */
        MATCHED,
        /** Confirmed, and the machine's answer was not heard yet: confirm again. */
        CONFIRMED,
        /** The funding is recorded. */
        FUNDED
    }

    /** How far it is. */
    public Status status() {
        if (unmatched.isPresent()) {
            return Status.UNMATCHED;
        }
        if (fundedAt.isPresent()) {
            return Status.FUNDED;
        }
        return confirmedBy.isPresent() ? Status.CONFIRMED : Status.MATCHED;
    }
}
