// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import dev.naru.node.eventlog.EventCursor.Found;
import dev.naru.node.eventlog.FileScan.Step;
import dev.naru.protocol.eventlog.EventAnswer;
import dev.naru.protocol.eventlog.EventAnswer.Verdict;
import dev.naru.protocol.eventlog.EventRecord;
import dev.naru.protocol.eventlog.EventRecordReader;
import dev.naru.protocol.eventlog.EventRecordWriter;
import dev.naru.protocol.eventlog.EventRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One reader at an event server, on a thread of its own: its request, the answer, then records and
 * heartbeats until it leaves. It reads the files by itself and shares nothing with the writer but
 * the number that may be read.
 */
final class ReaderConnection {
    private static final System.Logger LOGGER = System.getLogger(EventServer.class.getName());
    private static final long NOT_SENDING = Long.MIN_VALUE;

    private final EventLog log;
    private final FlushBell bell;
    private final LostLeader leader;
    private final EventServerSettings settings;
    private final Socket socket;
    private final byte[] out = new byte[2 * EventRecord.MOST_BYTES];
    private final byte[] heartbeat = new byte[EventRecord.HEADER_BYTES];
    private final EventRecordWriter heartbeatWriter =
            new EventRecordWriter(ByteBuffer.wrap(heartbeat), 0);
    private int filled;
    private long heartbeatAtNs;
    private volatile long sendingSinceNs = NOT_SENDING;

    ReaderConnection(
            EventLog log,
            FlushBell bell,
            LostLeader leader,
            EventServerSettings settings,
            Socket socket) {
        this.log = log;
        this.bell = bell;
        this.leader = leader;
        this.settings = settings;
        this.socket = socket;
    }

    /** Serves until the reader leaves, asks for nonsense, or the socket is closed. */
    void serve() {
        try (socket) {
            Optional<EventRequest> request = receive();
            if (request.isPresent()) {
                answer(request.get());
            } else {
                LOGGER.log(Level.WARNING, "Turned away {0}: no request of ours", peer());
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "A reader of events left: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends {@link #serve} soon. For any thread. */
    void stop() {
        try {
            socket.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "Closing a reader's socket failed: {0}", e.getMessage());
        }
    }

    /** Whether the reader has kept us waiting for too long. For any thread. */
    boolean isStuck() {
        long since = sendingSinceNs;
        return since != NOT_SENDING && System.nanoTime() - since > settings.stuckAfter().toNanos();
    }

    private Optional<EventRequest> receive() throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) settings.requestWithin().toMillis());
        return EventRequest.decode(socket.getInputStream().readNBytes(EventRequest.BYTES));
    }

    private void answer(EventRequest request) throws IOException, InterruptedException {
        Tail tail = log.tail();
        Tail asked = request.isAtHead() ? tail : new Tail(request.afterNumber(), request.crc());
        if (asked.number() > tail.number() || isInVain(request, tail)) {
            answer(Verdict.AHEAD, asked);
            return;
        }
        switch (EventCursor.after(log.files(), tail, asked.number(), asked.crc())) {
            case Found.Place place -> {
                try (EventCursor cursor = place.cursor()) {
                    stream(cursor, asked);
                }
            }
            case Found.NotHere notHere -> refuse(asked, notHere.why());
            case Found.Diverged _ -> answer(Verdict.DIVERGED, asked);
        }
    }

    /** Who asks where the head is gets one that was; what came after it is at another member. */
    private boolean isInVain(EventRequest request, Tail tail) {
        return request.afterNumber() == tail.number() && leader.isLost();
    }

    private void stream(EventCursor cursor, Tail asked) throws IOException, InterruptedException {
        long limit = log.tail().number();
        boolean more = cursor.nextNumber() <= limit;
        if (more && cursor.next(limit) != Step.EVENT) {
            refuse(asked, cursor.complaint());
            return;
        }
        answer(Verdict.STREAM, asked);
        if (more) {
            add(cursor.record());
        }
        while (!bell.isClosed()) {
            limit = log.tail().number();
            switch (cursor.next(limit)) {
                case EVENT -> add(cursor.record());
                case END -> {
                    send();
                    if (cursor.nextNumber() <= limit) {
                        LOGGER.log(Level.WARNING, cursor.complaint());
                        return;
                    }
                    if (leader.isLost()) {
                        return;
                    }
                    awaitMore(limit);
                }
                case BAD -> {
                    send();
                    LOGGER.log(Level.ERROR, "The event log is damaged: {0}", cursor.complaint());
                    return;
                }
            }
        }
    }

    private void awaitMore(long limit) throws IOException, InterruptedException {
        long everyNs = settings.heartbeatEvery().toNanos();
        bell.awaitBeyond(limit, everyNs - (System.nanoTime() - heartbeatAtNs));
        if (System.nanoTime() - heartbeatAtNs >= everyNs) {
            send();
        }
    }

    private void refuse(Tail asked, String why) throws IOException {
        LOGGER.log(Level.WARNING, "Cannot serve what follows event {0}: {1}", asked.number(), why);
        answer(Verdict.NOT_HERE, log.beginning());
    }

    private void answer(Verdict verdict, Tail asked) throws IOException {
        long last = log.tail().number();
        EventAnswer answer = new EventAnswer(verdict, asked.number(), asked.crc(), last);
        write(answer.encode().array(), EventAnswer.BYTES);
        heartbeatAtNs = System.nanoTime();
    }

    private void add(EventRecordReader record) throws IOException {
        if (filled + record.size() > out.length - EventRecord.HEADER_BYTES) {
            send();
        }
        record.copyTo(out, filled);
        filled += record.size();
    }

    /** Sends what is there, and a heartbeat when it is due, also to one who is far behind. */
    private void send() throws IOException {
        long nowNs = System.nanoTime();
        if (nowNs - heartbeatAtNs >= settings.heartbeatEvery().toNanos()) {
            heartbeatAtNs = nowNs;
            heartbeatWriter.clear();
            heartbeatWriter.heartbeat(log.tail().number());
            System.arraycopy(heartbeat, 0, out, filled, heartbeat.length);
            filled += heartbeat.length;
        }
        write(out, filled);
        filled = 0;
    }

    private void write(byte[] bytes, int length) throws IOException {
        if (length > 0) {
            OutputStream stream = socket.getOutputStream();
            sendingSinceNs = System.nanoTime();
            stream.write(bytes, 0, length);
            sendingSinceNs = NOT_SENDING;
        }
    }

    private String peer() {
        return String.valueOf(socket.getRemoteSocketAddress());
    }
}
