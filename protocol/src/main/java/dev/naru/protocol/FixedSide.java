// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** Which amount the caller of a quote names. The order is the wire's: append only. */
public enum FixedSide {
    /** What is converted in the source currency, before the payer's fee. */
    SOURCE,
    /** What the payee's side is sent in the destination currency, before the payee's fee. */
    DESTINATION
}
