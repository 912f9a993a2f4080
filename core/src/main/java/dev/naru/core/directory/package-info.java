// SPDX-License-Identifier: Apache-2.0
/**
 * Who takes part: participants, what they may do, and whether they are suspended.
 *
 * <p>Never comes here: money. Start at {@link dev.naru.core.directory.Participants}.
 */
@NullMarked
package dev.naru.core.directory;

import org.jspecify.annotations.NullMarked;
