// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.node.HubNode;
import dev.naru.node.NodeSettings;
import dev.naru.node.SyncCount;
import dev.naru.node.SyncLevel;
import dev.naru.protocol.Command;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** An outcome implies that its command was synced to disk. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class SyncTest {
    private static final int COMMANDS = 50;

    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    @TempDir Path folder;

    @Test
    void syncsTheLogForEveryCommandThatIsAskedAlone() {
        assertThat(syncsOfTheLog(SyncLevel.CONTENT)).isGreaterThanOrEqualTo(COMMANDS);
    }

    @Test
    void syncsNothingWhereThatIsAskedFor() {
        assertThat(syncsOfTheLog(SyncLevel.NONE)).isZero();
    }

    private long syncsOfTheLog(SyncLevel level) {
        NodeSettings settings =
                NodeSettings.alone(folder, Scene.machine())
                        .withSyncLevel(level)
                        .withFaultAction(faults::add);
        try (HubNode node = HubNode.start(settings);
                HubClient client =
                        HubClient.connect(
                                ClientSettings.through(
                                        new Door.SharedMemory(node.aeronDirectory())))) {
            client.ask(new Command.ReadFigures());
            try (SyncCount count = SyncCount.start(folder.resolve("archive"))) {
                for (int i = 0; i < COMMANDS; i++) {
                    assertThat(client.ask(new Command.ReadFigures()))
                            .isInstanceOf(Reply.Answered.class);
                }
                return count.stop();
            }
        }
    }
}
