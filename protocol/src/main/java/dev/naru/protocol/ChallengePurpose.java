// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** What a customer proves with a card for: the order is the wire's, append only. */
public enum ChallengePurpose {
    /** The card itself becomes known. */
    CARD_ENROLMENT,
    /** A device becomes known, by a card that is. */
    DEVICE_ENROLMENT,
    /** One payment. */
    PAYMENT,
    /** Cash without a card. */
    WITHDRAWAL,
    /** A limit of the customer is changed. */
    LIMIT_CHANGE,
    /** The customer enters. */
    LOGIN
}
