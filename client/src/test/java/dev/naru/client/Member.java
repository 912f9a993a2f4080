// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.node.eventlog.EventLog;
import dev.naru.node.eventlog.EventLogSettings;
import dev.naru.node.eventlog.EventServer;
import dev.naru.node.eventlog.EventServerSettings;
import dev.naru.node.eventlog.Retirement;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import dev.naru.protocol.codec.EventCodec;
import dev.naru.protocol.eventlog.EventRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.UnsafeBuffer;

/** One member's event log with its server, and events that every member derives alike. */
final class Member implements AutoCloseable {
    static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** An event of no version. */
    static final Bytes GARBAGE = Bytes.ofText("Z".repeat(20));

    private final EventCodec codec = new EventCodec();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventCodec.MOST_BYTES]);
    private final List<EventPosition> positions = new ArrayList<>(List.of(EventPosition.START));
    private final EventLog log;
    private final AtomicBoolean hasLeader = new AtomicBoolean(true);
    private EventServer server;

    /** A member whose log is new, or begins after a snapshot. */
    Member(Path folder, EventPosition snapshot) {
        this(EventLogSettings.of(folder), snapshot);
    }

    private Member(EventLogSettings settings, EventPosition snapshot) {
        log = EventLog.open(settings, snapshot.number(), snapshot.crc());
        server = serve();
    }

    private EventServer serve() {
        return EventServer.start(log, EventServerSettings.of(ANY_PORT), hasLeader::get);
    }

    static Member with(Path folder, long events) {
        Member member = new Member(folder, EventPosition.START);
        member.appendUpTo(events);
        return member;
    }

    /** The same in many files. */
    static Member withSmallFiles(Path folder, long events) {
        Member member =
                new Member(
                        EventLogSettings.of(folder)
                                .withFileBytes(EventLogSettings.LEAST_BYTES)
                                .withStagingBytes(EventLogSettings.LEAST_BYTES),
                        EventPosition.START);
        member.appendUpTo(events);
        return member;
    }

    /** Takes away the files before the one that begins with this event. */
    void retire(long first, Optional<Path> archive) {
        try {
            new Retirement(log, archive)
                    .run(new Retirement.Bounds(first - 1, Long.MAX_VALUE, Long.MAX_VALUE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Event event(long number) {
        return new Event.TimeMoved(number * 10);
    }

    /** Bytes that each of the events takes over the wire. */
    static int recordSize() {
        UnsafeBuffer scratch = new UnsafeBuffer(new byte[EventCodec.MOST_BYTES]);
        return EventRecord.sizeOf(new EventCodec().encode(event(1), scratch, 0));
    }

    static long timeNs(long number) {
        return 1_700_000_000_000_000_000L + number;
    }

    void appendUpTo(long last) {
        while (log.lastNumber() < last) {
            long number = log.lastNumber() + 1;
            append(codec.encode(event(number), buffer, 0));
        }
        log.flush();
    }

    void appendGarbage() {
        GARBAGE.copyTo(buffer, 0);
        append(GARBAGE.length());
        log.flush();
    }

    private void append(int length) {
        long number = log.lastNumber() + 1;
        log.append(number, timeNs(number), buffer, 0, length);
        positions.add(new EventPosition(number, log.lastCrc()));
    }

    EventPosition position(int number) {
        return positions.get(number);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    /** Ends every connection; the address changes. */
    void restartServer() {
        server.close();
        server = serve();
    }

    /** From now on it is in an election. */
    void loseLeader() {
        hasLeader.set(false);
    }

    @Override
    public void close() {
        server.close();
        log.close();
    }
}
