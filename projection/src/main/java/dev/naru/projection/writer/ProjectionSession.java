// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import dev.naru.client.EventPosition;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import dev.naru.client.EventStream.DivergedException;
import dev.naru.client.UnreadableEventException;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the events over one connection to the database from where its tables are. When anything
 * fails, what was not committed is forgotten with the session; the next one begins where the tables
 * are.
 */
final class ProjectionSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionSession.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final Connection connection;
    private final EventStream stream;
    private final Known known;
    private final int mostEvents;
    private EventPosition committed;
    private Batch batch;
    private long transactions;
    private long setAside;

    private ProjectionSession(
            Connection connection, EventStream stream, Known known, int mostEvents) {
        this.connection = connection;
        this.stream = stream;
        this.known = known;
        this.mostEvents = mostEvents;
        this.committed = stream.position();
        this.batch = new Batch(known);
    }

    /**
     * Goes on where the tables are.
     *
     * @param mostEvents in one transaction; 1 to find out which event cannot be dealt with
     */
    static ProjectionSession open(Connection connection, EventSource events, int mostEvents)
            throws SQLException {
        connection.setAutoCommit(false);
        EventPosition position = position(connection);
        Known known = Known.load(connection);
        connection.rollback();
        return new ProjectionSession(connection, events.openAfter(position), known, mostEvents);
    }

    static EventPosition position(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select number, crc from progress")) {
            if (!row.next()) {
                throw new IllegalStateException("the table progress has no row");
            }
            return new EventPosition(row.getLong(1), row.getInt(2));
        }
    }

    /** A statement failed while events were handed over, where none may be thrown. */
    private static final class WritingException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final SQLException failure;

        WritingException(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /**
     * Writes the events that are there, waiting a little for the first.
     *
     * @throws SQLException when the database cannot be reached or has no room
     * @throws PoisonedEventException when events cannot be dealt with
     */
    void follow() throws SQLException, InterruptedException {
        try {
            stream.gather(this::take, POLL, GATHERING);
        } catch (WritingException e) {
            throw e.failure;
        } catch (DivergedException | PoisonedEventException e) {
            throw e;
        } catch (RuntimeException unreadable) {
            throw unreadable(unreadable);
        }
        commit();
    }

    /** Nobody knows what it says, so nobody knows what builds on it. */
    private PoisonedEventException unreadable(RuntimeException cause) throws SQLException {
        long number = stream.position().number() + 1;
        PoisonedEventException poison =
                new PoisonedEventException(committed.number() + 1, number, cause);
        if (!careful()) {
            return poison;
        }
        Optional<Bytes> came =
                cause instanceof UnreadableEventException whole
                        ? Optional.of(whole.payload())
                        : Optional.empty();
        note(number, "unreadable", came, poison.complaint(), true);
        return poison.halting();
    }

    private void take(EventPosition position, long timeNs, Event event) {
        try {
            batch.take(position, timeNs, event);
            if (batch.size() >= mostEvents || batch.bytes() >= MOST_BYTES) {
                commit();
            }
        } catch (SQLException e) {
            throw new WritingException(e);
        } catch (PoisonedEventException e) {
            setAside(position, timeNs, event, e);
        } catch (RuntimeException senseless) {
            setAside(position, timeNs, event, poisoned(position, senseless));
        }
    }

    private void commit() throws SQLException {
        if (batch.size() == 0) {
            return;
        }
        Batch written = batch;
        batch = new Batch(known);
        try {
            advance(written.last(), written.lastTimeNs());
            written.write(connection);
            connection.commit();
        } catch (SQLException e) {
            rollBack();
            if (Poison.isLasting(e)) {
                throw poisoned(written.last(), e);
            }
            throw e;
        } catch (RuntimeException e) {
            rollBack();
            throw poisoned(written.last(), e);
        }
        committed = written.last();
        transactions++;
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            LOG.debug("a transaction ended with its connection", gone);
        }
    }

    private PoisonedEventException poisoned(EventPosition last, Exception cause) {
        return new PoisonedEventException(committed.number() + 1, last.number(), cause);
    }

    /** Whoever else has written meanwhile, another writer or a rebuild, has won. */
    private void advance(EventPosition to, long timeNs) throws SQLException {
        int moved =
                Sql.of(
                                "update progress set number = ?, crc = ?, at = ?"
                                        + " where number = ? and crc = ?",
                                to.number(),
                                to.crc(),
                                new Sql.Moment(timeNs),
                                committed.number(),
                                committed.crc())
                        .execute(connection);
        if (moved != 1) {
            throw new SQLException("the tables were moved from " + committed, "40001");
        }
        Sql.of("delete from set_aside where halts").execute(connection);
    }

    /**
     * Writes down which event cannot be dealt with, once it is known: among many it is found by
     * taking one at a time.
     */
    private void setAside(
            EventPosition at, long timeNs, Event event, PoisonedEventException poison) {
        if (!careful()) {
            throw poison;
        }
        batch = new Batch(known);
        boolean harmless = Poison.isHarmless(event);
        String name = event.getClass().getSimpleName();
        try {
            if (harmless) {
                advance(at, timeNs);
            }
            note(at.number(), name, Optional.empty(), poison.complaint(), !harmless);
        } catch (SQLException e) {
            throw new WritingException(e);
        }
        if (!harmless) {
            throw poison.halting();
        }
        committed = at;
        setAside++;
    }

    private void note(
            long number, String event, Optional<Bytes> payload, String complaint, boolean halts)
            throws SQLException {
        int fresh =
                Sql.of(
                                "insert into set_aside (event_number, event, complaint, halts,"
                                        + " payload) values (?, ?, ?, ?, ?)"
                                        + " on conflict (event_number) do nothing",
                                number,
                                event,
                                complaint,
                                halts,
                                payload.map(Bytes::toArray))
                        .execute(connection);
        connection.commit();
        if (fresh == 1) {
            LOG.error("event {} ({}) is set aside: {}", number, event, complaint);
        }
    }

    private boolean careful() {
        return mostEvents == 1;
    }

    /** How many events this session could not deal with and went past. */
    long setAside() {
        return setAside;
    }

    long transactions() {
        return transactions;
    }

    EventPosition committed() {
        return committed;
    }

    EventStream stream() {
        return stream;
    }

    @Override
    public void close() {
        stream.close();
    }
}
