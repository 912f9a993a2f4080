// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * What a participant is to the hub. A settlement bank is never one. The order is the wire's: append
 * only.
 */
public enum ParticipantKind {
    /** A bank, e-money issuer or payment gateway that its customers pay or are paid through. */
    MEMBER,
    /** The switch of another country's scheme. */
    PARTNER_SWITCH,
    /** Sells the destination currency for the source currency. */
    FX_PROVIDER,
    /** Runs the hub. */
    OPERATOR
}
