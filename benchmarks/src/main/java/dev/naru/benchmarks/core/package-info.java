// SPDX-License-Identifier: Apache-2.0
/**
 * {@code bench core}: whole payments through the machine alone, on one thread, and what a
 * remembered payment costs in memory.
 *
 * <p>Never comes here: bytes, sockets, disks.
 *
 * <p>Start at {@link dev.naru.benchmarks.core.CoreBenchmark}; what it measures runs in {@link
 * dev.naru.benchmarks.core.CoreProcess}.
 */
@NullMarked
package dev.naru.benchmarks.core;

import org.jspecify.annotations.NullMarked;
