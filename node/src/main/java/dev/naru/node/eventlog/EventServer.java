// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Feeds readers with the events of one member's log over plain TCP: {@link
 * dev.naru.protocol.eventlog.EventRequest} in, {@link dev.naru.protocol.eventlog.EventAnswer} out,
 * then the records as they lie on disk, with heartbeats between them. Each reader has a virtual
 * thread and its own open file; none can slow the log or another reader.
 */
public final class EventServer implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(EventServer.class.getName());
    private static final long ACCEPT_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventLog log;
    private final EventServerSettings settings;
    private final ServerSocket listener;
    private final FlushBell bell;
    private final LostLeader leader;
    private final Map<ReaderConnection, Thread> readers = new ConcurrentHashMap<>();
    private final Thread acceptor = Thread.ofVirtual().name("event-server").unstarted(this::accept);
    private volatile boolean closed;

    private EventServer(
            EventLog log,
            EventServerSettings settings,
            BooleanSupplier hasLeader,
            ServerSocket listener) {
        this.log = log;
        this.leader = new LostLeader(hasLeader, settings.leaderlessFor());
        this.settings = settings;
        this.listener = listener;
        this.bell = FlushBell.start(log);
    }

    /** Serves a log that nobody else has, with the usual settings. */
    public static EventServer start(EventLog log, InetSocketAddress bind) {
        return start(log, EventServerSettings.of(bind), () -> true);
    }

    /**
     * Begins to serve a log. Close the server before the log.
     *
     * @param hasLeader whether this member leads or follows now. While it does not, it serves what
     *     it has, and holds nobody who has read all of it: the others may have gone on without it.
     *     Asked on many threads
     * @throws EventLogFault when the address cannot be had
     */
    public static EventServer start(
            EventLog log, EventServerSettings settings, BooleanSupplier hasLeader) {
        try {
            ServerSocket listener = new ServerSocket();
            try {
                listener.setReuseAddress(true);
                listener.bind(settings.bind());
            } catch (IOException e) {
                listener.close();
                throw e;
            }
            EventServer server = new EventServer(log, settings, hasLeader, listener);
            server.acceptor.start();
            return server;
        } catch (IOException e) {
            throw new EventLogFault("Cannot serve events at " + settings.bind(), e);
        }
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many readers are connected. */
    public int connections() {
        return readers.size();
    }

    /** Turns every reader away and returns when none of them reads a file any more. */
    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "Closing the event server's socket failed", e);
        }
        join(acceptor);
        bell.close();
        readers.keySet().forEach(ReaderConnection::stop);
        readers.values().forEach(EventServer::join);
    }

    private void accept() {
        while (!closed) {
            try {
                admit(listener.accept());
            } catch (IOException e) {
                if (!closed) {
                    // Most likely no more file descriptors: hurrying would not bring any.
                    LOGGER.log(Level.WARNING, "Cannot accept a reader of events", e);
                    LockSupport.parkNanos(this, ACCEPT_PAUSE_NS);
                }
            }
        }
    }

    private void admit(Socket socket) throws IOException {
        if (readers.size() >= settings.connections() && !makeRoom()) {
            LOGGER.log(Level.WARNING, "Turned a reader away: {0} are here", readers.size());
            socket.close();
            return;
        }
        ReaderConnection reader = new ReaderConnection(log, bell, leader, settings, socket);
        Thread thread =
                Thread.ofVirtual()
                        .name("event-reader")
                        .unstarted(
                                () -> {
                                    try {
                                        reader.serve();
                                    } finally {
                                        readers.remove(reader);
                                    }
                                });
        readers.put(reader, thread);
        thread.start();
    }

    /** Ends one reader that takes nothing, as one whose network is gone. */
    private boolean makeRoom() {
        Optional<Map.Entry<ReaderConnection, Thread>> stuck =
                readers.entrySet().stream().filter(entry -> entry.getKey().isStuck()).findAny();
        stuck.ifPresent(
                entry -> {
                    entry.getKey().stop();
                    join(entry.getValue());
                });
        return stuck.isPresent();
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
