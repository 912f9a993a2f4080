// SPDX-License-Identifier: Apache-2.0
/**
 * How fast events go into PostgreSQL. Begin with {@link
 * dev.naru.benchmarks.projection.ProjectionBenchmark}.
 */
@NullMarked
package dev.naru.benchmarks.projection;

import org.jspecify.annotations.NullMarked;
