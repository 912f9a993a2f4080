// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the tables for others and changes none of them. Begin with {@link
 * dev.naru.projection.query.ReadSide}.
 */
@NullMarked
package dev.naru.projection.query;

import org.jspecify.annotations.NullMarked;
