// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * Whether a participant may take part in new payments. Payments under way go on. The order is the
 * wire's: append only.
 */
public enum ParticipantStatus {
    /** May send, receive and convert. */
    ACTIVE,
    /** Takes part in nothing new. */
    SUSPENDED
}
