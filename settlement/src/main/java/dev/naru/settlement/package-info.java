// SPDX-License-Identifier: Apache-2.0
/**
 * What follows from a day's postings. Begin with {@link dev.naru.settlement.statement.ItemFile}.
 */
@NullMarked
package dev.naru.settlement;

import org.jspecify.annotations.NullMarked;
