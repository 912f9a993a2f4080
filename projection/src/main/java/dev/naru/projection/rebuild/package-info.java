// SPDX-License-Identifier: Apache-2.0
/**
 * Builds all tables again from the first event, and tells whether two builds are the same. Begin
 * with {@link dev.naru.projection.rebuild.Rebuild}.
 */
@NullMarked
package dev.naru.projection.rebuild;

import org.jspecify.annotations.NullMarked;
