// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.driver.MediaDriver;
import java.nio.file.Path;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SnapshotWriterTest {
    /** So it is when the archive has met a full disk. */
    @Test
    @Timeout(60)
    void doesNotWaitForARecordingThatHasEnded(@TempDir Path folder) {
        AeronContexts contexts =
                new AeronContexts(
                        NodeSettings.alone(folder, MachineSettings.standard(World.SANDBOX)),
                        AeronDirectory.of(folder),
                        Thread::new);
        try (MediaDriver driver = MediaDriver.launch(contexts.driver(Throwable::printStackTrace));
                Aeron aeron =
                        Aeron.connect(
                                new Aeron.Context()
                                        .aeronDirectoryName(driver.aeronDirectoryName()));
                ExclusivePublication publication =
                        aeron.addExclusivePublication("aeron:ipc?term-length=64k", 1)) {
            SnapshotWriter writer =
                    new SnapshotWriter(publication, new SleepingMillisIdleStrategy(1));
            writer.header(0, 0);

            assertThatThrownBy(writer::trailer)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("NOT_CONNECTED");
        }
    }
}
