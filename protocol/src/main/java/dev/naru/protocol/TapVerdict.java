// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** What became of a tap, for the audit log alone: the order is the wire's, append only. */
public enum TapVerdict {
    /** It proved what it had to. */
    VERIFIED,
    /** The verifier refused it, for a fault that its record names. */
    UNPROVED,
    /** Another card was tapped. */
    ANOTHER_CARD,
    /** The card to be enrolled is another payer's. */
    OF_ANOTHER,
    /** The card's key, or how it asks and signs, is not that of its enrolment. */
    ANOTHER_KEY,
    /** The card's counter has not risen. */
    CARD_COUNTER,
    /** The device key's counter has not risen. */
    DEVICE_COUNTER,
    /** Card, device or payer were locked, or taken away, since the challenge was issued. */
    LOCKED,
    /** The verifier took longer than it may. */
    TOO_LATE
}
