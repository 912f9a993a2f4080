// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** How far a challenge has come: the order is the wire's, append only. */
public enum ChallengeState {
    /** A tap is awaited. */
    ISSUED,
    /** Its one answer is being verified. */
    TAKEN,
    /** The tap proved what it had to; it is evidence now. */
    VERIFIED,
    /** The tap proved nothing. */
    REJECTED,
    /** The evidence was used. */
    USED,
    /** The same card got another one before this was answered. */
    REPLACED
}
