// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.story;

import dev.naru.core.EventSink;
import dev.naru.protocol.Event;
import java.util.ArrayList;
import java.util.List;

/** Keeps every event, and finds gaps in their numbers. */
public final class RecordedEvents implements EventSink {
    /** One event with its number and time. */
    public record Numbered(long number, long timeNs, Event event) {}

    private final List<Numbered> all = new ArrayList<>();
    private long nextNumber;

    /**
     * No events.
     *
     * @param firstNumber the number of the first that will come
     */
    public RecordedEvents(long firstNumber) {
        nextNumber = firstNumber;
    }

    @Override
    public void append(long number, long timeNs, Event event) {
        if (number != nextNumber) {
            throw new IllegalStateException("event " + number + " came for " + nextNumber);
        }
        nextNumber++;
        all.add(new Numbered(number, timeNs, event));
    }

    /** All that came. */
    public List<Numbered> all() {
        return all;
    }
}
