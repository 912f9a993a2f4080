// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static dev.naru.client.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.naru.node.FaultAction;
import dev.naru.node.HubNode;
import dev.naru.node.NodeSettings;
import dev.naru.protocol.Payment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A member on a small disk of its own that becomes full. Needs root, to mount that disk. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class FullDiskTest {
    private static final int MIB = 1024 * 1024;
    private static final int DISK_MIB = 224;

    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    @TempDir Path elsewhere;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(elsewhere.resolve("disk"));
        if (run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MIB + "m", "naru-test", disk) != 0) {
            String why = "NOT TESTED: what a full disk does; only root can mount a small one";
            if ("true".equals(System.getenv("CI"))) {
                fail(why);
            }
            System.err.println(why);
            Assumptions.abort(why);
        }
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk);
    }

    @Test
    void takesNoSnapshotWithoutRoomAndGoesOn() throws IOException {
        NodeSettings settings =
                NodeSettings.alone(disk.resolve("node"), Scene.machine())
                        .withFaultAction(faults::add);
        try (HubNode node = HubNode.start(settings);
                HubClient client = connect(node.aeronDirectory())) {
            Scene.open(client);

            assertThatThrownBy(node::snapshot)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("make room");

            assertThat(Scene.paid(client, Scene.paymentId(1, 1))).isNotNull();
            assertThat(node.figures().snapshots()).isZero();
        }
        assertThat(faults).isEmpty();
    }

    /** Nothing is acknowledged that is not on the disk, and all that is comes back. */
    @Test
    void stopsWhenTheLogHasNoRoomAndFindsEverythingWhenThereIsSomeAgain() throws IOException {
        Path folder = disk.resolve("node");
        Path ballast = disk.resolve("ballast");
        try (Payers payers = new Payers()) {
            try (ChildNode child = ChildNode.alone(folder);
                    HubClient client = connect(child.aeronDirectory())) {
                Scene.open(client);
                payers.payThrough(client);
                eventually().until(() -> payers.acknowledged().size() >= 50);
                fill(ballast);
                assertThat(child.awaitExit()).isEqualTo(FaultAction.HALTED);
                payers.stop();
            }
            Files.delete(ballast);

            try (ChildNode child = ChildNode.alone(folder);
                    HubClient client = connect(child.aeronDirectory())) {
                for (Payment payment : payers.acknowledged()) {
                    assertThat(Scene.read(client, payment.id())).isEqualTo(payment);
                }
                payers.unknown().forEach(id -> assertThat(Scene.paid(client, id)).isNotNull());
                assertThat(Scene.figures(client).lastPaymentNumber())
                        .isEqualTo(payers.acknowledged().size() + payers.unknown().size());
                child.end();
            }
        }
    }

    /** To the last byte, but for what the next few commands need. */
    private static void fill(Path ballast) throws IOException {
        byte[] zeros = new byte[MIB];
        try (var out = Files.newOutputStream(ballast)) {
            for (int i = 0; i < DISK_MIB; i++) {
                out.write(zeros);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static int run(Object... command) throws IOException, InterruptedException {
        String[] words = new String[command.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = command[i].toString();
        }
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static HubClient connect(Path aeronDirectory) {
        return HubClient.connect(ClientSettings.through(new Door.SharedMemory(aeronDirectory)));
    }
}
