// SPDX-License-Identifier: Apache-2.0
/**
 * The whole hub over its HTTP interface: a member's server that quotes and pays, the Indonesian
 * switch and the member's webhook receiver as processes of their own. Start at {@link
 * dev.naru.benchmarks.http.HttpBenchmark}.
 *
 * <p>Never comes here: a shortcut past what a real caller meets.
 */
@NullMarked
package dev.naru.benchmarks.http;

import org.jspecify.annotations.NullMarked;
