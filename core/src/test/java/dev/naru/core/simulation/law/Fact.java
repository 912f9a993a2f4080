// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Event;
import dev.naru.protocol.RecoveryReason;

/** One event as its reader gets it: with its number, and its time in epoch nanoseconds. */
public record Fact(long number, long timeNs, Event event) {

    /**
     * Whether it happened because a deadline passed, and not because of the command that it came
     * with.
     */
    public boolean isDeadline() {
        return event instanceof Event.PaymentExpired
                || event instanceof Event.PaymentInDoubt
                || (event instanceof Event.EnquiryDue due && due.personId() == 0)
                || (event instanceof Event.RecoveryItemOpened opened
                        && opened.reason() == RecoveryReason.NO_ANSWER);
    }
}
