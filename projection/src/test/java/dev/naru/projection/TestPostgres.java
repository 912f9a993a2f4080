// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection;

import dev.naru.projection.embedded.EmbeddedPostgres;
import dev.naru.projection.embedded.EmbeddedSettings;
import dev.naru.projection.rebuild.TableDigests;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A real server in a folder of the test's. Its programs are unpacked once for all tests. */
final class TestPostgres implements AutoCloseable {
    private static final Path PROGRAMS =
            Path.of("target", "postgres-" + EmbeddedSettings.VERSION).toAbsolutePath();

    private final EmbeddedPostgres server;

    TestPostgres(Path folder) {
        server =
                EmbeddedPostgres.start(
                        new EmbeddedSettings(PROGRAMS, folder.resolve("data"), 0, "secret"));
    }

    /** A server that runs by itself, as after a kill of the process that had started it. */
    static Process launchUnwatched(Path folder) throws IOException {
        Path data = folder.resolve("data").toAbsolutePath();
        List<String> command = new ArrayList<>();
        if ((int) Files.getAttribute(data, "unix:uid") == 0) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(
                List.of(
                        PROGRAMS.resolve("bin").resolve("postgres").toString(),
                        "-D",
                        data.toString(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "port=" + freePort(),
                        "-c",
                        "unix_socket_directories="));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("left.log").toFile())
                        .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(data.resolve("postmaster.pid")));
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Database database() {
        return server.database();
    }

    EmbeddedPostgres server() {
        return server;
    }

    /** Kills it as hard as can be, and returns when another one answers. */
    void kill() {
        long pid = server.pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> server.pid() != pid && server.pid() != 0);
    }

    /** The rows of a query, each value as text. */
    List<List<String>> rows(String schema, String sql) {
        try (Connection connection = database().connections(schema, "test").getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                all.add(row);
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void execute(String schema, String sql) {
        try (Connection connection = database().connections(schema, "test").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    Map<String, String> digests(String schema) {
        try (Connection connection = database().connections(schema, "test").getConnection()) {
            return TableDigests.of(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(schema, e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
