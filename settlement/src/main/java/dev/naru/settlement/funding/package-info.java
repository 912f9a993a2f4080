// SPDX-License-Identifier: Apache-2.0
/**
 * Prefunding by what the settlement bank says: its camt.054 is read and matched, kept in a schema
 * of its own, and confirmed by a second person. Begin with {@link
 * dev.naru.settlement.funding.BankEntries}.
 *
 * <p>What never comes here: anything that moves money. Whoever confirmed asks the machine, by an id
 * that follows from the bank's own reference, so that however often it is asked it moves once.
 */
@NullMarked
package dev.naru.settlement.funding;

import org.jspecify.annotations.NullMarked;
