// SPDX-License-Identifier: Apache-2.0
/**
 * Turns events into rows: one thread, many events a transaction, the position in the same
 * transaction. It asks the machine nothing and tells it nothing. Begin with {@link
 * dev.naru.projection.writer.ProjectionWriter}.
 */
@NullMarked
package dev.naru.projection.writer;

import org.jspecify.annotations.NullMarked;
