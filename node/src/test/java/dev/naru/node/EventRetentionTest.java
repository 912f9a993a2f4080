// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.node.eventlog.EventLog;
import dev.naru.node.eventlog.EventLogSettings;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Where the first events are missing, the next ones wait for them if anybody could have them. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class EventRetentionTest {
    private static final int SNAPSHOT = 10;

    @TempDir Path folder;
    private final NodeCounters counters = new NodeCounters();
    private final Faults faults = new Faults(FaultAction.HALT);
    private EventLog log;

    @BeforeEach
    void write() {
        log =
                EventLog.open(
                        EventLogSettings.of(folder.resolve("events"))
                                .withFileBytes(EventLogSettings.LEAST_BYTES)
                                .withStagingBytes(EventLogSettings.LEAST_BYTES),
                        SNAPSHOT,
                        4_711);
        UnsafeBuffer event = new UnsafeBuffer(new byte[1_000]);
        for (int number = SNAPSHOT + 1; number < 1_000; number++) {
            log.append(number, number, event, 0, event.capacity());
        }
        log.sync();
        counters.onAcknowledged(Long.MAX_VALUE);
        counters.onTime(Long.MAX_VALUE);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void nothingGoesIntoTheArchiveThatWouldNotJoinWhatComesBack() {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        try (EventRetention retention = start(List.of(nobody))) {
            until(() -> !retention.figures().complaint().isEmpty());
            assertThat(retention.figures().complaint())
                    .contains("the hole from event 1 to 10 is not filled")
                    .contains("cannot be reached");
            assertThat(retention.figures().filesGone()).isZero();
        }
    }

    @Test
    void whereNobodyCouldHaveThemFilesGo() {
        try (EventRetention retention = start(List.of())) {
            until(() -> retention.figures().filesGone() > 0);
        }
    }

    private EventRetention start(List<InetSocketAddress> peers) {
        NodeSettings settings =
                NodeSettings.alone(folder, MachineSettings.standard(World.SANDBOX))
                        .withEventKeeping(
                                EventKeeping.standard(folder)
                                        .withFileBytes(EventLogSettings.LEAST_BYTES)
                                        .withRetention(Duration.ZERO)
                                        .withPeers(peers));
        EventRetention retention = new EventRetention(settings, counters, log, faults);
        retention.keepFrom(Long.MAX_VALUE);
        retention.start();
        return retention;
    }

    private static void until(BooleanSupplier met) {
        while (!met.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
