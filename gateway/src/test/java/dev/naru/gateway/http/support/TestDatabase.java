// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real PostgreSQL of these tests, started once; every test has a database of its own in it. */
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = "test" + COUNT.incrementAndGet();

    private TestDatabase() {
        admin("create database " + name);
    }

    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** An empty database. */
    public static TestDatabase empty() {
        return new TestDatabase();
    }

    /** Its connections. */
    public DataSource source() {
        return Server.POSTGRES.getDatabase("postgres", name);
    }

    /** Breaks all connections, and takes no new ones until {@link #open}. */
    public void shut() {
        admin("alter database " + name + " with allow_connections false");
        admin(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                        + name
                        + "'");
    }

    /** Takes connections again. */
    public void open() {
        admin("alter database " + name + " with allow_connections true");
    }

    private static void admin(String statement) {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
