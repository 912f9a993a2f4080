// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.eventlog;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What an event server answers first: 32 bytes, little-endian, the magic word with the version, the
 * verdict, the CRC, the number, the last number. After {@link Verdict#STREAM} records follow.
 *
 * @param verdict whether it can serve
 * @param afterNumber the stream begins with the event after this one; of {@link Verdict#NOT_HERE}
 *     what this server has begins after it
 * @param crc of the record of {@code afterNumber}, 0 for none
 * @param lastNumber the last event that this server has
 */
public record EventAnswer(Verdict verdict, long afterNumber, int crc, long lastNumber) {
    /** Bytes over the wire. */
    public static final int BYTES = 3 * Long.BYTES + 2 * Integer.BYTES;

    /** Whether a server can serve; the order is the wire's code, from 1. */
    public enum Verdict {
        /** The records follow. */
        STREAM,
        /** This server does not have what follows that number: ask another. */
        NOT_HERE,
        /** The reader is further than this server: wait, or ask another. */
        AHEAD,
        /** The event of that number has another CRC here: two histories. */
        DIVERGED
    }

    private static final Verdict[] VERDICTS = Verdict.values();

    /** The bytes to send. */
    public ByteBuffer encode() {
        return ByteBuffer.allocate(BYTES)
                .order(LITTLE_ENDIAN)
                .putLong(EventRequest.MAGIC)
                .putInt(verdict.ordinal() + 1)
                .putInt(crc)
                .putLong(afterNumber)
                .putLong(lastNumber)
                .flip();
    }

    /** Reads the next {@link #BYTES} bytes; empty when they are no answer. */
    public static Optional<EventAnswer> decode(ByteBuffer received) {
        if (received.remaining() < BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = received.slice(received.position(), BYTES).order(LITTLE_ENDIAN);
        boolean ours = in.getLong() == EventRequest.MAGIC;
        int code = in.getInt() - 1;
        int crc = in.getInt();
        long afterNumber = in.getLong();
        long lastNumber = in.getLong();
        boolean sane = code >= 0 && code < VERDICTS.length && afterNumber >= 0 && lastNumber >= 0;
        return ours && sane
                ? Optional.of(new EventAnswer(VERDICTS[code], afterNumber, crc, lastNumber))
                : Optional.empty();
    }
}
