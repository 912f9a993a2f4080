// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** Whether a card, a device or a payer may prove anything: the order is the wire's, append only. */
public enum AuthenticatorStatus {
    /** It may. */
    ACTIVE,
    /** It may not, and can be enrolled again. */
    REMOVED
}
