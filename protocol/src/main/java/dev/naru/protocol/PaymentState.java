// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** Where a payment is. The order is the wire's: append only. */
public enum PaymentState {
    /** Kept before any money is set aside, until compliance releases or refuses it. */
    HELD,
    /** The whole chain is pending; nothing was sent yet. */
    RESERVED,
    /** The one right to send was granted. */
    DISPATCHED,
    /** Sent, and the answer did not come in time. The money stays reserved. */
    IN_DOUBT,
    /** The whole chain is posted; irrevocable. */
    COMPLETED,
    /** Refused by the hub or by the other side; nothing is posted. */
    REJECTED,
    /** The other side holds the funds frozen; the whole chain is posted. */
    BLOCKED,
    /** Not dispatched in time; nothing is posted. */
    EXPIRED;

    /** Whether nothing can change it any more. */
    public boolean isFinal() {
        return switch (this) {
            case HELD, RESERVED, DISPATCHED, IN_DOUBT -> false;
            case COMPLETED, REJECTED, BLOCKED, EXPIRED -> true;
        };
    }

    /** Whether the chain is posted. */
    public boolean isPosted() {
        return this == COMPLETED || this == BLOCKED;
    }
}
