// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One schema of a PostgreSQL database, brought to this version's form, and transactions in it. Safe
 * for many threads.
 */
public final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final long WAIT_S = 5;

    private final DataSource source;
    private final String schema;
    private final String migrations;
    private final ReentrantLock migrating = new ReentrantLock();
    private final AtomicBoolean isAway = new AtomicBoolean();
    private volatile boolean isMigrated;

    /**
     * This schema of a database.
     *
     * @param schema that nobody else but other gateways of this hub use
     * @param migrations where on the class path its versions are
     */
    public Database(DataSource source, String schema, String migrations) {
        this.source = source;
        this.schema = schema;
        this.migrations = migrations;
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it; what it throws takes everything back. */
        T on(Connection connection) throws SQLException;
    }

    /**
     * Does this in one transaction, or not at all.
     *
     * @throws DatabaseAwayException when it was not done, or when that cannot be known
     */
    public <T> T inTransaction(Work<T> work) {
        try {
            migrate();
            T done = transact(work);
            if (isAway.compareAndSet(true, false)) {
                LOG.info("the database of the schema {} is back", schema);
            }
            return done;
        } catch (DatabaseAwayException e) {
            if (isAway.compareAndSet(false, true)) {
                LOG.warn("the database of the schema {} is away: {}", schema, e.state());
            }
            throw e;
        }
    }

    private <T> T transact(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T done = work.on(connection);
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException e) {
                takeBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseAwayException(e);
        }
    }

    /**
     * At the first use: a hub must not wait for its database to start. Whoever comes while another
     * tries waits for that one for a while, and not for all who came before.
     */
    private void migrate() {
        if (isMigrated) {
            return;
        }
        awaitTurn();
        try {
            if (isMigrated) {
                return;
            }
            Flyway.configure()
                    .dataSource(source)
                    .schemas(schema)
                    .defaultSchema(schema)
                    .locations("classpath:" + migrations)
                    .load()
                    .migrate();
            isMigrated = true;
        } catch (FlywayException e) {
            throw new DatabaseAwayException(e);
        } finally {
            migrating.unlock();
        }
    }

    private void awaitTurn() {
        try {
            if (!migrating.tryLock(WAIT_S, TimeUnit.SECONDS)) {
                throw new DatabaseAwayException("its tables are not there yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseAwayException(e);
        }
    }

    private static void takeBack(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
