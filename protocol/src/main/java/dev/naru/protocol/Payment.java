// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.Optional;

/**
 * A payment as the machine remembers it.
 *
 * @param number the machine's own number for it, unique in the hub, rising from 1
 * @param id the caller's id
 * @param participantId who sent it
 * @param state where it is
 * @param rejection why the hub refused it, empty where the hub did not
 * @param isoReason the other side's reason (four characters), empty where it gave none
 * @param priced between whom and how much; empty when it was refused before its quote was known
 * @param times when it reached its states
 */
public record Payment(
        long number,
        PaymentId id,
        int participantId,
        PaymentState state,
        Optional<Rejection> rejection,
        String isoReason,
        Optional<Priced> priced,
        Timeline times) {
    public Payment {
        Check.positive("payment.number", number);
        Check.participant("payment.participantId", participantId);
        Check.isoReason("payment.isoReason", isoReason);
    }

    /** Between whom and how much. */
    public record Priced(Route route, Price price) {}
}
