// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** Why a transfer moves. The order is the wire's: append only. */
public enum TransferPurpose {
    /** The payment itself, in one of its currencies. */
    PRINCIPAL,
    /**
     * The difference between what the payer or provider gives and what the other gets, 0 or 1 minor
     * unit.
     */
    ROUNDING,
    /** The payer's fee. */
    PAYER_FEE,
    /** The payee's fee. */
    PAYEE_FEE,
    /** Prefunding paid in. */
    FUNDING,
    /** A closed window's position that became an obligation. */
    WINDOW_CLOSE
}
