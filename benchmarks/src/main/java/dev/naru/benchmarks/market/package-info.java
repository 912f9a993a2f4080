// SPDX-License-Identifier: Apache-2.0
/**
 * The world that is measured: participants, groups, corridors and prices of a chosen size, and the
 * payments in it, each computed from its own index so that a run can be repeated exactly.
 *
 * <p>Never comes here: time, threads, or how a command travels.
 *
 * <p>Start at {@link dev.naru.benchmarks.market.Market}.
 */
@NullMarked
package dev.naru.benchmarks.market;

import org.jspecify.annotations.NullMarked;
