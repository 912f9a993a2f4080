// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.naru.projection.Database;
import dev.naru.projection.embedded.EmbeddedPostgres;
import dev.naru.projection.embedded.EmbeddedSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real PostgreSQL of these tests, started once; every test has a database of its own in it. */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final int CONNECTIONS = 16;

    /** Longer than any test stands still. */
    private static final long PATIENCE_MS = 30_000;

    private final String name = "test" + COUNT.incrementAndGet();
    private final HikariDataSource pool;
    private volatile boolean isShut;

    private TestDatabase() {
        admin("create database " + name);
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(database().connections("trustone", "test"));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(PATIENCE_MS);
        config.setInitializationFailTimeout(-1);
        pool = new Pool(config);
    }

    /** Nobody needs to be patient with a database that a test has shut. */
    private final class Pool extends HikariDataSource {
        Pool(HikariConfig config) {
            super(config);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (isShut) {
                throw new SQLTransientConnectionException("shut by a test", "08001");
            }
            return super.getConnection();
        }
    }

    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                Path folder = Files.createTempDirectory("naru-gateway-postgres");
                EmbeddedPostgres postgres =
                        EmbeddedPostgres.start(
                                new EmbeddedSettings(
                                        folder.resolve("programs"),
                                        folder.resolve("data"),
                                        0,
                                        "of these tests"));
                Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Database named(String name) {
            Database own = POSTGRES.database();
            String url = own.url().substring(0, own.url().lastIndexOf('/') + 1) + name;
            return new Database(url, own.user(), own.password());
        }
    }

    /** An empty database. */
    public static TestDatabase empty() {
        return new TestDatabase();
    }

    /** How it is reached. */
    public Database database() {
        return Server.named(name);
    }

    /** Its connections, each opened when it is asked for. */
    public DataSource source() {
        return database().connections("webhook", "test");
    }

    /**
     * Connections that stay open, as a hub has them: whoever wants one more than there are waits
     * for it.
     */
    public DataSource pool() {
        return pool;
    }

    /** Breaks all connections, and takes no new ones until {@link #open}. */
    public void shut() {
        isShut = true;
        admin("alter database " + name + " with allow_connections false");
        admin(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                        + name
                        + "'");
    }

    /** Takes connections again. */
    public void open() {
        admin("alter database " + name + " with allow_connections true");
        // Those that were broken are not handed out: a pool trusts what was good a moment ago.
        pool.getHikariPoolMXBean().softEvictConnections();
        isShut = false;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static void admin(String statement) {
        try (Connection connection =
                        Server.named("postgres").connections("public", "test").getConnection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
