// SPDX-License-Identifier: Apache-2.0
/**
 * Whose money: settlement groups, their accounts, the members' headroom, and chains of transfers
 * that are pending, posted or void as a whole.
 *
 * <p>In every group the posted sums of all accounts are zero together, and so are the pending ones:
 * each transfer debits one account and credits another of the same group by the same amount. What a
 * participant takes from its own customers is not booked here.
 *
 * <p>Never comes here: why a payment is made, a price, a currency's conversion. Start at {@link
 * dev.naru.core.ledger.Member} for the headroom rules and {@link dev.naru.core.ledger.Chain} for
 * what moves.
 */
@NullMarked
package dev.naru.core.ledger;

import org.jspecify.annotations.NullMarked;
