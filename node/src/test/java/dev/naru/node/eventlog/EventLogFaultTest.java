// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.node.eventlog.TestDisk.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails: every failure surfaces, none is tried again, nothing is promised. */
final class EventLogFaultTest {
    @TempDir Path temporary;
    private final TestDisk disk = new TestDisk();
    private final BlockingQueue<EventLogFault> faults = new LinkedBlockingQueue<>();
    private EventLogSettings settings;

    @BeforeEach
    void chooseSettings() {
        settings =
                EventLogSettings.of(temporary.resolve("events"))
                        .withFileBytes(EventLogSettings.LEAST_BYTES)
                        .withStagingBytes(EventLogSettings.LEAST_BYTES)
                        .withSyncEvery(Duration.ofMillis(1))
                        .withOnFault(faults::add);
    }

    @Test
    void aFullDiskSurfacesFromTheFlushWithAClearSentence() throws IOException {
        EventLog log = open();
        Sample.append(log, 1, 10);
        log.sync();
        Sample.append(log, 11, 20);
        disk.fail(Call.WRITE);

        assertThatThrownBy(log::flush)
                .isInstanceOf(EventLogFault.class)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("events up to 20")
                .hasMessageContaining("bytes are free")
                .hasMessageContaining(settings.folder().toString());
        assertThat(faults).hasSize(1);
        assertThat(log.visibleNumber()).isEqualTo(10);
        disk.fail(Call.NONE);
        assertFinal(log, 21);

        log.close();
        try (EventLog again = open()) {
            assertThat(again.opening().lastNumber()).as("a part still fitted").isBetween(10L, 19L);
            Sample.append(again, 1, 20);
        }
        Sample.assertHolds(settings.folder(), 1, 20);
    }

    @Test
    void aFullDiskSurfacesFromTheAppendThatFillsTheMemory() {
        EventLog log = open();
        disk.fail(Call.WRITE);

        assertThatThrownBy(() -> Sample.append(log, 1, 3_000)).isInstanceOf(EventLogFault.class);
        assertThat(log.lastNumber()).isLessThan(3_000);
        assertThat(log.visibleNumber()).isZero();
        log.close();
    }

    @Test
    void aFileThatCannotBeBegunSurfaces() {
        EventLog log = open();
        disk.fail(Call.OPEN);

        assertThatThrownBy(() -> Sample.append(log, 1, 3_000))
                .isInstanceOf(EventLogFault.class)
                .hasMessageContaining("Cannot begin a file");
        assertFinal(log, log.lastNumber() + 1);
        log.close();
    }

    @Test
    void aSyncThatFailsInTheBackgroundIsHeardAndEndsTheLog() throws InterruptedException {
        EventLog log = open();
        disk.fail(Call.SYNC);
        Sample.append(log, 1);
        log.flush();

        EventLogFault heard = faults.poll(30, SECONDS);
        assertThat(heard).isNotNull().hasMessageContaining("Cannot sync");
        disk.fail(Call.NONE);
        assertFinal(log, 2);
        assertThat(log.syncedNumber()).as("nothing is promised").isZero();
        assertThat(log.fault()).containsSame(heard);
        log.close();
        assertThat(faults).as("heard once").isEmpty();
    }

    @Test
    void aFolderSyncThatFailsIsAFailedSync() {
        EventLog log = open();
        disk.holdSyncsAt(() -> disk.fail(Call.SYNC_FOLDER));

        assertThatThrownBy(
                        () -> {
                            Sample.append(log, 1, 3_000);
                            log.sync();
                        })
                .isInstanceOf(EventLogFault.class);
        assertThat(log.syncedNumber())
                .as("at most what the first file holds, whose name was synced before")
                .isLessThan(1_500);
        log.close();
    }

    @Test
    void theSnapshotsSyncFailsLoudly() {
        EventLog log = open();
        Sample.append(log, 1);
        disk.fail(Call.SYNC);

        assertThatThrownBy(log::sync).isInstanceOf(EventLogFault.class);
        assertFinal(log, 2);
        log.close();
    }

    @Test
    void anEventIsNotCalledSyncedBeforeTheDiskSaysSo() throws InterruptedException {
        Semaphore entered = new Semaphore(0);
        Semaphore mayPass = new Semaphore(0);
        EventLog log = open();
        disk.holdSyncsAt(
                () -> {
                    entered.release();
                    mayPass.acquire();
                });
        Sample.append(log, 1);
        log.flush();
        assertThat(entered.tryAcquire(30, SECONDS)).isTrue();

        // The disk is busy, and yet appending, flushing and reading go on.
        Sample.append(log, 2, 3_000);
        log.flush();
        assertThat(log.visibleNumber()).isEqualTo(3_000);
        assertThat(log.syncedNumber()).isZero();

        mayPass.release(1_000);
        log.sync();
        assertThat(log.syncedNumber()).isEqualTo(3_000);
        log.close();
    }

    @Test
    void whatIsWrittenDuringASyncIsForTheNextSync() throws InterruptedException {
        Semaphore entered = new Semaphore(0);
        Semaphore mayPass = new Semaphore(0);
        EventLog log = open();
        disk.holdSyncsAt(
                () -> {
                    entered.release();
                    mayPass.acquire();
                });
        Sample.append(log, 1);
        log.flush();
        assertThat(entered.tryAcquire(30, SECONDS)).isTrue();
        Sample.append(log, 2, 10);
        log.flush();

        mayPass.release();
        assertThat(entered.tryAcquire(30, SECONDS)).as("the next sync has begun").isTrue();
        assertThat(log.syncedNumber()).isEqualTo(1);

        mayPass.release(1_000);
        log.close();
    }

    @Test
    void aLogThatCannotBeOpenedSaysWhy() throws IOException {
        disk.fail(Call.OPEN);
        assertThatThrownBy(this::open)
                .isInstanceOf(EventLogFault.class)
                .hasMessageContaining(settings.folder().toString());
        disk.fail(Call.SYNC);
        assertThatThrownBy(this::open).isInstanceOf(EventLogFault.class);

        Path taken = Files.writeString(temporary.resolve("file"), "not a folder");
        assertThatThrownBy(() -> EventLog.open(taken, 0, 0)).isInstanceOf(EventLogFault.class);
    }

    private EventLog open() {
        return EventLog.open(settings, new Tail(0, 0), disk);
    }

    private static void assertFinal(EventLog log, long next) {
        assertThatThrownBy(() -> Sample.append(log, next)).isInstanceOf(EventLogFault.class);
        assertThatThrownBy(log::flush).isInstanceOf(EventLogFault.class);
        assertThatThrownBy(log::sync).isInstanceOf(EventLogFault.class);
    }
}
