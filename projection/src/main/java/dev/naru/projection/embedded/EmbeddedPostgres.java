// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.projection.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server beside this process: started with it, started again when it dies, and stopped
 * with it. One that an earlier process left running is stopped first. It listens on the loopback
 * address only, asks for its password, and confirms nothing that is not on disk.
 *
 * <p>PostgreSQL refuses to run as root; for root it runs in a user namespace of its own, in which
 * it is nobody.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The only user. */
    public static final String USER = "naru";

    /** Whose first line is the process id and whose fourth is the port. */
    private static final String LOCK_FILE = "postmaster.pid";

    private static final int PORT_LINE = 4;
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);
    private static final long LOOK_AGAIN_MS = 20;
    private static final long RESTART_PAUSE_MS = 200;
    private static final List<String> AS_NOBODY = List.of("unshare", "-U");

    private final EmbeddedSettings settings;
    private final int port;
    private final List<String> prefix = isRoot() ? AS_NOBODY : List.of();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread keeper = Thread.ofPlatform().name("postgres").unstarted(this::keep);
    private volatile Optional<Process> server = Optional.empty();

    private EmbeddedPostgres(EmbeddedSettings settings) {
        this.settings = settings;
        this.port = settings.port() == 0 ? freePort() : settings.port();
    }

    /**
     * Begins to start a server, and to make its database at the first time. Who needs it tries
     * until it answers; why it does not start is in the log of this process.
     */
    public static EmbeddedPostgres begin(EmbeddedSettings settings) {
        EmbeddedPostgres postgres = new EmbeddedPostgres(settings);
        postgres.keeper.start();
        return postgres;
    }

    /**
     * Starts a server; it answers when this returns.
     *
     * @throws IllegalStateException when it does not within a minute
     */
    public static EmbeddedPostgres start(EmbeddedSettings settings) {
        EmbeddedPostgres postgres = begin(settings);
        try {
            postgres.awaitAnswer();
            return postgres;
        } catch (RuntimeException failed) {
            postgres.close();
            throw failed;
        }
    }

    /**
     * The server that another process of this machine runs with these settings, empty where none
     * does.
     */
    public static Optional<Database> running(EmbeddedSettings settings) {
        Path file = settings.data().resolve(LOCK_FILE);
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() < PORT_LINE) {
                return Optional.empty();
            }
            return Optional.of(
                    at(Integer.parseInt(lines.get(PORT_LINE - 1).strip()), settings.password()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Database at(int port, String password) {
        return new Database("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password);
    }

    /** How to reach it. */
    public Database database() {
        return at(port, settings.password());
    }

    /** The server's process id, another one after it died; 0 while there is none. */
    public long pid() {
        return server.map(Process::pid).orElse(0L);
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /**
     * Stops it in order: what runs is rolled back, nothing has to be recovered at the next start.
     */
    @Override
    public void close() {
        closing.countDown();
        server.map(Process::toHandle).ifPresent(EmbeddedPostgres::stop);
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        while (closing.getCount() > 0) {
            try {
                prepare();
                Process launched = launch();
                server = Optional.of(launched);
                if (closing.getCount() == 0) {
                    stop(launched.toHandle());
                }
                launched.waitFor();
                if (closing.getCount() > 0) {
                    LOG.error("PostgreSQL has ended by itself and is started again: see {}", log());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("PostgreSQL cannot be started", e);
            }
            pause(RESTART_PAUSE_MS);
        }
    }

    private void prepare() {
        PostgresArchive.unpackInto(settings.programs());
        stopOrphan();
        if (!Files.exists(settings.data().resolve("PG_VERSION"))) {
            initialise();
        }
    }

    /** Beside its place first: a half-made one would be taken for whole at the next start. */
    private void initialise() {
        Path data = settings.data().toAbsolutePath();
        Path making = data.resolveSibling(data.getFileName() + ".making");
        try {
            Files.createDirectories(data.getParent());
            delete(making);
            Path passwordFile =
                    Files.createTempFile(
                            data.getParent(),
                            "password-",
                            "",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(passwordFile, settings.password(), UTF_8);
                run(
                        List.of(
                                program("initdb"),
                                "--pgdata=" + making,
                                "--username=" + USER,
                                "--pwfile=" + passwordFile,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C"));
            } finally {
                Files.delete(passwordFile);
            }
            Files.move(making, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("A database cannot be made in " + data, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void run(List<String> command) throws IOException {
        Process process = builder(command).start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        command.getFirst() + " failed: see " + log() + unshareHint());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while making a database", e);
        }
    }

    private Process launch() {
        try {
            return builder(
                            List.of(
                                    program("postgres"),
                                    "-D",
                                    settings.data().toAbsolutePath().toString(),
                                    "-c",
                                    "listen_addresses=127.0.0.1",
                                    "-c",
                                    "port=" + port,
                                    "-c",
                                    "unix_socket_directories=",
                                    "-c",
                                    "synchronous_commit=on",
                                    "-c",
                                    "max_connections=64",
                                    "-c",
                                    "shared_buffers=256MB",
                                    "-c",
                                    "max_wal_size=4GB",
                                    "-c",
                                    "checkpoint_timeout=15min",
                                    "-c",
                                    "wal_compression=on",
                                    "-c",
                                    "jit=off",
                                    "-c",
                                    // The details of a failure name values, and those can be
                                    // personal.
                                    "log_error_verbosity=terse",
                                    "-c",
                                    "timezone=UTC"))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started" + unshareHint(), e);
        }
    }

    private ProcessBuilder builder(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().put("LC_ALL", "C");
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        return builder;
    }

    private String program(String name) {
        return settings.programs().toAbsolutePath().resolve("bin").resolve(name).toString();
    }

    private Path log() {
        return settings.data().toAbsolutePath().resolveSibling("postgres.log");
    }

    private String unshareHint() {
        return prefix.isEmpty()
                ? ""
                : "; as root it needs the program unshare and user namespaces: else run the hub as"
                        + " another user or name a database by its url";
    }

    private void awaitAnswer() {
        long endNs = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers()) {
            if (System.nanoTime() - endNs > 0) {
                throw new IllegalStateException(
                        "PostgreSQL did not start: see " + log() + unshareHint());
            }
            pause(LOOK_AGAIN_MS);
        }
    }

    private boolean answers() {
        try (Connection connection =
                database().connections("public", "naru start").getConnection()) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void pause(long millis) {
        try {
            closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL starts", e);
        }
    }

    /** A server that nobody watches any more, as after a kill of the hub. */
    private void stopOrphan() {
        Path file = settings.data().resolve(LOCK_FILE);
        try {
            if (Files.exists(file)) {
                long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
                ProcessHandle.of(pid).filter(this::isOurs).ifPresent(EmbeddedPostgres::stop);
            }
        } catch (IOException | NumberFormatException e) {
            LOG.warn("{} cannot be read; PostgreSQL will say whether it matters", file, e);
        }
    }

    /** A process id may have been given to somebody else since. */
    private boolean isOurs(ProcessHandle process) {
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return Files.readString(commandLine, UTF_8)
                    .contains(settings.data().toAbsolutePath().toString());
        } catch (IOException gone) {
            return false;
        }
    }

    /** With SIGINT, which PostgreSQL takes as: throw everybody out and end in order. */
    private static void stop(ProcessHandle process) {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
            process.onExit().get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            LOG.warn("PostgreSQL does not stop in order and is killed", e);
            process.destroyForcibly();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free port", e);
        }
    }

    private static boolean isRoot() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
