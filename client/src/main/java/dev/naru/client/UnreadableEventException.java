// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.Bytes;
import dev.naru.protocol.eventlog.EventRecordReader;

/**
 * An event came whole and in its place, and this version cannot decode it: it is older than the
 * hub. What came is kept here, so that nobody depends on the hub's files to find out what it was.
 */
public final class UnreadableEventException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final long number;
    private final transient Bytes payload;

    UnreadableEventException(EventRecordReader record, RuntimeException cause) {
        this(
                record.number(),
                Bytes.copyOf(record.buffer(), record.payloadOffset(), record.payloadLength()),
                cause);
    }

    /** Of the event of this number, which came as these bytes. */
    public UnreadableEventException(long number, Bytes payload, RuntimeException cause) {
        super("Event " + number + " is unreadable", cause);
        this.number = number;
        this.payload = payload;
    }

    /** The event's number. */
    public long number() {
        return number;
    }

    /** The event as it came: an encoded message of the schema, with personal data. */
    public Bytes payload() {
        return payload;
    }
}
