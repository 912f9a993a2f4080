// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.node.eventlog.EventLog;
import dev.naru.node.eventlog.EventLogSettings;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
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
    private static final int LAST = 999;

    @TempDir Path folder;
    private final NodeCounters counters = new NodeCounters();
    private final Faults faults = new Faults(FaultAction.HALT);
    private EventLog log;

    @BeforeEach
    void write() {
        log = open("events", SNAPSHOT, 4_711);
        append(log, SNAPSHOT + 1);
        log.sync();
        counters.onAcknowledged(Long.MAX_VALUE);
        counters.onTime(Long.MAX_VALUE);
    }

    private EventLog open(String name, long number, int crc) {
        return EventLog.open(
                EventLogSettings.of(folder.resolve(name))
                        .withFileBytes(EventLogSettings.LEAST_BYTES)
                        .withStagingBytes(EventLogSettings.LEAST_BYTES),
                number,
                crc);
    }

    private static void append(EventLog log, long first) {
        UnsafeBuffer event = new UnsafeBuffer(new byte[1_000]);
        for (long number = first; number <= LAST; number++) {
            log.append(number, number, event, 0, event.capacity());
        }
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void nothingGoesIntoTheArchiveThatWouldNotJoinWhatComesBack() {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        try (EventRetention retention = start(log, List.of(nobody))) {
            until(() -> !retention.figures().complaint().isEmpty());
            assertThat(retention.figures().complaint())
                    .contains("the hole from event 1 to 10 is not filled")
                    .contains("cannot be reached");
            assertThat(retention.figures().filesGone()).isZero();
        }
    }

    @Test
    void whereNobodyCouldHaveThemFilesGo() {
        try (EventRetention retention = start(log, List.of())) {
            until(() -> retention.figures().filesGone() > 0);
        }
    }

    @Test
    void whereNobodyCouldHaveWhatIsMissingFilesGoAndItIsSaid() throws IOException {
        int crc;
        try (EventLog whole = open("other", 0, 0)) {
            append(whole, 1);
            crc = whole.lastCrc();
        }
        List<Path> files = filesIn(folder.resolve("other"));
        Files.delete(files.get(1));
        try (EventLog other = open("other", LAST, crc);
                EventRetention retention = start(other, List.of())) {
            until(() -> retention.figures().filesGone() == files.size() - 2);
            assertThat(other.opening().needsAttention()).isTrue();
            assertThat(retention.figures().complaint()).doesNotContain("do not go");
        }
    }

    private static List<Path> filesIn(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.sorted().toList();
        }
    }

    private EventRetention start(EventLog of, List<InetSocketAddress> peers) {
        NodeSettings settings =
                NodeSettings.alone(folder, MachineSettings.standard(World.SANDBOX))
                        .withEventKeeping(
                                EventKeeping.standard(folder)
                                        .withFileBytes(EventLogSettings.LEAST_BYTES)
                                        .withRetention(Duration.ZERO)
                                        .withPeers(peers));
        EventRetention retention = new EventRetention(settings, counters, of, faults, () -> 0);
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
