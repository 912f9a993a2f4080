// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

/** What a tap is asked for. */
public enum Purpose {
    /** To pay somebody. */
    PAYMENT,
    /** To take money out of the hub's sight: as cash, or to an account. */
    WITHDRAWAL,
    /** To set how much may be paid; which limit it is, is said beside the new amount. */
    LIMIT_CHANGE,
    /** To let another device speak for the customer. */
    DEVICE_ENROLMENT,
    /** To be let in. */
    LOGIN,
    /** To have the card remembered. */
    CARD_ENROLMENT;

    /** Whether a payment with an amount and a payee is behind it. */
    public boolean movesMoney() {
        return switch (this) {
            case PAYMENT, WITHDRAWAL -> true;
            case LIMIT_CHANGE, DEVICE_ENROLMENT, LOGIN, CARD_ENROLMENT -> false;
        };
    }
}
