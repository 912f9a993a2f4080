// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import dev.naru.projection.Database;
import dev.naru.projection.embedded.EmbeddedPostgres;
import dev.naru.projection.embedded.EmbeddedSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL of these tests, started once; every test has a database of its own in it. */
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final int CONNECTIONS = 16;

    private final String name = "test" + COUNT.incrementAndGet();
    private final Semaphore places = new Semaphore(CONNECTIONS);

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

    /**
     * Its connections, so many at one time as the server surely has: whoever wants one more waits
     * for it, as for a hub's pool.
     */
    public DataSource source() {
        DataSource source = database().connections("webhook", "test");
        return proxy(
                DataSource.class,
                (self, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        return invoke(source, method, arguments);
                    }
                    places.acquireUninterruptibly();
                    try {
                        return returning(
                                (Connection)
                                        Objects.requireNonNull(invoke(source, method, arguments)));
                    } catch (SQLException away) {
                        places.release();
                        throw away;
                    }
                });
    }

    private Connection returning(Connection connection) {
        AtomicBoolean isTaken = new AtomicBoolean(true);
        return proxy(
                Connection.class,
                (self, method, arguments) -> {
                    try {
                        return invoke(connection, method, arguments);
                    } finally {
                        if (method.getName().equals("close")
                                && isTaken.compareAndSet(true, false)) {
                            places.release();
                        }
                    }
                });
    }

    private static @Nullable Object invoke(Object of, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(of, arguments);
        } catch (InvocationTargetException thrown) {
            throw Objects.requireNonNull(thrown.getCause());
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
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
