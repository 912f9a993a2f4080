// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * What the other side said of a payment, as its link understands it. The order is the wire's:
 * append only.
 */
public enum AnswerStatus {
    /** The payee has been or will certainly be paid. */
    ACCEPTED,
    /** The payment will never happen there. */
    REJECTED,
    /** The other side holds the funds frozen; they do not come back. */
    BLOCKED,
    /** Received or being worked on; nothing final. */
    INTERIM,
    /** The other side does not know the payment. */
    NOT_FOUND,
    /** Something came that cannot be understood: it says nothing, and is kept to be looked at. */
    UNCLEAR
}
