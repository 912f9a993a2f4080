// SPDX-License-Identifier: Apache-2.0
/**
 * The machine that decides: a deterministic, single-threaded state machine that holds every
 * balance, quote, payment, limit and window. Commands in, one outcome each, numbered events out.
 *
 * <p>What lives here: {@link dev.naru.core.Machine}, what it is set up with, and the three narrow
 * interfaces by which its node gives it a log of events and a place for snapshots. Each sub-package
 * keeps one kind of state and the decisions about it, and they build upon each other in this order:
 * {@code memory}, {@code snapshot} and {@code journal} (tools without a word of business), {@code
 * directory} (who), {@code ledger} (whose money), {@code corridor} (whereto), {@code limit}, {@code
 * evidence}, {@code quote}, {@code payment} and {@code settlement}.
 *
 * <p>Never comes here: a clock, randomness, a thread, a lock, input or output, logging, reflection,
 * floating point, the default locale or time zone, the order of a hash map, or a word of ISO 20022,
 * EMV or one national scheme. Start at {@link dev.naru.core.Machine}.
 */
@NullMarked
package dev.naru.core;

import org.jspecify.annotations.NullMarked;
