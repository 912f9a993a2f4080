// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.Event;

/** Takes events one by one, in order of their numbers. */
@FunctionalInterface
public interface EventHandler {
    /**
     * Takes one event.
     *
     * @param position this event's own number and CRC
     * @param timeNs cluster time of the event, epoch nanoseconds
     */
    void onEvent(EventPosition position, long timeNs, Event event);
}
