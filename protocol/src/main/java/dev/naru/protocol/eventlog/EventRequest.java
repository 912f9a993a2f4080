// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.eventlog;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a reader sends once, when it has connected: 20 bytes, little-endian, the magic word with the
 * version, the number, the CRC.
 *
 * @param afterNumber the last event that the reader has, 0 for none, {@link #HEAD} for "only what
 *     comes from now on"
 * @param crc of that event's record; 0 for none
 */
public record EventRequest(long afterNumber, int crc) {
    /** Asks for what comes from now on. */
    public static final long HEAD = -1;

    /** Bytes over the wire. */
    public static final int BYTES = Long.BYTES + Long.BYTES + Integer.BYTES;

    /** "NARUEVT" and the version 1, in the order of the wire. */
    static final long MAGIC = 0x01_54_56_45_55_52_41_4EL;

    public EventRequest {
        if (afterNumber < HEAD) {
            throw new IllegalArgumentException("afterNumber must be -1 or more: " + afterNumber);
        }
        if (afterNumber <= 0 && crc != 0) {
            throw new IllegalArgumentException("there is no event that this crc could be of");
        }
    }

    /** From now on. */
    public static EventRequest atHead() {
        return new EventRequest(HEAD, 0);
    }

    /** Whether it asks for what comes from now on. */
    public boolean isAtHead() {
        return afterNumber == HEAD;
    }

    /** The bytes to send. */
    public ByteBuffer encode() {
        return ByteBuffer.allocate(BYTES)
                .order(LITTLE_ENDIAN)
                .putLong(MAGIC)
                .putLong(afterNumber)
                .putInt(crc)
                .flip();
    }

    /** Reads {@link #BYTES} bytes; empty when they are no request. */
    public static Optional<EventRequest> decode(byte[] received) {
        if (received.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(received).order(LITTLE_ENDIAN);
        boolean ours = in.getLong() == MAGIC;
        long afterNumber = in.getLong();
        int crc = in.getInt();
        boolean sane = afterNumber > 0 || (afterNumber >= HEAD && crc == 0);
        return ours && sane ? Optional.of(new EventRequest(afterNumber, crc)) : Optional.empty();
    }
}
