// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The schema {@code webhook} of a PostgreSQL database, brought to this version's form, and
 * transactions in it.
 */
final class Database {
    private static final String SCHEMA = "webhook";

    private final DataSource source;
    private boolean isMigrated;

    Database(DataSource source) {
        this.source = source;
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        /** Does it; what it throws takes everything back. */
        T on(Connection connection) throws SQLException;
    }

    /**
     * Does this in one transaction, or not at all.
     *
     * @throws DatabaseAwayException when it was not done, or when that cannot be known
     */
    <T> T inTransaction(Work<T> work) {
        migrate();
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

    /** At the first use: a hub must not wait for its database to start. */
    private synchronized void migrate() {
        if (isMigrated) {
            return;
        }
        try {
            Flyway.configure()
                    .dataSource(source)
                    .schemas(SCHEMA)
                    .defaultSchema(SCHEMA)
                    .locations("classpath:dev/naru/gateway/webhook/migrations")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseAwayException(e);
        }
        isMigrated = true;
    }

    private static void takeBack(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
