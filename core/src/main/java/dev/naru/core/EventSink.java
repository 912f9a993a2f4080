// SPDX-License-Identifier: Apache-2.0
package dev.naru.core;

import dev.naru.protocol.Event;

/** Where the machine's events go, each before the outcome of the command that caused it. */
public interface EventSink {
    /**
     * Takes one event.
     *
     * @param number rising by one from 1
     * @param timeNs the machine's time, epoch nanoseconds
     */
    void append(long number, long timeNs, Event event);
}
