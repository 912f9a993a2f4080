// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** Why a person has to look at an answer, or at a silence. The order is the wire's: append only. */
public enum RecoveryReason {
    /** A final answer that contradicts the one that ended the payment. */
    CONTRADICTION,
    /** The other side accepted what the hub had already voided. */
    ACCEPTED_AFTER_VOID,
    /** The amount or currency is not the payment's. */
    WRONG_AMOUNT,
    /** It came over a link that the payment was not sent on. */
    WRONG_LINK,
    /** It answers a payment that was never dispatched. */
    NEVER_DISPATCHED,
    /** Every scheduled enquiry has had its time, and nothing final is known. */
    NO_ANSWER
}
