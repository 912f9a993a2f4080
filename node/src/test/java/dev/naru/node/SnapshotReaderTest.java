// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import java.nio.file.Path;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SnapshotReaderTest {
    private static final int STATE_BYTES = 1024 * 1024;

    /** The idling is where the service's Aeron client gets its turn. */
    @Test
    @Timeout(60)
    void idlesAlsoWhereThereIsAlwaysMoreToReadAndToWrite(@TempDir Path folder) {
        AeronContexts contexts =
                new AeronContexts(
                        NodeSettings.alone(folder, MachineSettings.standard(World.SANDBOX)),
                        AeronDirectory.of(folder),
                        Thread::new);
        String channel = "aeron:ipc?term-length=4m";
        try (MediaDriver driver = MediaDriver.launch(contexts.driver(Throwable::printStackTrace));
                Aeron aeron =
                        Aeron.connect(
                                new Aeron.Context()
                                        .aeronDirectoryName(driver.aeronDirectoryName()));
                Subscription subscription = aeron.addSubscription(channel, 1);
                ExclusivePublication publication = aeron.addExclusivePublication(channel, 1)) {
            Awaitility.await().until(publication::isConnected);
            Awaitility.await().until(subscription::isConnected);
            CountingIdle idle = new CountingIdle();
            UnsafeBuffer state = new UnsafeBuffer(new byte[STATE_BYTES]);

            SnapshotWriter writer = new SnapshotWriter(publication, idle);
            writer.header(5, 6);
            writer.write(state, 0, STATE_BYTES);
            writer.trailer();
            assertThat(idle.count).as("while writing").isGreaterThan(4);

            idle.count = 0;
            SnapshotReader reader =
                    new SnapshotReader(subscription.imageAtIndex(0), idle, new NodeCounters());
            reader.read(state, 0, STATE_BYTES);
            reader.trailer();
            assertThat(idle.count).as("while reading").isGreaterThan(4);
            assertThat(reader.stateBytes()).isEqualTo(STATE_BYTES);
        }
    }

    private static final class CountingIdle implements IdleStrategy {
        private int count;

        @Override
        public void idle(int workCount) {
            if (workCount == 0) {
                count++;
            }
        }

        @Override
        public void idle() {
            count++;
        }

        @Override
        public void reset() {}
    }
}
