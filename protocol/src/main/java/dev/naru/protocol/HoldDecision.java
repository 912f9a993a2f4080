// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** What compliance decided. The order is the wire's: append only. */
public enum HoldDecision {
    /** The payment may go on. */
    RELEASE,
    /** The payment is refused. */
    REFUSE
}
