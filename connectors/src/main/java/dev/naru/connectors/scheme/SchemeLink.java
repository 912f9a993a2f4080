// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.protocol.Event;
import java.time.Duration;

/**
 * How one scheme's switch is spoken to. Each call asks once, returns within its time-out, never
 * throws at what the other side does, and never repeats by itself. Safe for many threads.
 */
public interface SchemeLink {
    /**
     * Makes the message for a payment; nothing is sent. The same event makes the same bytes.
     *
     * @param reservedAtNs when the payment was reserved, epoch nanoseconds
     */
    Draft draft(Event.PaymentReserved payment, long reservedAtNs);

    /**
     * How long after its reservation the partner may still execute a payment, by the rules of the
     * link and on the hub's clock: whatever the two clocks may differ by is in it. A payment that
     * arrives later is refused there.
     */
    Duration executionTime();

    /** Sends a payment. It is called at most once for each payment. */
    LinkReply send(Draft.Ready draft, Duration timeout);

    /**
     * Asks what became of a payment.
     *
     * @param dueAtNs when the enquiry fell due, epoch nanoseconds
     */
    LinkReply enquire(Event.EnquiryDue enquiry, long dueAtNs, Duration timeout);

    /** Asks about a payment that does not exist; whether the switch gave any sensible answer. */
    boolean answersProbe(Duration timeout);

    /** Says something of the session, and hears whether the switch agrees. */
    SessionReply session(SessionEvent event, Duration timeout);
}
