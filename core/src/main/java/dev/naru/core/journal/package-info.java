// SPDX-License-Identifier: Apache-2.0
/**
 * The machine's time and the numbering of its events.
 *
 * <p>Never comes here: a real clock, or what an event means. Start at {@link
 * dev.naru.core.journal.Journal}.
 */
@NullMarked
package dev.naru.core.journal;

import org.jspecify.annotations.NullMarked;
