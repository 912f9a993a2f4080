// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.eventlog;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes records one after the other into a buffer and chains them. Knows nothing of what becomes
 * of the buffer. For one thread; allocates nothing.
 */
public final class EventRecordWriter {
    private final ByteBuffer memory;
    private final UnsafeBuffer buffer;
    private final RecordChecksum checksum;
    private int position;
    private int lastCrc;

    /**
     * Writes from the buffer's first byte on.
     *
     * @param memory direct or with an array; its position and limit are ignored
     * @param previousCrc of the record before the first that is written here, 0 for none
     */
    public EventRecordWriter(ByteBuffer memory, int previousCrc) {
        this.memory = memory.duplicate();
        this.buffer = new UnsafeBuffer(memory, 0, memory.capacity());
        this.checksum = new RecordChecksum(memory);
        this.lastCrc = previousCrc;
    }

    /** Whether an event with a payload of this length still fits. */
    public boolean hasRoomFor(int payloadLength) {
        return EventRecord.sizeOf(payloadLength) <= buffer.capacity() - position;
    }

    /**
     * Writes one event behind what is there.
     *
     * @throws IndexOutOfBoundsException when it does not fit
     */
    public void event(long number, long timeNs, DirectBuffer payload, int offset, int length) {
        int size = EventRecord.sizeOf(length);
        buffer.boundsCheck(position, size);
        buffer.putLong(position + size - Long.BYTES, 0);
        buffer.putBytes(position + EventRecord.HEADER_BYTES, payload, offset, length);
        buffer.putInt(position + EventRecord.PREVIOUS_CRC_OFFSET, lastCrc, LITTLE_ENDIAN);
        lastCrc = seal(EventRecord.EVENT_KIND, number, timeNs, length);
        position += size;
    }

    /** Writes a heartbeat. It is no part of the chain. */
    public void heartbeat(long lastNumber) {
        buffer.boundsCheck(position, EventRecord.HEADER_BYTES);
        buffer.putInt(position + EventRecord.PREVIOUS_CRC_OFFSET, 0);
        seal(EventRecord.HEARTBEAT_KIND, lastNumber, 0, 0);
        position += EventRecord.HEADER_BYTES;
    }

    /** Bytes written since the last {@link #clear}. */
    public int size() {
        return position;
    }

    /** The CRC of the last event written, also after {@link #clear}. */
    public int lastCrc() {
        return lastCrc;
    }

    /** The bytes written, from position to limit; valid until the next call here. */
    public ByteBuffer written() {
        return memory.limit(position).position(0);
    }

    /** Begins at the first byte again; the chain goes on. */
    public void clear() {
        position = 0;
    }

    private int seal(short kind, long number, long timeNs, int payloadLength) {
        int at = position;
        int length = EventRecord.HEADER_BYTES + payloadLength;
        buffer.putInt(at + EventRecord.LENGTH_OFFSET, length, LITTLE_ENDIAN);
        buffer.putShort(at + EventRecord.KIND_OFFSET, kind, LITTLE_ENDIAN);
        buffer.putShort(at + EventRecord.VERSION_OFFSET, EventRecord.VERSION, LITTLE_ENDIAN);
        buffer.putLong(at + EventRecord.NUMBER_OFFSET, number, LITTLE_ENDIAN);
        buffer.putLong(at + EventRecord.TIME_OFFSET, timeNs, LITTLE_ENDIAN);
        int crc = checksum.of(at, EventRecord.sizeOf(payloadLength));
        buffer.putInt(at + EventRecord.CRC_OFFSET, crc, LITTLE_ENDIAN);
        return crc;
    }
}
