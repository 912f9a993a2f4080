// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.node.eventlog.Opening.Hole;
import dev.naru.node.eventlog.Opening.Standing;
import dev.naru.protocol.eventlog.EventRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash, a bad disk or a lost file may leave, and what becomes of it at the next start. */
final class CrashTest {
    private static final int EVENTS = 24;

    @TempDir Path temporary;
    private final TestDisk disk = new TestDisk();
    private Path folder;
    private Path file;
    private byte[] whole;
    private int[] crcs;
    private int[] endOf;

    @BeforeEach
    void writeOneFile() throws IOException {
        folder = temporary.resolve("events");
        file = folder.resolve("0000000000000000001.events");
        crcs = new int[EVENTS + 1];
        endOf = new int[EVENTS + 1];
        try (EventLog log = open(0)) {
            for (int number = 1; number <= EVENTS; number++) {
                Sample.append(log, number);
                crcs[number] = log.lastCrc();
                endOf[number] =
                        endOf[number - 1] + EventRecord.sizeOf(Sample.payload(number).length);
            }
        }
        whole = Files.readAllBytes(file);
        assertThat(whole).hasSize(endOf[EVENTS]);
    }

    @Test
    void aTailTornAtAnyByteIsCutAndDerivedAgainToTheSameBytes() throws IOException {
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            int kept = eventsWithin(length);
            try (EventLog log = open(0)) {
                Opening opening = log.opening();
                assertThat(opening.lastNumber()).isEqualTo(kept);
                assertThat(opening.cutBytes()).isEqualTo(length - endOf[kept]);
                assertThat(opening.standing())
                        .isEqualTo(length == endOf[kept] ? Standing.WHOLE : Standing.CUT);
                assertThat(opening.hole()).isEmpty();
                assertThat(log.visibleNumber()).isEqualTo(kept);
                assertThat(log.syncedNumber()).isEqualTo(kept);
                Sample.append(log, 1, EVENTS);
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
    }

    @Test
    void anyFlippedBitBehindTheSnapshotEndsTheLogThere() throws IOException {
        int snapshot = 8;
        for (int at = endOf[snapshot]; at < whole.length; at++) {
            Files.write(file, flipped(at));
            try (EventLog log = open(snapshot)) {
                assertThat(log.opening().standing()).isEqualTo(Standing.CUT);
                assertThat(log.opening().lastNumber()).isEqualTo(eventsWithin(at));
                assertThat(log.opening().findings()).hasSize(1);
                Sample.append(log, snapshot + 1, EVENTS);
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
    }

    @Test
    void anyFlippedBitBeforeTheSnapshotIsDamageThatIsServedAround() throws IOException {
        int snapshot = 16;
        for (int at = 0; at < endOf[snapshot]; at++) {
            deleteFiles();
            byte[] damaged = flipped(at);
            Files.write(file, damaged);
            int good = eventsWithin(at);
            try (EventLog log = open(snapshot)) {
                Opening opening = log.opening();
                assertThat(opening.standing()).isEqualTo(Standing.DAMAGED);
                assertThat(opening.hole()).contains(new Hole(good + 1, snapshot, crcs[snapshot]));
                assertThat(opening.lastNumber()).isEqualTo(snapshot);
                Sample.append(log, snapshot + 1, EVENTS);
                assertThat(log.lastCrc()).isEqualTo(crcs[EVENTS]);
            }
            assertThat(Files.readAllBytes(file)).as("evidence is kept").isEqualTo(damaged);
            EventLogCheck.Report report = EventLogCheck.verify(folder);
            assertThat(report.lastNumber()).isEqualTo(good);
            assertThat(report.damage())
                    .hasValueSatisfying(
                            damage -> {
                                assertThat(damage.file()).isEqualTo(file);
                                assertThat(damage.offset()).isEqualTo(endOf[good]);
                                assertThat(damage.number()).isEqualTo(good + 1);
                            });
        }
    }

    @Test
    void zerosOrGarbageBehindTheLastEventAreCut() throws IOException {
        byte[] garbage = "garbage".repeat(99).getBytes(StandardCharsets.UTF_8);
        for (byte[] tail : List.of(new byte[1], new byte[4096], garbage)) {
            byte[] longer = Arrays.copyOf(whole, whole.length + tail.length);
            System.arraycopy(tail, 0, longer, whole.length, tail.length);
            Files.write(file, longer);
            try (EventLog log = open(EVENTS)) {
                assertThat(log.opening().standing()).isEqualTo(Standing.CUT);
                assertThat(log.opening().cutBytes()).isEqualTo(tail.length);
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
    }

    @Test
    void aRecordThatIsWholeButNotTheNextOneEndsTheLog() throws IOException {
        byte[] last = Arrays.copyOfRange(whole, endOf[EVENTS - 1], endOf[EVENTS]);
        byte[] repeated = Arrays.copyOf(whole, whole.length + last.length);
        System.arraycopy(last, 0, repeated, whole.length, last.length);
        Files.write(file, repeated);

        try (EventLog log = open(0)) {
            assertThat(log.opening().lastNumber()).isEqualTo(EVENTS);
            assertThat(log.opening().findings()).first().asString().contains("has the number 24");
        }
    }

    @Test
    void aRecordOfAnotherChainEndsTheLog() throws IOException {
        Path other = temporary.resolve("other");
        try (EventLog log = open(other, 0, 0)) {
            log.append(1, 1, new org.agrona.concurrent.UnsafeBuffer(new byte[1]), 0, 1);
            Sample.append(log, 2, EVENTS);
        }
        byte[] otherHistory = Files.readAllBytes(other.resolve(file.getFileName()));
        int otherFirst = EventRecord.sizeOf(1);
        byte[] mixed = Arrays.copyOf(whole, endOf[1] + otherHistory.length - otherFirst);
        System.arraycopy(
                otherHistory, otherFirst, mixed, endOf[1], otherHistory.length - otherFirst);
        Files.write(file, mixed);

        try (EventLog log = open(0)) {
            assertThat(log.opening().lastNumber()).isEqualTo(1);
            assertThat(log.opening().findings()).first().asString().contains("does not follow");
        }
    }

    @Test
    void aSnapshotNewerThanTheTailLeavesAHoleAndTheLogGoesOnBehindIt() throws IOException {
        int kept = 10;
        int snapshot = 16;
        Files.write(file, Arrays.copyOf(whole, endOf[kept]));
        Hole hole = new Hole(kept + 1, snapshot, crcs[snapshot]);
        try (EventLog log = open(snapshot)) {
            assertThat(log.opening().standing()).isEqualTo(Standing.SHORT);
            assertThat(log.opening().hole()).contains(hole);
            Sample.append(log, snapshot + 1, 20);
        }
        try (EventLog log = open(snapshot)) {
            assertThat(log.opening().standing()).isEqualTo(Standing.SHORT);
            assertThat(log.opening().hole()).contains(hole);
            assertThat(log.opening().lastNumber()).as("behind the hole").isEqualTo(20);
            Sample.append(log, snapshot + 1, 22);
        }
        try (EventLog log = open(20)) {
            assertThat(log.opening().standing()).as("still").isEqualTo(Standing.SHORT);
            assertThat(log.opening().hole()).contains(hole);
            assertThat(log.opening().lastNumber()).isEqualTo(22);
            Sample.append(log, 21, EVENTS);
            assertThat(log.lastCrc()).isEqualTo(crcs[EVENTS]);
        }
    }

    @Test
    void aMemberThatBeginsWithASnapshotHasNothingBeforeIt() throws IOException {
        Path fresh = temporary.resolve("fresh");
        try (EventLog log = open(fresh, 16, crcs[16])) {
            assertThat(log.opening().standing()).isEqualTo(Standing.SHORT);
            assertThat(log.opening().hole()).contains(new Hole(1, 16, crcs[16]));
            Sample.append(log, 17, EVENTS);
            assertThat(log.lastCrc()).isEqualTo(crcs[EVENTS]);
        }
        Sample.assertHolds(fresh, 17, EVENTS);
    }

    @Test
    void filesBehindABadRecordArePutAsideAndDerivedAgain() throws IOException {
        Path many = temporary.resolve("many");
        Tail end = Sample.write(smallFiles(many), 3_000);
        List<Path> files = filesIn(many);
        Path second = files.get(1);
        byte[] bytes = Files.readAllBytes(second);
        bytes[bytes.length / 2] ^= 1;
        Files.write(second, bytes);

        try (EventLog log = open(many, 0, 0)) {
            assertThat(log.opening().standing()).isEqualTo(Standing.CUT);
            assertThat(log.opening().findings()).hasSize(1 + files.size() - 2);
            Sample.append(log, 1, 3_000);
            assertThat(log.lastCrc()).isEqualTo(end.crc());
        }
        Sample.assertHolds(many, 1, 3_000);
        try (var found = Files.list(many)) {
            assertThat(found.filter(path -> path.toString().endsWith(".aside")))
                    .hasSize(files.size() - 2);
        }
    }

    @Test
    void whatWasPutAsideBeforeIsKept() throws IOException {
        Path many = temporary.resolve("many");
        Sample.write(smallFiles(many), 3_000);
        for (int crash = 0; crash < 2; crash++) {
            Path first = filesIn(many).getFirst();
            byte[] bytes = Files.readAllBytes(first);
            bytes[bytes.length / 2] ^= 1;
            Files.write(first, bytes);
            try (EventLog log = EventLog.open(smallFiles(many), 0, 0)) {
                Sample.append(log, 1, 3_000);
            }
        }

        Path second = filesIn(many).get(1);
        assertThat(second.resolveSibling(second.getFileName() + ".aside")).exists();
        assertThat(second.resolveSibling(second.getFileName() + ".aside.2")).exists();
    }

    @Test
    void aMissingFileBehindTheSnapshotIsDerivedAgain() throws IOException {
        Path many = temporary.resolve("many");
        Tail end = Sample.write(smallFiles(many), 3_000);
        Files.delete(filesIn(many).get(1));
        assertThat(EventLogCheck.verify(many).damage()).isPresent();

        try (EventLog log = open(many, 0, 0)) {
            Sample.append(log, 1, 3_000);
            assertThat(log.lastCrc()).isEqualTo(end.crc());
        }
        Sample.assertHolds(many, 1, 3_000);
    }

    @Test
    void aMissingFileBeforeTheSnapshotIsAHoleInTheCheckOnly() throws IOException {
        Path many = temporary.resolve("many");
        Tail end = Sample.write(smallFiles(many), 3_000);
        List<Path> files = filesIn(many);
        Files.delete(files.get(1));

        try (EventLog log = open(many, end.number(), end.crc())) {
            assertThat(log.opening().standing()).isEqualTo(Standing.WHOLE);
        }
        EventLogCheck.Report report = EventLogCheck.verify(many);
        assertThat(report.isWhole()).isFalse();
        assertThat(report.firstNumber()).isEqualTo(1);
        assertThat(report.damage().orElseThrow().file()).isEqualTo(files.getFirst());
        assertThat(report.damage().orElseThrow().sentence()).contains("next file");
    }

    @Test
    void whatWasCalledSyncedSurvivesAPowerCutAtAnyMoment() throws IOException {
        Path many = temporary.resolve("many");
        EventLogSettings settings =
                smallFiles(many).withSyncEvery(java.time.Duration.ofNanos(50_000));
        var survived = new TreeSet<Long>();
        try (EventLog log = EventLog.open(settings, new Tail(0, 0), disk)) {
            for (int number = 1; number <= 40_000; number++) {
                Sample.append(log, number);
                if (number % 7 == 0) {
                    log.flush();
                }
                if (number % 10_000 == 0) {
                    log.sync();
                }
                if (number % 1_250 == 0) {
                    Path left = temporary.resolve("cut" + number);
                    long synced = log.syncedNumber();
                    disk.powerCut(many, left);
                    assertThat(EventLogCheck.verify(left).lastNumber())
                            .isGreaterThanOrEqualTo(synced);
                    survived.add(synced);
                }
            }
            log.sync();
            assertThat(log.syncedNumber()).isEqualTo(40_000);
        }
        assertThat(survived).contains(10_000L, 20_000L, 30_000L, 40_000L);
    }

    private EventLog open(int snapshot) {
        return open(folder, snapshot, crcs[snapshot]);
    }

    private EventLog open(Path where, long number, int crc) {
        return EventLog.open(smallFiles(where), new Tail(number, crc), disk);
    }

    private static EventLogSettings smallFiles(Path where) {
        return EventLogSettings.of(where)
                .withFileBytes(EventLogSettings.LEAST_BYTES)
                .withStagingBytes(EventLogSettings.LEAST_BYTES);
    }

    private byte[] flipped(int at) {
        byte[] bytes = whole.clone();
        bytes[at] ^= (byte) (1 << at % 8);
        return bytes;
    }

    private int eventsWithin(int length) {
        int events = 0;
        while (events < EVENTS && endOf[events + 1] <= length) {
            events++;
        }
        return events;
    }

    private void deleteFiles() throws IOException {
        for (Path path : filesIn(folder)) {
            Files.delete(path);
        }
    }

    private static List<Path> filesIn(Path where) throws IOException {
        List<Path> files = new ArrayList<>();
        try (var found = Files.newDirectoryStream(where)) {
            found.forEach(files::add);
        }
        files.sort(null);
        return files;
    }
}
