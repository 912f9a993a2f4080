// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.client.EventStream.DivergedException;
import dev.naru.protocol.Event;
import dev.naru.protocol.eventlog.EventRecord;
import dev.naru.protocol.eventlog.EventRecordReader;
import dev.naru.protocol.eventlog.EventRecordReader.Reading;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** One retired file of events, which nobody writes any more. For one thread. */
final class ArchivedFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 4 * EventRecord.MOST_BYTES;

    private final Path path;

    /** Not a channel: an interrupt must not close it in the middle of an event. */
    private final FileInputStream in;

    private final byte[] bytes = new byte[BUFFER_BYTES];
    private final EventRecordReader record = new EventRecordReader(ByteBuffer.wrap(bytes));
    private long nextNumber;
    private long passedBytes;
    private int at;
    private int filled;

    ArchivedFile(Path path, long firstNumber) throws IOException {
        this.path = path;
        this.in = new FileInputStream(path.toFile());
        this.nextNumber = firstNumber;
    }

    /**
     * Goes to the event after this one; false when the file ends there.
     *
     * @throws DivergedException when the file tells another history
     */
    boolean seek(EventPosition after) throws IOException {
        while (nextNumber <= after.number()) {
            if (!isNext()) {
                return false;
            }
            if (nextNumber == after.number() && record.crc() != after.crc()) {
                throw new DivergedException(after + " is not in " + path);
            }
            pass();
        }
        return isBefore(after);
    }

    /**
     * Whether the event after this one is here, at which it stands then.
     *
     * @throws IllegalStateException when what is there is damaged
     * @throws DivergedException when it does not follow
     */
    boolean isBefore(EventPosition position) throws IOException {
        if (nextNumber != position.number() + 1 || !isNext()) {
            return false;
        }
        if (record.previousCrc() != position.crc()) {
            throw new DivergedException(
                    "event " + nextNumber + " of " + path + " does not follow " + position);
        }
        return true;
    }

    /** The event at which it stands. */
    EventPosition position() {
        return new EventPosition(record.number(), record.crc());
    }

    long timeNs() {
        return record.timeNs();
    }

    Event decode(EventDecoder decoder) {
        try {
            return decoder.decode(record.buffer(), record.payloadOffset(), record.payloadLength());
        } catch (RuntimeException e) {
            throw new UnreadableEventException(record, e);
        }
    }

    /** Goes on behind the event at which it stands. */
    void pass() {
        at += record.size();
        passedBytes += record.size();
        nextNumber++;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean isNext() throws IOException {
        Reading reading = record.read(at, filled - at);
        if (reading == Reading.SHORT) {
            refill();
            reading = record.read(at, filled - at);
        }
        if (reading == Reading.SHORT && filled == at) {
            return false;
        }
        if (reading != Reading.WHOLE
                || record.kind() != EventRecord.Kind.EVENT
                || record.number() != nextNumber) {
            throw new IllegalStateException(
                    path
                            + " is damaged at byte "
                            + passedBytes
                            + ", where event "
                            + nextNumber
                            + " should be");
        }
        return true;
    }

    private void refill() throws IOException {
        System.arraycopy(bytes, at, bytes, 0, filled - at);
        filled -= at;
        at = 0;
        int read = in.readNBytes(bytes, filled, bytes.length - filled);
        filled += read;
    }
}
