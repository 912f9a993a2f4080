// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.node.eventlog.Opening.Standing;
import dev.naru.protocol.eventlog.EventRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Appending, rolling, restarting in good order, and comparing what is derived again. */
final class EventLogTest {
    @TempDir Path temporary;
    private Path folder;
    private EventLogSettings small;

    @BeforeEach
    void chooseFolder() {
        folder = temporary.resolve("events");
        small =
                EventLogSettings.of(folder)
                        .withFileBytes(EventLogSettings.LEAST_BYTES)
                        .withStagingBytes(EventLogSettings.LEAST_BYTES);
    }

    @Test
    void whatIsAppendedIsThereAfterwards() throws IOException {
        Sample.write(EventLogSettings.of(folder), 1_000);

        Sample.assertHolds(folder, 1, 1_000);
    }

    @Test
    void anEmptyLogIsWhole() throws IOException {
        try (EventLog log = EventLog.open(folder, 0, 0)) {
            assertThat(log.opening().standing()).isEqualTo(Standing.WHOLE);
            assertThat(log.lastNumber()).isZero();
            assertThat(log.lastCrc()).isZero();
        }
        Sample.assertHolds(folder, 1, 0);
        try (EventLog log = EventLog.open(folder, 0, 0)) {
            assertThat(log.opening().standing()).isEqualTo(Standing.WHOLE);
        }
    }

    @Test
    void filesRollAtTheirSizeAndAreNamedAfterTheirFirstEvent() throws IOException {
        Sample.write(small, 5_000);

        Sample.assertHolds(folder, 1, 5_000);
        try (var found = Files.list(folder)) {
            var names = found.map(file -> file.getFileName().toString()).sorted().toList();
            assertThat(names).hasSizeGreaterThan(4).first().isEqualTo("0000000000000000001.events");
        }
        try (var found = Files.list(folder)) {
            assertThat(found)
                    .allMatch(
                            file ->
                                    file.toFile().length()
                                            < EventLogSettings.LEAST_BYTES
                                                    + EventRecord.MOST_BYTES);
        }
    }

    @Test
    void theLongestEventFitsAndOneByteMoreHalts() throws IOException {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventRecord.MOST_PAYLOAD_BYTES + 1]);
        try (EventLog log = EventLog.open(small, 0, 0)) {
            for (long number = 1; number <= 5; number++) {
                log.append(number, number, buffer, 0, EventRecord.MOST_PAYLOAD_BYTES);
            }
        }
        assertThat(EventLogCheck.verify(folder).count()).isEqualTo(5);

        try (EventLog log = EventLog.open(small, 0, 0)) {
            assertThatThrownBy(
                            () -> log.append(1, 1, buffer, 0, EventRecord.MOST_PAYLOAD_BYTES + 1))
                    .isInstanceOf(EventLogFault.class);
        }
    }

    @Test
    void anEventOutOfOrderHalts() {
        try (EventLog log = EventLog.open(folder, 0, 0)) {
            Sample.append(log, 1);
            assertThatThrownBy(() -> Sample.append(log, 3))
                    .isInstanceOf(EventLogFault.class)
                    .hasMessageContaining("Event 3")
                    .hasMessageContaining("event 1");
            assertThatThrownBy(() -> Sample.append(log, 2))
                    .as("a fault is final")
                    .isInstanceOf(EventLogFault.class);
            assertThatThrownBy(log::flush).isInstanceOf(EventLogFault.class);
            assertThatThrownBy(log::sync).isInstanceOf(EventLogFault.class);
            assertThat(log.fault()).isPresent();
        }
    }

    @Test
    void readersSeeNothingBeforeItIsFlushed() {
        try (EventLog log = EventLog.open(folder, 0, 0)) {
            Sample.append(log, 1, 3);
            assertThat(log.visibleNumber()).isZero();
            assertThat(log.lastNumber()).isEqualTo(3);

            log.flush();
            assertThat(log.visibleNumber()).isEqualTo(3);
        }
    }

    @Test
    void nothingIsCalledSyncedBeforeItIs() {
        try (EventLog log = EventLog.open(small, 0, 0)) {
            Sample.append(log, 1, 3_000);
            log.sync();
            assertThat(log.syncedNumber()).isEqualTo(3_000);
        }
    }

    @Test
    void anInterruptThatWaitsDoesNotKeepTheLogFromClosing() throws IOException {
        EventLog log = EventLog.open(folder, 0, 0);
        Sample.append(log, 1, 10);
        Thread.currentThread().interrupt();
        log.close();
        assertThat(Thread.interrupted()).isTrue();
        Sample.assertHolds(folder, 1, 10);
    }

    @Test
    void namesOfFilesDoNotDependOnTheLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Sample.write(small, 1);
            assertThat(folder.resolve("0000000000000000001.events")).exists();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theMachineMayGoOnFromAnyOfItsSnapshots() throws IOException {
        int[] crcs = new int[2_501];
        try (EventLog log = EventLog.open(small, 0, 0)) {
            for (int number = 1; number <= 2_500; number++) {
                Sample.append(log, number);
                crcs[number] = log.lastCrc();
            }
        }
        for (int snapshot = 1; snapshot <= 2_500; snapshot += 83) {
            try (EventLog log = EventLog.open(small, snapshot, crcs[snapshot])) {
                assertThat(log.opening().standing()).isEqualTo(Standing.WHOLE);
                assertThat(log.lastNumber()).isEqualTo(snapshot);
                assertThat(log.visibleNumber()).isEqualTo(2_500);
                Sample.append(log, snapshot + 1, 2_500);
                assertThat(log.lastCrc()).isEqualTo(crcs[2_500]);
            }
        }
        Sample.assertHolds(folder, 1, 2_500);
    }

    @Test
    void whatIsDerivedAgainIsComparedAndThenTheLogGoesOn() throws IOException {
        Tail end = Sample.write(small, 1_500);
        try (EventLog log = EventLog.open(small, 0, 0)) {
            Sample.append(log, 1, 3_000);
            log.flush();
            assertThat(log.visibleNumber()).isEqualTo(3_000);
        }
        Sample.assertHolds(folder, 1, 3_000);
        assertThat(end.number()).isEqualTo(1_500);
    }

    @Test
    void anotherEventThanTheOneOnDiskHalts() {
        Sample.write(small, 100);
        byte[] right = Sample.payload(50);
        byte[] wrong = right.clone();
        wrong[3]++;
        byte[] longer = java.util.Arrays.copyOf(right, right.length + 1);

        assertDifferenceHalts(Sample.timeNs(50), wrong);
        assertDifferenceHalts(Sample.timeNs(50), longer);
        assertDifferenceHalts(Sample.timeNs(50) + 1, right);
    }

    private void assertDifferenceHalts(long timeNs, byte[] payload) {
        try (EventLog log = EventLog.open(small, 0, 0)) {
            Sample.append(log, 1, 49);
            assertThatThrownBy(
                            () ->
                                    log.append(
                                            50,
                                            timeNs,
                                            new UnsafeBuffer(payload),
                                            0,
                                            payload.length))
                    .isInstanceOf(EventLogFault.class)
                    .hasMessageContaining("Event 50");
            assertThat(log.fault()).isPresent();
        }
    }

    @Test
    void aSnapshotOfAnotherHistoryHalts() {
        Tail end = Sample.write(small, 100);

        assertThatThrownBy(() -> EventLog.open(small, 100, end.crc() + 1))
                .isInstanceOf(EventLogFault.class)
                .hasMessageContaining("two histories");
    }
}
