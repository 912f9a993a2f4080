// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.eventlog;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads records out of a buffer and trusts none of its bytes. Whether a record is the right one, by
 * number and chain, is for its user to judge. For one thread; allocates nothing.
 */
public final class EventRecordReader {
    private final UnsafeBuffer buffer;
    private final RecordChecksum checksum;
    private int at;
    private int length;

    /** Reads this buffer; its position and limit are ignored. */
    public EventRecordReader(ByteBuffer memory) {
        this.buffer = new UnsafeBuffer(memory, 0, memory.capacity());
        this.checksum = new RecordChecksum(memory);
    }

    /** What lies at a place. */
    public enum Reading {
        /** A whole record with the right CRC; the getters speak of it now. */
        WHOLE,
        /** The beginning of a record, perhaps: it needs more bytes to tell. */
        SHORT,
        /** No record, whatever would follow. */
        BROKEN
    }

    /**
     * Looks for a record.
     *
     * @param from index in the buffer
     * @param available bytes that are there from that index on
     */
    public Reading read(int from, int available) {
        buffer.boundsCheck(from, available);
        if (available < EventRecord.HEADER_BYTES) {
            return Reading.SHORT;
        }
        int said = buffer.getInt(from + EventRecord.LENGTH_OFFSET, LITTLE_ENDIAN);
        if (said < EventRecord.HEADER_BYTES || said > EventRecord.MOST_BYTES) {
            return Reading.BROKEN;
        }
        int size = EventRecord.sizeOf(said - EventRecord.HEADER_BYTES);
        if (size > available) {
            return Reading.SHORT;
        }
        at = from;
        length = said;
        return crc() == checksum.of(from, size) && isKnown() ? Reading.WHOLE : Reading.BROKEN;
    }

    /** What the record says. */
    public EventRecord.Kind kind() {
        return kindCode() == EventRecord.EVENT_KIND
                ? EventRecord.Kind.EVENT
                : EventRecord.Kind.HEARTBEAT;
    }

    /** The event's number, or the last number that a heartbeat names. */
    public long number() {
        return buffer.getLong(at + EventRecord.NUMBER_OFFSET, LITTLE_ENDIAN);
    }

    /** Cluster time, epoch nanoseconds. */
    public long timeNs() {
        return buffer.getLong(at + EventRecord.TIME_OFFSET, LITTLE_ENDIAN);
    }

    /** The record's own CRC. */
    public int crc() {
        return buffer.getInt(at + EventRecord.CRC_OFFSET, LITTLE_ENDIAN);
    }

    /** The CRC of the event before. */
    public int previousCrc() {
        return buffer.getInt(at + EventRecord.PREVIOUS_CRC_OFFSET, LITTLE_ENDIAN);
    }

    /** Bytes that the record takes, with its padding. */
    public int size() {
        return EventRecord.sizeOf(payloadLength());
    }

    /** Copies the whole record, {@link #size} bytes. */
    public void copyTo(byte[] into, int offset) {
        buffer.getBytes(at, into, offset, size());
    }

    /** Where the payload lies. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Index of the payload in {@link #buffer}. */
    public int payloadOffset() {
        return at + EventRecord.HEADER_BYTES;
    }

    /** Bytes of the payload. */
    public int payloadLength() {
        return length - EventRecord.HEADER_BYTES;
    }

    private short kindCode() {
        return buffer.getShort(at + EventRecord.KIND_OFFSET, LITTLE_ENDIAN);
    }

    private boolean isKnown() {
        short version = buffer.getShort(at + EventRecord.VERSION_OFFSET, LITTLE_ENDIAN);
        return version == EventRecord.VERSION
                && (kindCode() == EventRecord.EVENT_KIND
                        || kindCode() == EventRecord.HEARTBEAT_KIND);
    }
}
