// SPDX-License-Identifier: Apache-2.0
/**
 * What members are told of their day, and what settlement banks tell of theirs. Begin with {@link
 * dev.naru.settlement.statement.ItemFile} and {@link dev.naru.settlement.funding.BankEntries}.
 */
@NullMarked
package dev.naru.settlement;

import org.jspecify.annotations.NullMarked;
