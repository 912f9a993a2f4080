// SPDX-License-Identifier: Apache-2.0
/**
 * What a member is told of its day: each transfer that moved its position, as CSV and as camt.054.
 * docs/members-day.md says field by field what is in the files. Begin with {@link
 * dev.naru.settlement.statement.ItemFile}.
 *
 * <p>What never comes here: who may see a file, HTTP, anything that moves money.
 */
@NullMarked
package dev.naru.settlement.statement;

import org.jspecify.annotations.NullMarked;
