// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** What is paid for. The order is the wire's: append only. */
public enum PaymentKind {
    /**
     * A purchase by a merchant's QR code: nobody at a till can wait, so a screening hit refuses.
     */
    QR_PURCHASE,
    /** Money sent to a person: a screening hit can hold it. */
    REMITTANCE
}
