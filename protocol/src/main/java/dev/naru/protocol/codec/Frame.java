// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Bytes;
import dev.naru.protocol.sbe.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One encoded message whose every length and count is checked before anything behind it is read.
 * The flyweights read where they are told, so nothing may be read that did not pass here first.
 *
 * <p>Every check throws an {@link IllegalArgumentException} that says what is wrong.
 */
final class Frame {
    /** What to do with a message that a newer schema wrote. */
    enum Newer {
        /** Refuse it: a command must not lose what we do not understand. */
        REFUSED,
        /** Read what we know of it and leave the rest. */
        TOLERATED
    }

    static final int HEADER_BYTES = MessageHeaderDecoder.ENCODED_LENGTH;

    private static final int GROUP_HEADER_BYTES = 4;
    private static final int LENGTH_BYTES = 2;
    private static final int UINT16 = 0xFFFF;

    private final Newer newer;
    private final int ourVersion;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private DirectBuffer buffer = new UnsafeBuffer(new byte[0]);
    private int version;
    private int body;
    private int end;
    private int limit;

    Frame(Newer newer) {
        this(newer, MessageHeaderDecoder.SCHEMA_VERSION);
    }

    /** As if the schema were of another version. */
    Frame(Newer newer, int ourVersion) {
        this.newer = newer;
        this.ourVersion = ourVersion;
    }

    /** Begins to read a message and gives its template id. */
    int open(DirectBuffer source, int offset, int length) {
        source.boundsCheck(offset, length);
        if (length < HEADER_BYTES) {
            throw new IllegalArgumentException("a message has a header, not " + length + " bytes");
        }
        header.wrap(source, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new IllegalArgumentException("not of this schema but of " + header.schemaId());
        }
        buffer = source;
        version = header.version();
        if (version < 1 || (version > ourVersion && newer == Newer.REFUSED)) {
            throw new IllegalArgumentException("no such schema version: " + version);
        }
        body = offset + HEADER_BYTES;
        limit = body;
        end = offset + length;
        return header.templateId();
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** Where the fixed fields begin. */
    int body() {
        return body;
    }

    int version() {
        return version;
    }

    /**
     * Passes the fixed fields and gives their length.
     *
     * @param bytes how many they take in our version
     * @param earlierBytes how many they took in version 1, 2 and so on, up to the last version
     *     before they grew to what they are; none where they never grew
     */
    int block(int bytes, int... earlierBytes) {
        int given = header.blockLength();
        checkBlock(given, bytes, earlierBytes);
        advance(given);
        return given;
    }

    /**
     * Passes a repeating group.
     *
     * @param entryBytes how many bytes an entry takes in our version
     * @param earlierBytes how many it took in version 1, 2 and so on, as in {@link #block}
     */
    void group(int entryBytes, int mostEntries, int... earlierBytes) {
        int at = limit;
        advance(GROUP_HEADER_BYTES);
        int given = buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & UINT16;
        int count = buffer.getShort(at + LENGTH_BYTES, ByteOrder.LITTLE_ENDIAN) & UINT16;
        checkBlock(given, entryBytes, earlierBytes);
        if (count > mostEntries) {
            throw new IllegalArgumentException(
                    "a group of " + count + " entries, more than " + mostEntries);
        }
        advance(count * given);
    }

    /** Passes opaque bytes and copies them out. */
    Bytes bytes(int most) {
        int at = limit;
        advance(LENGTH_BYTES);
        int length = buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & UINT16;
        if (length > most) {
            throw new IllegalArgumentException(length + " opaque bytes, more than " + most);
        }
        advance(length);
        return Bytes.copyOf(buffer, at + LENGTH_BYTES, length);
    }

    /** Passes opaque bytes that are in a message since a version of the schema; none before. */
    Bytes bytesSince(int since, int most) {
        return version < since ? Bytes.EMPTY : bytes(most);
    }

    /** Ends the message: nothing may be left over. */
    void close() {
        if (limit != end && version <= ourVersion) {
            throw new IllegalArgumentException((end - limit) + " bytes too many at the end");
        }
    }

    /** Writes opaque bytes with their length and gives where they end. */
    static int putBytes(MutableDirectBuffer target, int at, Bytes bytes) {
        target.putShort(at, (short) bytes.length(), ByteOrder.LITTLE_ENDIAN);
        bytes.copyTo(target, at + LENGTH_BYTES);
        return at + LENGTH_BYTES + bytes.length();
    }

    private void checkBlock(int given, int ours, int... earlier) {
        int due = version <= earlier.length ? earlier[version - 1] : ours;
        if (given < due || (given > due && version <= ourVersion)) {
            throw new IllegalArgumentException(
                    "a block of " + given + " bytes where there are " + due);
        }
    }

    private void advance(int bytes) {
        if (bytes > end - limit) {
            throw new IllegalArgumentException(
                    bytes + " bytes expected where " + (end - limit) + " are left");
        }
        limit += bytes;
    }
}
