// SPDX-License-Identifier: Apache-2.0
/**
 * {@code bench cluster}: payments through the client and a synced member of one, each in a process
 * of its own; and the load and the member for {@code bench recovery}.
 *
 * <p>Never comes here: more than one thread that builds load, since the load must not need the
 * cores that the hub needs.
 *
 * <p>Start at {@link dev.naru.benchmarks.cluster.ClusterBenchmark}, then {@link
 * dev.naru.benchmarks.cluster.Load}.
 */
@NullMarked
package dev.naru.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
