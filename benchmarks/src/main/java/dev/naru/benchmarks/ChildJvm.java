// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of ours in a JVM of its own, with fixed flags whatever flags this one has. It is spoken
 * to by lines, and does not outlive this process.
 */
public final class ChildJvm implements AutoCloseable {
    private static final List<String> FLAGS =
            List.of(
                    "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+ExitOnOutOfMemoryError");

    /** State is large and visited at random: every small page costs a second miss. */
    private static final String HUGE_PAGES = "-XX:+UseTransparentHugePages";

    /** Whoever profiles puts flags here, separated by spaces; they are noted with the figures. */
    private static final String MORE_FLAGS = "naru.bench.child";

    private static final long END_WITHIN_S = 60;

    private final Process process;
    private final BufferedReader lines;
    private final BufferedWriter orders;
    private final Thread killer;

    private ChildJvm(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /** Starts a main class with these flags in addition to {@link #flags the usual ones}. */
    public static ChildJvm start(Class<?> main, List<String> moreFlags, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(usualFlags());
        command.addAll(moreFlags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return new ChildJvm(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** The flags that every child has. */
    public static String flags() {
        return String.join(" ", usualFlags());
    }

    private static List<String> usualFlags() {
        List<String> flags = new ArrayList<>(FLAGS);
        if (System.getProperty("os.name").equals("Linux")) {
            flags.add(HUGE_PAGES);
        }
        Stream.of(System.getProperty(MORE_FLAGS, "").split(" "))
                .filter(flag -> !flag.isBlank())
                .forEach(flags::add);
        return flags;
    }

    /** To be called by the child: halts it when whoever started it is gone. */
    public static void haltWithParent() {
        Thread.ofPlatform()
                .daemon()
                .name("parent-watch")
                .start(
                        () -> {
                            try {
                                System.in.transferTo(OutputStream.nullOutputStream());
                            } catch (IOException gone) {
                                // It comes to the same.
                            }
                            Runtime.getRuntime().halt(1);
                        });
    }

    /** The next line that the child printed; empty when it has ended. */
    public Optional<String> nextLine() throws IOException {
        return Optional.ofNullable(lines.readLine());
    }

    /**
     * The rest of the next line that begins with this word. Lines before it are ignored.
     *
     * @throws IllegalStateException when the child ends without it
     */
    public String await(String word) throws IOException {
        for (Optional<String> line = nextLine(); line.isPresent(); line = nextLine()) {
            if (line.get().startsWith(word + " ")) {
                return line.get().substring(word.length() + 1);
            }
        }
        throw new IllegalStateException("a child process ended before it said '" + word + "'");
    }

    /** Says a line to the child. */
    public void say(String line) throws IOException {
        orders.write(line);
        orders.newLine();
        orders.flush();
    }

    /**
     * Waits for its end.
     *
     * @throws IllegalStateException when it does not come in a minute, or is not orderly
     */
    public void awaitEnd() throws InterruptedException {
        if (!process.waitFor(END_WITHIN_S, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a child process does not end");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("a child process ended with " + process.exitValue());
        }
    }

    /** SIGKILL, and waits for the end. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        try {
            kill();
            lines.close();
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
