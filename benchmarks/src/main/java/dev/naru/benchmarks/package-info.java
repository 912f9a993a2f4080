// SPDX-License-Identifier: Apache-2.0
/**
 * Measures the hub: {@code core} the machine alone, {@code cluster} the way through the client and
 * a synced member, {@code recovery} the time that a killed member needs, {@code qr} decoding a
 * code. What is measured and what was found is in {@code docs/benchmarks.md}.
 *
 * <p>Never comes here: anything that production code could want. Every figure stands beside a check
 * that the work was really done; a benchmark whose check fails has no figures.
 *
 * <p>Start at {@link dev.naru.benchmarks.Main}, then at the benchmark that you care about.
 */
@NullMarked
package dev.naru.benchmarks;

import org.jspecify.annotations.NullMarked;
