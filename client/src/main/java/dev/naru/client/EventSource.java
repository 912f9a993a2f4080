// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

/** Opens event streams. Safe for use by many threads. */
public interface EventSource {
    /** The events after this position. */
    EventStream openAfter(EventPosition position);

    /**
     * The events from now on.
     *
     * @throws EventsAwayException when no member tells where the head is
     */
    EventStream openAtHead();
}
