// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.rebuild;

import dev.naru.client.EventHearing;
import dev.naru.client.EventSource;
import dev.naru.projection.Database;
import dev.naru.projection.migrations.Tables;
import dev.naru.projection.writer.ProjectionStatus;
import dev.naru.projection.writer.ProjectionWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Builds all tables again from the first event, beside those that are read meanwhile, and puts them
 * in their place in one transaction. The writer that follows the hub may run, also while old and
 * new tables are compared: it waits while they change places and goes on in the new ones.
 */
public final class Rebuild {
    /** Where the new tables are until they are whole. */
    static final String NEXT = Tables.SCHEMA + "_next";

    private static final String LAST = Tables.SCHEMA + "_last";
    private static final int DROP_TRIES = 10;

    /** SQLSTATE deadlock_detected. */
    private static final String DEADLOCK = "40P01";

    private static final long LOOK_AGAIN_NS = 20_000_000;

    private final Database database;
    private final EventSource events;
    private final Duration patience;
    private final Consumer<ProjectionStatus> observer;

    /**
     * Of these tables from these events.
     *
     * @param patience for how long nothing may move on
     * @param observer hears again and again how far it is
     */
    public Rebuild(
            Database database,
            EventSource events,
            Duration patience,
            Consumer<ProjectionStatus> observer) {
        this.database = database;
        this.events = events;
        this.patience = patience;
        this.observer = observer;
    }

    /**
     * What came of it.
     *
     * @param eventNumber the last event in the new tables when they took the place of the old ones
     * @param built in how much time the new ones reached the event that the old ones were at
     * @param tables how many were compared; 0 where there were none before
     * @param different the tables that had other rows before
     */
    public record Result(long eventNumber, Duration built, int tables, List<String> different) {
        public Result {
            different = List.copyOf(different);
        }
    }

    /**
     * Rebuilds.
     *
     * @throws IllegalStateException when it does not move on; the tables are then as they were
     */
    public Result run() throws SQLException {
        long beganNs = System.nanoTime();
        DataSource source = database.connections(NEXT, "naru rebuild");
        try (Connection connection = source.getConnection()) {
            // The writer may be at a long transaction when it is waited for.
            connection.setNetworkTimeout(Runnable::run, 0);
            execute(connection, "drop schema if exists " + NEXT + " cascade");
            dropLast(connection);
            boolean replaces = exists(connection);
            long reached =
                    build(replaces ? Comparison.number(connection, Tables.SCHEMA) : Long.MAX_VALUE);
            Duration built = Duration.ofNanos(System.nanoTime() - beganNs);
            Comparison compared = Comparison.WITH_NOTHING;
            if (replaces) {
                compared = Comparison.of(source, NEXT, this::build);
                build(Comparison.number(connection, Tables.SCHEMA));
            }
            connection.setAutoCommit(false);
            if (replaces) {
                // The writer that follows the hub waits here until the places are changed; who
                // reads does not.
                execute(connection, "lock table " + Tables.SCHEMA + ".progress in exclusive mode");
                reached = build(Comparison.number(connection, Tables.SCHEMA));
                // Whoever still means these tables finds that they were moved.
                execute(connection, "update " + Tables.SCHEMA + ".progress set number = -1");
                execute(connection, "alter schema " + Tables.SCHEMA + " rename to " + LAST);
            }
            execute(connection, "alter schema " + NEXT + " rename to " + Tables.SCHEMA);
            connection.commit();
            connection.setAutoCommit(true);
            dropLast(connection);
            return new Result(reached, built, compared.tables(), compared.different());
        }
    }

    /** Apart from the change of places: it waits for readers, and they may wait for it. */
    private static void dropLast(Connection connection) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                execute(connection, "drop schema if exists " + LAST + " cascade");
                return;
            } catch (SQLException deadlock) {
                if (tries == DROP_TRIES || !DEADLOCK.equals(deadlock.getSQLState())) {
                    throw deadlock;
                }
            }
        }
    }

    /** Builds on until an event, or until there are no more. */
    private long build(long untilNumber) {
        EventSource part = new EventsUntil(events, untilNumber);
        try (ProjectionWriter writer =
                ProjectionWriter.start(database, NEXT, part, ProjectionWriter.MOST_EVENTS)) {
            long movedNs = System.nanoTime();
            long last = -1;
            while (true) {
                ProjectionStatus status = writer.status();
                long number = status.position().number();
                if (isDone(status, untilNumber)) {
                    return number;
                }
                movedNs = number == last ? movedNs : System.nanoTime();
                last = number;
                if (System.nanoTime() - movedNs > patience.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException(
                            "The rebuild stands at event "
                                    + number
                                    + " ("
                                    + status.state()
                                    + Stream.of(status.complaint(), missing(status))
                                            .filter(text -> !text.isEmpty())
                                            .map(text -> ": " + text)
                                            .findFirst()
                                            .orElse("")
                                    + "); the tables are as they were");
                }
                observer.accept(status);
                LockSupport.parkNanos(this, LOOK_AGAIN_NS);
            }
        }
    }

    private static String missing(ProjectionStatus status) {
        return status.hearing().standing() == EventHearing.Standing.NOT_HERE
                ? "no event server has event %d, nor has the archive, where there is one"
                        .formatted(status.position().number() + 1)
                : "";
    }

    /** Where it is known which event is the last, nothing else counts: handed over is not kept. */
    private static boolean isDone(ProjectionStatus status, long untilNumber) {
        boolean follows = status.state() == ProjectionStatus.State.FOLLOWING;
        boolean atEnd =
                untilNumber == Long.MAX_VALUE
                        && status.hearing().standing() == EventHearing.Standing.STREAMING
                        && status.hearing().lag() == 0
                        && status.position().number() > 0;
        return follows && (status.position().number() >= untilNumber || atEnd);
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select to_regclass('"
                                        + Tables.SCHEMA
                                        + ".progress') is not null")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
