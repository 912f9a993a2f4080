// SPDX-License-Identifier: Apache-2.0
/**
 * The numbered events of one member on disk, and the small server that feeds them to readers. The
 * Raft log is the truth and events follow from it, so readers may see events that are flushed but
 * not yet synced: only committed commands reach the machine, and a tail that a power cut takes away
 * is derived again with the same numbers and the same bytes.
 *
 * <p>Never comes here: what an event means, or a queue between the machine and its files. Start at
 * {@link dev.naru.node.eventlog.EventLog}.
 */
@NullMarked
package dev.naru.node.eventlog;

import org.jspecify.annotations.NullMarked;
