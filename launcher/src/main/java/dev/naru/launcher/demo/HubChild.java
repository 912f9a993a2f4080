// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** The hub as a process of its own, so that it can really be killed. Its output goes to a file. */
public final class HubChild implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Path configuration;
    private final Path log;
    private final URI health;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private Process process;

    /**
     * Starts a hub.
     *
     * @param configuration its YAML file
     * @param log where its output is appended
     * @param health answers 200 when it is ready
     */
    public HubChild(Path configuration, Path log, URI health) {
        this.configuration = configuration;
        this.log = log;
        this.health = health;
        this.process = launch();
    }

    private Process launch() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--add-opens",
                        "java.base/jdk.internal.misc=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.naru.launcher.Main",
                        "up",
                        "--config",
                        configuration.toString(),
                        "--while-process",
                        Long.toString(ProcessHandle.current().pid())));
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The hub could not be started", e);
        }
    }

    /**
     * Waits until the hub is ready.
     *
     * @throws IllegalStateException when it ended or was not ready in a minute; its log says why
     */
    public void awaitReady() throws InterruptedException {
        long deadlineNs = System.nanoTime() + START_TIMEOUT.toNanos();
        while (true) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The hub ended at its start, see " + log);
            }
            if (isReady()) {
                return;
            }
            if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException(
                        "The hub was not ready within " + START_TIMEOUT + ", see " + log);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** kill -9, and the end of the process awaited. */
    public void kill() throws InterruptedException, TimeoutException {
        process.destroyForcibly();
        if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new TimeoutException("The hub did not die");
        }
    }

    /** Starts it again on the same state and waits until it is ready. */
    public void restart() throws InterruptedException {
        process = launch();
        awaitReady();
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end in order, and kills it if it does not. */
    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
