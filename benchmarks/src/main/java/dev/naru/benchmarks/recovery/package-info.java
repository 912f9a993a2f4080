// SPDX-License-Identifier: Apache-2.0
/**
 * {@code bench recovery}: how long payments stop when the only member is killed.
 *
 * <p>Never comes here: a clean shutdown.
 *
 * <p>Start at {@link dev.naru.benchmarks.recovery.RecoveryBenchmark}.
 */
@NullMarked
package dev.naru.benchmarks.recovery;

import org.jspecify.annotations.NullMarked;
