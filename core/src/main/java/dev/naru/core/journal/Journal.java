// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.journal;

import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Event;

/** Numbers each event, stamps it with the machine's time and passes it on. */
public final class Journal {
    /** Who takes the numbered events. */
    public interface Reader {
        /** Takes one event. */
        void append(long number, long timeNs, Event event);
    }

    private final MachineClock clock;
    private final Reader reader;
    private long lastNumber;

    public Journal(MachineClock clock, Reader reader) {
        this.clock = clock;
        this.reader = reader;
    }

    /** Says that something happened, now. */
    public void say(Event event) {
        lastNumber++;
        reader.append(lastNumber, clock.nowNs(), event);
    }

    /** The machine's time, epoch nanoseconds. */
    public long nowNs() {
        return clock.nowNs();
    }

    /** The last event's number, 0 before the first. */
    public long lastNumber() {
        return lastNumber;
    }

    /** Writes the last event's number. */
    public void write(SnapshotWriter out) {
        out.putLong(lastNumber);
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        lastNumber = in.getLong();
    }
}
