// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.node.HubNode;
import dev.naru.node.NodeSettings;
import dev.naru.protocol.Payment;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is believed of Aeron's lists after a kill, because the consensus module changes it itself: a
 * changed byte there either stops the start or makes no difference to anything that was paid.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class DamagedListsTest {
    private static final Path LIST = Path.of("cluster", RecordingLog.RECORDING_LOG_FILE_NAME);
    private static final int ENTRY = 64;

    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    @TempDir Path folder;

    @Test
    void aChangedByteThatIsBelievedAfterAKillMakesNoDifference() throws IOException {
        Path running = folder.resolve("running");
        Path killed = folder.resolve("killed");
        List<Payment> before = new ArrayList<>();
        try (HubNode node = HubNode.start(settings(running));
                HubClient client = connect(node)) {
            Scene.open(client);
            before.add(Scene.paid(client, Scene.paymentId(1, 1)));
        }
        try (HubNode node = HubNode.start(settings(running));
                HubClient client = connect(node)) {
            before.add(Scene.paid(client, Scene.paymentId(1, 2)));
            node.snapshot();
            before.add(Scene.paid(client, Scene.paymentId(1, 3)));
            awaitSealed(running);
            copy(running, killed);
        }
        byte[] list = Files.readAllBytes(killed.resolve(LIST));
        int tried = 0;
        for (int entry : terms(list)) {
            for (int at :
                    List.of(
                            entry + RecordingLog.LOG_POSITION_OFFSET,
                            entry + RecordingLog.ENTRY_TYPE_OFFSET + 3)) {
                byte[] changed = list.clone();
                changed[at] ^= (byte) 0x80;
                Path copy = folder.resolve("changed at " + at);
                copy(killed, copy);
                Files.write(copy.resolve(LIST), changed);
                assertStopsOrRemembers(copy, before, at);
                tried++;
            }
        }
        assertThat(tried).isEqualTo(4);
    }

    private void assertStopsOrRemembers(Path copy, List<Payment> before, int at) {
        try (HubNode node = HubNode.start(settings(copy));
                HubClient client = connect(node)) {
            for (Payment payment : before) {
                assertThat(Scene.read(client, payment.id())).as("byte %d", at).isEqualTo(payment);
            }
            System.out.println("a change at byte " + at + " makes no difference");
        } catch (RuntimeException refused) {
            System.out.println("a change at byte " + at + " stops the start: " + refused);
        }
    }

    private static List<Integer> terms(byte[] list) {
        List<Integer> terms = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN);
        for (int entry = 0; entry + ENTRY <= list.length; entry += ENTRY) {
            if (in.getInt(entry + RecordingLog.ENTRY_TYPE_OFFSET) == RecordingLog.ENTRY_TYPE_TERM) {
                terms.add(entry);
            }
        }
        return terms;
    }

    private NodeSettings settings(Path of) {
        return NodeSettings.alone(of, Scene.machine())
                .withStartPatience(Duration.ofSeconds(20))
                .withFaultAction(faults::add);
    }

    private static HubClient connect(HubNode node) {
        return HubClient.connect(
                ClientSettings.through(new Door.SharedMemory(node.aeronDirectory())));
    }

    private static void awaitSealed(Path of) throws IOException {
        while (Files.size(of.resolve("recording-log.sealed")) < Files.size(of.resolve(LIST))) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each));
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    copyUnlessGone(each, target);
                }
            }
        }
    }

    /** An old snapshot may be removed just now. */
    private static void copyUnlessGone(Path file, Path target) throws IOException {
        try {
            Files.copy(file, target);
        } catch (NoSuchFileException gone) {
            assertThat(file.toString()).contains(".rec");
        }
    }
}
