// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.eventlog;

import org.agrona.BitUtil;

/**
 * How one record is laid out, little-endian, in a file as over a wire.
 *
 * <pre>
 *  0  int32   length: header and payload in bytes, without the padding
 *  4  int32   CRC-32C of everything from byte 8 to the end of the padding, then of the length
 *  8  int32   CRC-32C of the record before, 0 before the first: what makes a chain of the records
 * 12  int16   kind: 1 an event, 2 a heartbeat (only over a wire)
 * 14  int16   version of this layout: 1
 * 16  int64   number; of a heartbeat the last number that the writer has
 * 24  int64   cluster time, epoch nanoseconds; of a heartbeat 0
 * 32  payload, then zeros up to a multiple of 8
 * </pre>
 *
 * <p>The CRC covers the padding and the length too, so no bit of a record can change unseen.
 */
public final class EventRecord {
    /** Bytes before the payload. */
    public static final int HEADER_BYTES = 32;

    /** The most that one record takes, with its padding. */
    public static final int MOST_BYTES = 64 * 1024;

    /** The longest payload. */
    public static final int MOST_PAYLOAD_BYTES = MOST_BYTES - HEADER_BYTES;

    static final int LENGTH_OFFSET = 0;
    static final int CRC_OFFSET = 4;
    static final int PREVIOUS_CRC_OFFSET = 8;
    static final int KIND_OFFSET = 12;
    static final int VERSION_OFFSET = 14;
    static final int NUMBER_OFFSET = 16;
    static final int TIME_OFFSET = 24;

    static final short EVENT_KIND = 1;
    static final short HEARTBEAT_KIND = 2;
    static final short VERSION = 1;

    private EventRecord() {}

    /** What a record says. */
    public enum Kind {
        /** A numbered event. */
        EVENT,
        /** Nothing new, and how far the writer has come. */
        HEARTBEAT
    }

    /** Bytes that a record with a payload of this length takes, with its padding. */
    public static int sizeOf(int payloadLength) {
        return BitUtil.align(HEADER_BYTES + payloadLength, Long.BYTES);
    }
}
