// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors;

import dev.naru.client.EventHandler;
import dev.naru.client.EventHearing;
import dev.naru.client.EventPosition;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import dev.naru.protocol.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An event log in memory whose streams keep the promises of the real one. For tests. */
public final class InMemoryEvents implements EventSource {
    private final List<Recorded> log = new ArrayList<>();

    /** One event as it stands in the log. */
    public record Recorded(EventPosition position, long timeNs, Event event) {}

    /** Adds an event; its number is the next one. */
    public synchronized void append(long timeNs, Event event) {
        int number = log.size() + 1;
        log.add(new Recorded(new EventPosition(number, crc(number)), timeNs, event));
        notifyAll();
    }

    /** All events so far. */
    public synchronized List<Recorded> all() {
        return List.copyOf(log);
    }

    @Override
    public EventStream openAfter(EventPosition position) {
        return new Stream(position);
    }

    @Override
    public synchronized EventStream openAtHead() {
        return new Stream(log.isEmpty() ? EventPosition.START : log.getLast().position());
    }

    /** Stands for the real CRC: another for each number, and checked. */
    private static int crc(int number) {
        return number * 0x9E3779B1;
    }

    private synchronized List<Recorded> after(EventPosition position, Duration wait)
            throws InterruptedException {
        int read = (int) position.number();
        if (read > log.size() || (read > 0 && position.crc() != crc(read))) {
            throw new EventStream.DivergedException("event " + read + " is not on this log");
        }
        long endNs = System.nanoTime() + wait.toNanos();
        while (log.size() == read && System.nanoTime() - endNs < 0) {
            TimeUnit.NANOSECONDS.timedWait(this, endNs - System.nanoTime());
        }
        return List.copyOf(log.subList(read, log.size()));
    }

    private synchronized long size() {
        return log.size();
    }

    private final class Stream implements EventStream {
        private EventPosition position;

        private Stream(EventPosition position) {
            this.position = position;
        }

        @Override
        public int poll(EventHandler handler, Duration wait) throws InterruptedException {
            List<Recorded> events = after(position, wait);
            for (Recorded recorded : events) {
                handler.onEvent(recorded.position(), recorded.timeNs(), recorded.event());
                position = recorded.position();
            }
            return events.size();
        }

        @Override
        public EventPosition position() {
            return position;
        }

        @Override
        public long lag() {
            return size() - position.number();
        }

        @Override
        public EventHearing hearing() {
            return new EventHearing(EventHearing.Standing.STREAMING, lag(), System.nanoTime());
        }

        @Override
        public void close() {}
    }
}
