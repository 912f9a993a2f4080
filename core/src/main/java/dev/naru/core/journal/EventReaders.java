// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.journal;

import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Command;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import java.util.ArrayList;
import java.util.List;

/**
 * Who reads the events, and how far each has come for good. What is known here holds events back:
 * none goes away that one of these has not acknowledged.
 */
public final class EventReaders {
    private final Journal journal;

    /** By name. Each speaks about once a minute, so they are looked through. */
    private final List<Outcome.EventReader> readers = new ArrayList<>();

    private long acknowledgedByAll;

    public EventReaders(Journal journal) {
        this.journal = journal;
    }

    /** Takes note of how far a reader has come; it becomes known with the first time. */
    public Outcome acknowledge(Command.AcknowledgeEvents command) {
        if (command.number() > journal.lastNumber()) {
            return new Outcome.Refused(Rejection.EVENT_NOT_YET);
        }
        int at = placeOf(command.readerName());
        boolean isKnown = isAt(at, command.readerName());
        if (!isKnown && readers.size() == Limits.EVENT_READERS) {
            return new Outcome.Refused(Rejection.LIMIT_EVENT_READERS);
        }
        Outcome.EventReader reader =
                new Outcome.EventReader(command.readerName(), command.number(), journal.nowNs());
        if (!isKnown) {
            readers.add(at, reader);
        } else if (command.number() > readers.get(at).number()) {
            readers.set(at, reader);
        }
        findLeast();
        return new Outcome.Done();
    }

    /** Forgets a reader that will never come back. */
    public Outcome remove(Command.RemoveEventReader command) {
        int at = placeOf(command.readerName());
        if (!isAt(at, command.readerName())) {
            return new Outcome.Refused(Rejection.EVENT_READER_UNKNOWN);
        }
        readers.remove(at);
        findLeast();
        return new Outcome.Done();
    }

    /** All of them. */
    public Outcome read() {
        return new Outcome.EventReaders(readers);
    }

    /**
     * The last event that every reader has acknowledged; 0 where there is no reader, for then
     * nobody has said that it can do without.
     */
    public long acknowledgedByAll() {
        return acknowledgedByAll;
    }

    /** Writes all of them, by name. */
    public void write(SnapshotWriter out) {
        out.putInt(readers.size());
        for (Outcome.EventReader reader : readers) {
            out.putText(reader.readerName());
            out.putLong(reader.number());
            out.putLong(reader.sinceNs());
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        int count = in.getCount(Limits.EVENT_READERS);
        for (int i = 0; i < count; i++) {
            readers.add(new Outcome.EventReader(in.getText(), in.getLong(), in.getLong()));
        }
        findLeast();
    }

    private void findLeast() {
        long least = readers.isEmpty() ? 0 : Long.MAX_VALUE;
        for (Outcome.EventReader reader : readers) {
            least = Math.min(least, reader.number());
        }
        acknowledgedByAll = least;
    }

    private boolean isAt(int place, String name) {
        return place < readers.size() && readers.get(place).readerName().equals(name);
    }

    private int placeOf(String name) {
        int place = 0;
        while (place < readers.size() && readers.get(place).readerName().compareTo(name) < 0) {
            place++;
        }
        return place;
    }
}
