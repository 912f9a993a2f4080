// SPDX-License-Identifier: Apache-2.0
/**
 * {@code bench cardtap}: what it takes to verify that a genuine card was tapped.
 *
 * <p>Never comes here: a card number, key or cryptogram that is anybody's. What is genuine here is
 * published or made up.
 *
 * <p>Start at {@link dev.naru.benchmarks.cardtap.CardtapBenchmark}; what it measures runs in {@link
 * dev.naru.benchmarks.cardtap.ChainProcess} and {@link
 * dev.naru.benchmarks.cardtap.CryptogramProcess}.
 */
@NullMarked
package dev.naru.benchmarks.cardtap;

import org.jspecify.annotations.NullMarked;
