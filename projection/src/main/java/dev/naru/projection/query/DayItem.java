// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Transfer;
import java.util.List;
import java.util.Optional;

/**
 * One transfer that moved a member's position.
 *
 * @param eventNumber of the event by which it was posted
 * @param line its place among the transfers of that event
 * @param atNs when, epoch nanoseconds to the microsecond
 * @param windowNumber into which window of its group
 * @param payment the payment it is of; empty where a window was closed
 */
public record DayItem(
        long eventNumber,
        int line,
        long atNs,
        long windowNumber,
        Transfer transfer,
        Optional<OfPayment> payment) {

    /**
     * The payment that a transfer is of.
     *
     * @param state COMPLETED or BLOCKED
     * @param payeeName empty where nobody gave one
     */
    public record OfPayment(
            long number,
            PaymentId id,
            PaymentKind kind,
            PaymentState state,
            int corridorId,
            int sourceParticipantId,
            int destinationParticipantId,
            Optional<String> payeeName,
            List<PaymentFound.Name> names) {
        public OfPayment {
            names = List.copyOf(names);
        }
    }
}
