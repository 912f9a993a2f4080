// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import org.jspecify.annotations.Nullable;

/**
 * The event log cannot go on: a write or a sync failed, or an event that was derived again is not
 * the one on disk. The member must halt; nobody catches this to go on.
 */
public final class EventLogFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EventLogFault(String sentence) {
        super(sentence);
    }

    EventLogFault(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
