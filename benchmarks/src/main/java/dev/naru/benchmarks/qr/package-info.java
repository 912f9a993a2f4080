// SPDX-License-Identifier: Apache-2.0
/**
 * {@code bench qr}: how long it takes to decode and check a merchant's code, in how much memory,
 * and beside the other open library that can, in the same run on the same codes.
 *
 * <p>Never comes here: a code that was seen outside. All are of our own composing.
 *
 * <p>Start at {@link dev.naru.benchmarks.qr.QrBenchmark}; what it measures runs in {@link
 * dev.naru.benchmarks.qr.QrProcess}.
 */
@NullMarked
package dev.naru.benchmarks.qr;

import org.jspecify.annotations.NullMarked;
