// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * What it means when the other side says that it does not know a payment. The order is the wire's:
 * append only.
 */
public enum NotFoundRule {
    /** Past the execution deadline the link's rules bar a later execution: the payment is void. */
    ENDS_AFTER_DEADLINE,
    /** It proves nothing. */
    NEVER_ENDS
}
