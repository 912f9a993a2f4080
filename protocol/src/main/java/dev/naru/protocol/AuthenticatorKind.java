// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** What can fail to prove, and be locked for it: the order is the wire's, append only. */
public enum AuthenticatorKind {
    /** A chip card. */
    CARD,
    /** The key of a device. */
    DEVICE,
    /** The payer's account, over all its cards and devices. */
    PAYER
}
