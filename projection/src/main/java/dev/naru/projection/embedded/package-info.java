// SPDX-License-Identifier: Apache-2.0
/** A PostgreSQL server of the hub's own, for who has none. Nothing in here knows a table. */
@NullMarked
package dev.naru.projection.embedded;

import org.jspecify.annotations.NullMarked;
