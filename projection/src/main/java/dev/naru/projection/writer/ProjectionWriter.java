// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import dev.naru.client.EventHearing;
import dev.naru.client.EventPosition;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import dev.naru.client.EventStream.DivergedException;
import dev.naru.projection.Database;
import dev.naru.projection.migrations.Tables;
import dev.naru.projection.writer.ProjectionStatus.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tables up with the events, on a thread of its own. It never slows the hub: when the
 * database is away or slow it falls behind and says so. Any number of writers may follow into the
 * same tables; what one has written the others do not write again.
 */
public final class ProjectionWriter implements AutoCloseable {
    /** The most events in one transaction. */
    public static final int MOST_EVENTS = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionWriter.class);
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 5_000;

    /** SQLSTATE serialization_failure. */
    private static final String MOVED = "40001";

    private static final int MOST_DOUBLINGS = 10;

    private final DataSource database;
    private final String schema;
    private final EventSource events;
    private final int mostEvents;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private boolean migrated;
    private long carefulUntil;
    private int failures;
    private volatile State state = State.STARTING;
    private volatile EventPosition position = EventPosition.START;
    private volatile String complaint = "";
    private volatile long setAside;
    private volatile long transactions;
    private volatile @Nullable EventStream stream;

    private ProjectionWriter(Database database, String schema, EventSource events, int mostEvents) {
        this.database = database.connections(schema, "naru projection");
        this.schema = schema;
        this.events = events;
        this.mostEvents = mostEvents;
        this.thread = Thread.ofPlatform().name("projection-writer").daemon().unstarted(this::run);
    }

    /** Begins to follow. The database need not be there yet. */
    public static ProjectionWriter start(Database database, EventSource events) {
        return start(database, Tables.SCHEMA, events, MOST_EVENTS);
    }

    /**
     * Begins to follow into another schema.
     *
     * @param mostEvents in one transaction, at least 1
     */
    public static ProjectionWriter start(
            Database database, String schema, EventSource events, int mostEvents) {
        ProjectionWriter writer = new ProjectionWriter(database, schema, events, mostEvents);
        writer.thread.start();
        return writer;
    }

    /** How the tables stand. For any thread. */
    public ProjectionStatus status() {
        EventStream now = stream;
        EventHearing hearing = now == null ? EventHearing.none() : now.hearing();
        return new ProjectionStatus(state, position, hearing, setAside, transactions, complaint);
    }

    private void run() {
        while (closing.getCount() > 0) {
            try {
                work();
            } catch (InterruptedException e) {
                LOG.debug("the projection's writer was told to end", e);
            } catch (PoisonedEventException e) {
                stumble(e);
            } catch (DivergedException e) {
                fail(State.DIVERGED, e, "rebuild the tables: " + e.getMessage());
            } catch (SQLException | FlywayException e) {
                if (e instanceof SQLException race && MOVED.equals(race.getSQLState())) {
                    LOG.info("another writer was faster: {}", e.getMessage());
                    pause(FIRST_PAUSE_MS);
                    continue;
                }
                migrated = false;
                fail(State.DATABASE_AWAY, e, "PostgreSQL cannot be used now");
            } catch (RuntimeException e) {
                fail(State.HALTED, e, String.valueOf(e.getMessage()));
            }
        }
    }

    private void work() throws SQLException, InterruptedException {
        if (!migrated) {
            Tables.migrate(database, schema);
            migrated = true;
        }
        try (Connection connection = database.getConnection()) {
            boolean careful = carefulUntil > position.number();
            try (ProjectionSession session =
                    ProjectionSession.open(connection, events, careful ? 1 : mostEvents)) {
                stream = session.stream();
                publish(session);
                follow(session, careful);
            }
        }
    }

    private void follow(ProjectionSession session, boolean careful)
            throws SQLException, InterruptedException {
        long setAsideBefore = setAside;
        long transactionsBefore = transactions;
        while (closing.getCount() > 0
                && !(careful && session.committed().number() >= carefulUntil)) {
            try {
                session.follow();
            } finally {
                publish(session);
                setAside = setAsideBefore + session.setAside();
                transactions = transactionsBefore + session.transactions();
            }
            if (state != State.FOLLOWING) {
                LOG.info("the projection follows from event {}", position.number());
            }
            state = State.FOLLOWING;
            complaint = "";
            failures = 0;
        }
    }

    private void publish(ProjectionSession session) {
        position = session.committed();
    }

    private void stumble(PoisonedEventException poison) {
        carefulUntil = poison.last();
        if (poison.halts()) {
            fail(
                    State.HALTED,
                    poison,
                    "event " + poison.last() + " cannot be dealt with: " + poison.complaint());
        }
    }

    private void fail(State now, Exception cause, String sentence) {
        if (closing.getCount() == 0) {
            return;
        }
        if (state != now) {
            LOG.error("the projection does not go on ({}): {}", now, sentence);
            LOG.debug("the cause is", cause);
        }
        state = now;
        complaint = sentence;
        failures++;
        long pauseMs = FIRST_PAUSE_MS << Math.min(failures - 1, MOST_DOUBLINGS);
        pause(Math.min(pauseMs, LONGEST_PAUSE_MS));
    }

    private void pause(long pauseMs) {
        try {
            closing.await(pauseMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.debug("a pause was cut short", e);
        }
    }

    /** Ends after the transaction that is under way, if it ends soon. */
    @Override
    public void close() {
        closing.countDown();
        EventStream now = stream;
        if (now != null) {
            now.close();
        }
        try {
            if (!thread.join(java.time.Duration.ofSeconds(10))) {
                LOG.warn("the projection's writer hangs in the database and is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
