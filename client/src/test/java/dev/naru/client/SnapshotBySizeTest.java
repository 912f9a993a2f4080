// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static dev.naru.client.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.node.HubNode;
import dev.naru.node.NodeSettings;
import dev.naru.protocol.Command;
import dev.naru.protocol.Payment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What a member keeps to replay, and to store, does not grow with its age. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class SnapshotBySizeTest {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final long FILE_BYTES = 64L * MIB;

    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    @TempDir Path folder;

    @Test
    void replaysOnlyWhatTheLogHasGrownBySinceTheLastSnapshot() {
        String option = "-D" + NodeProcess.SNAPSHOT_EVERY + "=" + 256 * KIB;
        int commands = 60_000;
        try (ChildNode child = ChildNode.alone(folder, option);
                HubClient client = connect(child.aeronDirectory())) {
            Scene.open(client);
            Payment before = Scene.paid(client, Scene.paymentId(1, 1));
            send(client, commands, new Command.ReadFigures());
            eventually().until(() -> child.replayBytes() < 256 * KIB);
            child.kill();
            try (ChildNode next = ChildNode.alone(folder, option)) {
                assertThat(next.commands()).as("replayed").isLessThan(commands / 4);
                eventually()
                        .untilAsserted(
                                () ->
                                        assertThat(Scene.read(client, before.id()))
                                                .isEqualTo(before));
                next.end();
            }
        }
    }

    @Test
    void keepsTwoSnapshotsAndTheLogThatTheyNeed() throws IOException {
        long every = 48L * MIB;
        NodeSettings settings =
                NodeSettings.alone(folder, Scene.machine())
                        .withSnapshotEveryBytes(every)
                        .withFaultAction(faults::add);
        Payment before;
        try (HubNode node = HubNode.start(settings);
                HubClient client = connect(node.aeronDirectory())) {
            Scene.open(client);
            before = Scene.paid(client, Scene.paymentId(1, 1));
            while (node.figures().commitPosition() < 12 * FILE_BYTES) {
                send(client, 1_000, Scene.largeAndRefused());
            }
            eventually().until(() -> node.figures().replayBytes() < every);
            eventually().untilAsserted(() -> assertThat(recordings()).hasSizeLessThanOrEqualTo(5));
            eventually().untilAsserted(() -> assertThat(logFiles()).isLessThanOrEqualTo(5));
        }
        try (HubNode node = HubNode.start(settings);
                HubClient client = connect(node.aeronDirectory())) {
            assertThat(Scene.read(client, before.id())).isEqualTo(before);
        }
        assertThat(faults).isEmpty();
    }

    /** The log's, and for each snapshot the service's and the consensus module's. */
    private Stream<String> recordings() throws IOException {
        return files().map(name -> name.substring(0, name.indexOf('-'))).distinct();
    }

    private long logFiles() throws IOException {
        return files().filter(name -> name.startsWith("0-")).count();
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("archive"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(".rec"))
                    .toList()
                    .stream();
        }
    }

    private static void send(HubClient client, int count, Command command) {
        CountDownLatch replies = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            while (!client.offer(command, reply -> replies.countDown())) {
                LockSupport.parkNanos(100_000);
            }
        }
        try {
            assertThat(replies.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static HubClient connect(Path aeronDirectory) {
        return HubClient.connect(ClientSettings.through(new Door.SharedMemory(aeronDirectory)));
    }
}
