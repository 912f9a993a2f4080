// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import dev.naru.projection.Database;
import dev.naru.projection.embedded.EmbeddedPostgres;
import dev.naru.projection.embedded.EmbeddedSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Its connections. */
    public DataSource source() {
        return database().connections("webhook", "test");
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
        try (Connection connection =
                        Server.named("postgres").connections("public", "test").getConnection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
