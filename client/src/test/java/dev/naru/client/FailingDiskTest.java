// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static dev.naru.client.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.node.FaultAction;
import dev.naru.node.eventlog.EventLogCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The disk under the log of commands fails in the middle of payments. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class FailingDiskTest {
    @TempDir Path folder;
    private Path node;
    private FailingDisk disk;

    @BeforeEach
    void prepare() throws IOException {
        node = folder.resolve("node");
        disk = FailingDisk.in(folder);
    }

    /**
     * Whatever a disk whose sync failed has kept: what was acknowledged had been synced before. The
     * log is found as a power cut at that moment would have left it.
     */
    @ParameterizedTest
    @EnumSource(
            value = DiskState.class,
            names = {"SYNC_LOSES_ALL", "SYNC_LOSES_HALF", "SYNC_LOSES_NOTHING"})
    void stopsWhereTheLogCannotBeSyncedAndFindsWhatItAcknowledged(DiskState ill)
            throws IOException {
        try (Payers payers = new Payers()) {
            try (ChildNode child = ChildNode.alone(node, disk.option());
                    HubClient client = connect(child)) {
                Scene.open(client);
                payers.payThrough(client);
                eventually().until(() -> payers.acknowledged().size() >= 50);
                disk.becomes(ill);
                assertThat(child.awaitExit()).isEqualTo(FaultAction.HALTED);
                payers.stop();
                assertThat(client.figures().unknown()).isPositive();
                assertThat(child.complaints())
                        .contains("this member cannot be trusted any more")
                        .contains(FailingDisk.complaint(node, "Input/output error"));
            }
            assertThat(payers.unknown()).isNotEmpty();
            try (ChildNode child = ChildNode.alone(node);
                    HubClient client = connect(child)) {
                payers.findEverythingAt(client);
                child.end();
            }
        }
        assertThat(EventLogCheck.verify(node.resolve("events")).isWhole()).isTrue();
    }

    private static HubClient connect(ChildNode child) {
        return HubClient.connect(
                ClientSettings.through(new Door.SharedMemory(child.aeronDirectory()))
                        .withTimeOut(Duration.ofSeconds(5)));
    }
}
