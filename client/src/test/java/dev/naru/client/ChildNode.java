// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.jspecify.annotations.Nullable;

/** A {@link NodeProcess} as its parent sees it. */
final class ChildNode implements AutoCloseable {
    private static final Path THREADS_OF = Path.of("/proc");
    private final Process process;
    private final BufferedReader output;
    private final OutputStream input;
    private final Path stderr;
    private @Nullable Path aeronDirectory;

    private ChildNode(Process process, Path stderr) {
        this.process = process;
        this.stderr = stderr;
        this.output = process.inputReader();
        this.input = process.getOutputStream();
    }

    /** Begins to start a member; {@link #aeronDirectory} waits until it serves. */
    static ChildNode start(Path folder, int memberId, List<Integer> basePorts) {
        return start(folder, memberId, basePorts, List.of());
    }

    private static ChildNode start(
            Path folder, int memberId, List<Integer> basePorts, List<String> options) {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseCompactObjectHeaders",
                                "-XX:+UseSerialGC",
                                "-Xmx512m"));
        line.addAll(options);
        line.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeProcess.class.getName(),
                        folder.toString(),
                        Integer.toString(memberId)));
        basePorts.forEach(port -> line.add(port.toString()));
        try {
            Files.createDirectories(folder);
            // Not in its folder: that disk may be full.
            Path stderr = Files.createTempFile("naru-member", ".stderr");
            return new ChildNode(
                    new ProcessBuilder(line)
                            .redirectError(ProcessBuilder.Redirect.to(stderr.toFile()))
                            .start(),
                    stderr);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts a member alone and waits until it serves. */
    static ChildNode alone(Path folder, String... options) {
        ChildNode child = start(folder, 0, List.of(), List.of(options));
        try {
            child.aeronDirectory();
            return child;
        } catch (RuntimeException | AssertionError failed) {
            child.close();
            throw failed;
        }
    }

    /** Where clients on this computer find it. */
    Path aeronDirectory() {
        if (aeronDirectory == null) {
            aeronDirectory = Path.of(line());
        }
        return aeronDirectory;
    }

    /** Whether it is the leader now. */
    boolean isLeader() {
        return answerTo(NodeProcess.ROLE).equals("LEADER");
    }

    /** Where its events are read. */
    InetSocketAddress events() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(answerTo(NodeProcess.EVENT_PORT)));
    }

    /** Commands that it took since it started, replayed ones included. */
    long commands() {
        return Long.parseLong(figures()[0]);
    }

    /** Bytes of the log that the next start would replay now. */
    long replayBytes() {
        return Long.parseLong(figures()[1]);
    }

    /** Snapshots that it took since it started. */
    long snapshots() {
        return Long.parseLong(figures()[2]);
    }

    private String[] figures() {
        return answerTo(NodeProcess.FIGURES).split(" ");
    }

    /** Has it, the leader, take a snapshot, and waits for it. */
    void snapshot() {
        assertThat(answerTo(NodeProcess.SNAPSHOT)).isEqualTo("LEADER");
    }

    /** Has it refuse to take a snapshot, and says why. */
    String refusedSnapshot() {
        String answer = answerTo(NodeProcess.SNAPSHOT);
        assertThat(answer).startsWith(NodeProcess.REFUSED);
        return answer;
    }

    /** SIGKILL. What it left is there for the next one in its folder to deal with. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
        aeronDirectory = null;
    }

    /** Waits until it ends by itself, and says how. */
    int awaitExit() {
        awaitEnd();
        return process.exitValue();
    }

    /** SIGSTOP: it lives, and does nothing, none of its threads, when this returns. */
    void stop() {
        signal("-STOP");
        if (Files.exists(THREADS_OF)) {
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(this::isStopped);
        }
    }

    /** By the state of each thread (proc_pid_stat(5)): the signal reaches one after the other. */
    private boolean isStopped() throws IOException {
        Path threads = THREADS_OF.resolve(Long.toString(process.pid())).resolve("task");
        try (Stream<Path> all = Files.list(threads)) {
            for (Path thread : all.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
        }
        return true;
    }

    /** SIGCONT: it goes on. */
    void goOn() {
        signal("-CONT");
    }

    /** Has it close in order. */
    void end() {
        try {
            input.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        awaitEnd();
        assertThat(process.exitValue()).isZero();
    }

    /** Kills it if it still lives, and removes what is then left of it outside its folder. */
    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
        IoUtil.delete(stderr.toFile(), true);
        if (aeronDirectory != null) {
            IoUtil.delete(aeronDirectory.toFile(), true);
        }
    }

    private String answerTo(int question) {
        try {
            input.write(question);
            input.flush();
            return line();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private String line() {
        try {
            String line = output.readLine();
            assertThat(line)
                    .as(() -> "the child goes on living; it said: " + complaints())
                    .isNotNull();
            return line;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** What it has logged. */
    String complaints() {
        try {
            return Files.readString(stderr);
        } catch (IOException gone) {
            return gone.toString();
        }
    }

    private void signal(String name) {
        try {
            int exit =
                    new ProcessBuilder("kill", name, Long.toString(process.pid()))
                            .inheritIO()
                            .start()
                            .waitFor();
            assertThat(exit).isZero();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("the child ends").isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
