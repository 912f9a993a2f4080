// SPDX-License-Identifier: Apache-2.0
/**
 * The read side: everything that happened, in PostgreSQL, to be searched and added up. It follows
 * the events and is never asked by the machine; whatever is in it can be built again from the first
 * event. Begin with {@link dev.naru.projection.writer.ProjectionWriter} for how rows come to be,
 * and with {@link dev.naru.projection.query.ReadSide} for who reads them.
 */
@NullMarked
package dev.naru.projection;

import org.jspecify.annotations.NullMarked;
