// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cluster;

import dev.naru.benchmarks.ChildJvm;
import dev.naru.benchmarks.WorkFolder;
import dev.naru.node.SyncLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A hub's member that runs as a process of its own, seen from outside. */
public final class NodeChild implements AutoCloseable {
    /** How a member runs while it is measured. */
    static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xms1536m",
                    "-Xmx1536m",
                    "-Xmn512m",
                    "-XX:MaxDirectMemorySize=4g");

    /** Synced before any outcome is given. */
    public static final SyncLevel SYNC_LEVEL = SyncLevel.CONTENT;

    private final ChildJvm process;
    private final Path aeronDirectory;

    /**
     * What the member says of itself.
     *
     * @param commands carried out since it started, replayed ones included
     * @param syncs of its files since it started; the last second may be missing
     */
    public record Figures(long commands, long events, long droppedReplies, long syncs) {}

    private NodeChild(ChildJvm process, Path aeronDirectory) {
        this.process = process;
        this.aeronDirectory = aeronDirectory;
    }

    /** Starts it and waits until it serves. */
    public static NodeChild start(Path folder, long rememberedPayments) throws IOException {
        ChildJvm process =
                ChildJvm.start(
                        NodeProcess.class,
                        FLAGS,
                        List.of(
                                folder.toString(),
                                Long.toString(rememberedPayments),
                                SYNC_LEVEL.name()));
        try {
            return new NodeChild(process, Path.of(process.await("ready")));
        } catch (IOException | RuntimeException failed) {
            process.close();
            throw failed;
        }
    }

    /** All flags that it runs with. */
    public static String flags() {
        return ChildJvm.flags() + " " + String.join(" ", FLAGS);
    }

    /** Where clients find it. */
    public Path aeronDirectory() {
        return aeronDirectory;
    }

    /** Has it write a snapshot, and returns how long that took, in nanoseconds. */
    public long snapshot() throws IOException {
        process.say("snapshot");
        return Long.parseLong(process.await("snapshot"));
    }

    /** What it says of itself. */
    public Figures figures() throws IOException {
        process.say("figures");
        String[] words = process.await("figures").split(" ");
        return new Figures(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]));
    }

    /** SIGKILL: nothing is written any more, nobody is told. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /** The same, and what it had in shared memory goes too. */
    @Override
    public void close() {
        process.close();
        try {
            WorkFolder.delete(aeronDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
