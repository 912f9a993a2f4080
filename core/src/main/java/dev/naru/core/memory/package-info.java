// SPDX-License-Identifier: Apache-2.0
/**
 * Plain structures that everything above keeps its state in: records of a fixed size outside the
 * heap, an index to look them up, a queue of deadlines, and how much of a room is whose.
 *
 * <p>Never comes here: a word of business, or an order that depends on a hash. Start at {@link
 * dev.naru.core.memory.Slabs} and {@link dev.naru.core.memory.LookupIndex}.
 */
@NullMarked
package dev.naru.core.memory;

import org.jspecify.annotations.NullMarked;
