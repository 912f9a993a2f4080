// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * What became of a tap, for the audit log alone: who tapped hears that it proved, or that it did
 * not. The order is the wire's, append only; where several apply, the first of these is told:
 * {@link #TOO_LATE}, {@link #REMOVED}, {@link #TOO_NEW}, {@link #DEVICE_REQUIRED}, {@link #LOCKED},
 * {@link #UNPROVED}, and then what is wrong with the card, the key and the counters. What is named
 * before {@link #UNPROVED} is nobody's failure.
 */
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
    /** Card, device or payer were locked since the challenge was issued. */
    LOCKED,
    /** The verifier took longer than it may. */
    TOO_LATE,
    /** Card or device was taken away since the challenge was issued, or is another payer's now. */
    REMOVED,
    /**
     * Card or device was enrolled anew since the challenge was issued, and may not prove this in
     * its first day; or what is new has used up the first day's limit, or the limit came down.
     */
    TOO_NEW,
    /** A card was to be enrolled, and a device came that has to sign as well. */
    DEVICE_REQUIRED
}
