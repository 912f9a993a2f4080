// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import dev.naru.protocol.eventlog.EventRecord;
import dev.naru.protocol.eventlog.EventRecordReader;
import dev.naru.protocol.eventlog.EventRecordReader.Reading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads one file's records in order and accepts only what is whole, numbered next and chained to
 * what came before. The file may be growing meanwhile. For one thread that nobody interrupts.
 */
final class FileScan implements AutoCloseable {
    private static final int BUFFER_BYTES = 4 * EventRecord.MOST_BYTES;

    private final FileChannel channel;
    private final ByteBuffer memory = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final EventRecordReader record = new EventRecordReader(memory);
    private long bufferOffset;
    private int at;
    private int filled;
    private long nextNumber;
    private long readableTo;
    private int lastCrc;
    private boolean chained;
    private String complaint = "";

    /**
     * Opens a file before its first record.
     *
     * @param firstNumber as its name says
     */
    FileScan(Path file, long firstNumber) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.nextNumber = firstNumber;
        this.readableTo = firstNumber - 1;
        if (firstNumber == 1) {
            chainTo(0);
        }
    }

    /** What {@link #next} met. */
    enum Step {
        /** The next event; {@link #record} speaks of it. */
        EVENT,
        /** Not one byte more, or not yet. */
        END,
        /** Bytes that are not the next event; {@link #complaint} says why. */
        BAD
    }

    /** Demands that the next record names this CRC as the one before. */
    void chainTo(int previousCrc) {
        lastCrc = previousCrc;
        chained = true;
    }

    /**
     * Goes on to the next event.
     *
     * @param limit the last number that is wholly written; bytes behind it are not looked at
     */
    Step next(long limit) throws IOException {
        if (nextNumber > readableTo) {
            if (nextNumber > limit) {
                return Step.END;
            }
            // Bytes that were read before the writer had finished with them are read again.
            filled = at;
            readableTo = limit;
        }
        Reading reading = record.read(at, filled - at);
        if (reading == Reading.SHORT) {
            refill();
            reading = record.read(at, filled - at);
        }
        return switch (reading) {
            case WHOLE -> accept();
            case SHORT -> filled == at ? Step.END : bad("is cut off");
            case BROKEN -> bad("is broken");
        };
    }

    /** The event that {@link #next} went on to. */
    EventRecordReader record() {
        return record;
    }

    /** The number that the next event must have. */
    long nextNumber() {
        return nextNumber;
    }

    /** The CRC of the last event accepted, or what was given to {@link #chainTo}. */
    int lastCrc() {
        return lastCrc;
    }

    /** Where in the file the last accepted event ends. */
    long offset() {
        return bufferOffset + at;
    }

    /** Why the bytes there are not the next event. */
    String complaint() {
        return complaint;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private Step accept() {
        if (record.kind() != EventRecord.Kind.EVENT) {
            return bad("is no event");
        }
        if (record.number() != nextNumber) {
            return bad("has the number " + record.number());
        }
        if (chained && record.previousCrc() != lastCrc) {
            return bad("does not follow from the event before");
        }
        at += record.size();
        nextNumber++;
        chainTo(record.crc());
        return Step.EVENT;
    }

    private Step bad(String why) {
        complaint = "the record at byte " + offset() + ", event " + nextNumber + ", " + why;
        return Step.BAD;
    }

    private void refill() throws IOException {
        memory.limit(filled).position(at);
        memory.compact();
        bufferOffset += at;
        filled -= at;
        at = 0;
        int read;
        do {
            memory.limit(memory.capacity()).position(filled);
            read = channel.read(memory, bufferOffset + filled);
            filled += Math.max(0, read);
        } while (read > 0);
    }
}
