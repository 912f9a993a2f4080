// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.funding;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a camt.054 of the settlement bank says to a group's account, or why none of it counts. */
sealed interface Notice {

    /** All of it was understood. */
    record Read(String messageId, List<Line> lines) implements Notice {
        public Read {
            lines = List.copyOf(lines);
        }
    }

    /** Nothing of it counts. */
    record Bad(Submission.Fault fault, String sentence) implements Notice {}

    /**
     * One entry.
     *
     * @param reference the bank's own
     * @param booked the day or moment that the bank names, or an empty text
     * @param participantId whose funding it is
     * @param unmatched why it is nobody's
     */
    record Line(
            String reference,
            long amountMinor,
            String booked,
            OptionalInt participantId,
            Optional<Unmatched> unmatched) {}
}
