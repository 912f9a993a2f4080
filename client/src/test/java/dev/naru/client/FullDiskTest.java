// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static dev.naru.client.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.naru.node.FaultAction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A member on a small disk that becomes full. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class FullDiskTest {
    private static boolean canMount;

    @TempDir Path folder;

    @BeforeAll
    static void tryToMount(@TempDir Path elsewhere) throws IOException {
        canMount = SmallDisk.Mounted.isPossibleIn(elsewhere);
        if (!canMount) {
            String why = "NOT TESTED: what a real full disk does; only root can mount a small one";
            if ("true".equals(System.getenv("CI"))) {
                fail(why);
            }
            System.err.println(why);
        }
    }

    static List<SmallDisk.Kind> disks() {
        return canMount ? List.of(SmallDisk.Kind.values()) : List.of(SmallDisk.Kind.FEIGNED);
    }

    @ParameterizedTest
    @MethodSource("disks")
    void takesNoSnapshotWithoutRoomAndGoesOn(SmallDisk.Kind kind) throws IOException {
        try (SmallDisk disk = kind.in(folder);
                ChildNode child = ChildNode.alone(disk.node(), disk.options());
                HubClient client = connect(child)) {
            Scene.open(client);
            disk.becomesNarrow();

            assertThat(child.refusedSnapshot()).contains("make room");

            assertThat(Scene.paid(client, Scene.paymentId(1, 1))).isNotNull();
            assertThat(child.snapshots()).isZero();
            child.end();
        }
    }

    /** Nothing is acknowledged that is not on the disk, and all that is comes back. */
    @ParameterizedTest
    @MethodSource("disks")
    void stopsWhenTheLogHasNoRoomAndFindsEverythingWhenThereIsSomeAgain(SmallDisk.Kind kind)
            throws IOException {
        try (SmallDisk disk = kind.in(folder);
                Payers payers = new Payers()) {
            try (ChildNode child = ChildNode.alone(disk.node(), disk.options());
                    HubClient client = connect(child)) {
                Scene.open(client);
                payers.payThrough(client);
                eventually().until(() -> payers.acknowledged().size() >= 50);
                disk.becomesFull();
                assertThat(child.awaitExit()).isEqualTo(FaultAction.HALTED);
                payers.stop();
                assertThat(child.complaints()).contains(disk.complaint());
            }
            disk.becomesEmpty();

            try (ChildNode child = ChildNode.alone(disk.node(), disk.options());
                    HubClient client = connect(child)) {
                payers.findEverythingAt(client);
                child.end();
            }
        }
    }

    private static HubClient connect(ChildNode child) {
        return HubClient.connect(
                ClientSettings.through(new Door.SharedMemory(child.aeronDirectory())));
    }
}
