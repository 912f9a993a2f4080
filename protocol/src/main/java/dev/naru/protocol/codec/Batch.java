// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Invariant;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Several commands in one cluster message, or several outcomes in one answer, because a message
 * costs much more than what is in it. Little-endian records, each beginning at a multiple of 8:
 *
 * <pre>
 *   int32 length of the payload | int64 correlation id | payload | up to 7 zeros
 * </pre>
 *
 * <p>A command's payload is what {@link CommandCodec} wrote; an outcome's is the number of the last
 * event (int64), the cluster's time (int64 nanoseconds) and what {@link OutcomeCodec} wrote.
 *
 * <p>The correlation id is the sender's and comes back with the outcome; it is no idempotency key.
 */
public final class Batch {
    /** Bytes before a payload. */
    public static final int HEADER_BYTES = Integer.BYTES + Long.BYTES;

    /** Bytes before an outcome inside its payload. */
    public static final int OUTCOME_HEADER_BYTES = 2 * Long.BYTES;

    private static final int ALIGNMENT = 8;

    private Batch() {}

    /** Bytes that a payload of this length takes in a batch. */
    public static int recordBytes(int payloadLength) {
        return (HEADER_BYTES + payloadLength + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** Writes what stands before an outcome; the outcome follows at OUTCOME_HEADER_BYTES. */
    public static void putOutcomeHeader(
            MutableDirectBuffer buffer, int payloadOffset, long eventNumber, long timeNs) {
        buffer.putLong(payloadOffset, eventNumber, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(payloadOffset + Long.BYTES, timeNs, ByteOrder.LITTLE_ENDIAN);
    }

    /** The number of the last event when the outcome in this payload was decided. */
    public static long eventNumber(DirectBuffer buffer, int payloadOffset) {
        return buffer.getLong(payloadOffset, ByteOrder.LITTLE_ENDIAN);
    }

    /** Cluster time when the outcome in this payload was decided, epoch nanoseconds. */
    public static long timeNs(DirectBuffer buffer, int payloadOffset) {
        return buffer.getLong(payloadOffset + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Puts payloads one after another into a buffer: {@link #next}, write the payload there, {@link
     * #end}. Not for two threads.
     */
    public static final class Writer {
        private final MutableDirectBuffer buffer;
        private final int offset;
        private final int capacity;
        private int length;
        private boolean begun;

        /**
         * Writes into this part of the buffer.
         *
         * @param offset a multiple of 8
         */
        public Writer(MutableDirectBuffer buffer, int offset, int capacity) {
            buffer.boundsCheck(offset, capacity);
            this.buffer = buffer;
            this.offset = offset;
            this.capacity = capacity;
        }

        /** Forgets what was written. */
        public void clear() {
            length = 0;
            begun = false;
        }

        /** Whether a payload of this length still fits. */
        public boolean hasRoom(int payloadLength) {
            return recordBytes(payloadLength) <= capacity - length;
        }

        /** Begins a payload and gives the offset in the buffer where it is to be written. */
        public int next(long correlationId) {
            Invariant.check(!begun && hasRoom(0), "a batch has room for the record that is begun");
            begun = true;
            buffer.putLong(offset + length + Integer.BYTES, correlationId, ByteOrder.LITTLE_ENDIAN);
            return offset + length + HEADER_BYTES;
        }

        /** Ends the payload that was begun; it has this length. */
        public void end(int payloadLength) {
            Invariant.check(begun && hasRoom(payloadLength), "a payload fits into its batch");
            begun = false;
            buffer.putInt(offset + length, payloadLength, ByteOrder.LITTLE_ENDIAN);
            int written = HEADER_BYTES + payloadLength;
            int record = recordBytes(payloadLength);
            buffer.setMemory(offset + length + written, record - written, (byte) 0);
            length += record;
        }

        /** Bytes written so far, a multiple of 8. */
        public int length() {
            return length;
        }
    }

    /**
     * Goes through the payloads of a batch whose bytes may be anything. What comes before the first
     * broken record is read, the rest is left. Not for two threads.
     */
    public static final class Reader {
        private DirectBuffer buffer = new UnsafeBuffer(new byte[0]);
        private int position;
        private int end;
        private int payloadOffset;
        private int payloadLength;
        private long correlationId;
        private boolean broken;

        /** Creates a reader of nothing; {@link #wrap} gives it a batch. */
        public Reader() {}

        /** Begins a batch. */
        public void wrap(DirectBuffer source, int offset, int length) {
            source.boundsCheck(offset, length);
            buffer = source;
            position = offset;
            end = offset + length;
            broken = false;
        }

        /** Goes to the next payload; false at the end and at the first broken record. */
        public boolean next() {
            int left = end - position;
            if (left == 0 || broken) {
                return false;
            }
            if (left < HEADER_BYTES) {
                broken = true;
                return false;
            }
            int length = buffer.getInt(position, ByteOrder.LITTLE_ENDIAN);
            if (length < 0 || length > left - HEADER_BYTES || recordBytes(length) > left) {
                broken = true;
                return false;
            }
            correlationId = buffer.getLong(position + Integer.BYTES, ByteOrder.LITTLE_ENDIAN);
            payloadOffset = position + HEADER_BYTES;
            payloadLength = length;
            position += recordBytes(length);
            return true;
        }

        /** Whether the rest of the batch, if any, could not be read. */
        public boolean isBroken() {
            return broken;
        }

        /** The buffer that is read. */
        public DirectBuffer buffer() {
            return buffer;
        }

        /** The sender's number for this payload. */
        public long correlationId() {
            return correlationId;
        }

        /** Where this payload begins in the buffer. */
        public int payloadOffset() {
            return payloadOffset;
        }

        /** How many bytes this payload has. */
        public int payloadLength() {
            return payloadLength;
        }
    }
}
