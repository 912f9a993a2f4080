// SPDX-License-Identifier: Apache-2.0
/**
 * Payments: how they begin, wait, are sent, are answered and end, and what is remembered of them.
 *
 * <pre>
 *   InitiatePayment --> HELD ------> RESERVED --> DISPATCHED --> COMPLETED | REJECTED | BLOCKED
 *        |                |             |             |                      ^
 *        v                v             v             v                      |
 *     REJECTED    REJECTED|EXPIRED   EXPIRED       IN_DOUBT -----------------+
 * </pre>
 *
 * <p>Before the dispatch time voids a payment; after it time only asks, and the money stays
 * reserved until the other side says something final.
 *
 * <p>Never comes here: a price, an account's arithmetic, a message format. Start at {@link
 * dev.naru.core.payment.Payments}; the checks and their order are in {@code Judgement}.
 */
@NullMarked
package dev.naru.core.payment;

import org.jspecify.annotations.NullMarked;
