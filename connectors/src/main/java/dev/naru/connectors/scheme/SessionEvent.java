// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

/** What two ends of a link say of their session. */
public enum SessionEvent {
    /** From now on we send payments. Said again it changes nothing. */
    SIGN_ON,
    /** Are you there, and are we signed on? */
    ECHO,
    /** From now on no payments; what is under way is still answered and asked for. */
    SIGN_OFF
}
