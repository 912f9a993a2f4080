// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.node.eventlog.Retirement.Bounds;
import dev.naru.protocol.eventlog.EventAnswer;
import dev.naru.protocol.eventlog.EventAnswer.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files go when nobody needs them, whole or not at all, and nothing is lost on the way. */
final class RetirementTest {
    private static final int EVENTS = 6_000;
    private static final long ALL = Long.MAX_VALUE;

    @TempDir Path temporary;
    private final TestDisk disk = new TestDisk();
    private final int[] crcs = new int[EVENTS + 1];
    private Path folder;
    private Path archive;
    private EventLog log;
    private List<Long> firsts;

    @BeforeEach
    void write() throws IOException {
        folder = temporary.resolve("events");
        archive = temporary.resolve("archive").resolve("of events");
        log =
                EventLog.open(
                        EventLogSettings.of(folder)
                                .withFileBytes(EventLogSettings.LEAST_BYTES)
                                .withStagingBytes(EventLogSettings.LEAST_BYTES),
                        0,
                        0);
        for (int number = 1; number <= EVENTS; number++) {
            Sample.append(log, number);
            crcs[number] = log.lastCrc();
        }
        log.sync();
        firsts = firstsIn(folder);
        assertThat(firsts).hasSizeGreaterThan(5);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void whatNobodyNeedsGoesAndTheFileInUseNever() throws IOException {
        assertThat(retirement().run(new Bounds(ALL, ALL, ALL))).isEqualTo(firsts.size() - 1);
        assertThat(firstsIn(folder)).containsExactly(firsts.getLast());
        Sample.assertHolds(archive, 1, firsts.getLast() - 1);
        Sample.append(log, EVENTS + 1);
        log.sync();
        Sample.assertHolds(folder, firsts.getLast(), EVENTS + 1);
    }

    @Test
    void eachOfTheThreeHoldsAFileBack() throws IOException {
        long third = firsts.get(2);
        Bounds acknowledged = new Bounds(third - 1, ALL, ALL);
        assertGo(new Bounds(third - 2, ALL, ALL), acknowledged);
        third = firsts.get(3);
        // The snapshot's own event must stay: a start compares it.
        assertGo(new Bounds(ALL, third - 1, ALL), new Bounds(ALL, third, ALL));
        third = firsts.get(4);
        long timeNs = Sample.timeNs(third);
        assertGo(new Bounds(ALL, ALL, timeNs), new Bounds(ALL, ALL, timeNs + 1));
        assertThat(retirement().run(new Bounds(0, 0, 0))).isZero();
    }

    /** With the first bounds all files go but one of those that go with the second. */
    private void assertGo(Bounds allButOne, Bounds one) throws IOException {
        retirement().run(allButOne);
        assertThat(retirement().run(one)).isEqualTo(1);
    }

    @Test
    void whoAsksForWhatIsGoneHearsItAndWhoIsFurtherGoesOn() throws IOException {
        long third = firsts.get(2);
        retirement().run(new Bounds(third - 1, ALL, ALL));
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (EventServer server = EventServer.start(log, anyPort)) {
            for (int number : new int[] {0, 1, (int) third - 2}) {
                try (RawReader reader = new RawReader(server)) {
                    EventAnswer answer = reader.ask(number, crcs[number]);
                    assertThat(answer.verdict()).isEqualTo(Verdict.NOT_HERE);
                    assertThat(answer.afterNumber()).as("begins behind").isEqualTo(third - 1);
                    assertThat(answer.crc()).isEqualTo(crcs[(int) third - 1]);
                }
            }
            try (RawReader reader = new RawReader(server)) {
                assertThat(reader.ask(third - 1, crcs[(int) third - 1]).verdict())
                        .isEqualTo(Verdict.STREAM);
                reader.assertEvents(third, EVENTS);
            }
        }
    }

    @Test
    void aLogThatBeginsLateIsOpenedAgain() throws IOException {
        retirement().run(new Bounds(firsts.get(3) - 1, ALL, ALL));
        log.close();
        log = EventLog.open(EventLogSettings.of(folder), EVENTS, crcs[EVENTS]);
        assertThat(log.opening().standing()).isEqualTo(Opening.Standing.WHOLE);
        Sample.append(log, EVENTS + 1);
        log.sync();
        Sample.assertHolds(folder, firsts.get(3), EVENTS + 1);
    }

    @Test
    void whereThereIsNoArchiveFilesAreDeleted() throws IOException {
        new Retirement(log, Optional.empty(), disk).run(new Bounds(firsts.get(2) - 1, ALL, ALL));
        assertThat(firstsIn(folder)).isEqualTo(firsts.subList(2, firsts.size()));
        assertThat(archive).doesNotExist();
    }

    @Test
    void anArchiveOnAnotherDiskGetsCopies() throws IOException {
        disk.separate();
        retirement().run(new Bounds(ALL, ALL, ALL));
        assertThat(firstsIn(folder)).containsExactly(firsts.getLast());
        Sample.assertHolds(archive, 1, firsts.getLast() - 1);
    }

    @Test
    void aFullArchiveLosesNothingAndIsGoneOnWithWhenThereIsRoom() throws IOException {
        disk.separate();
        for (TestDisk.Call call : List.of(TestDisk.Call.WRITE, TestDisk.Call.SYNC)) {
            disk.fail(call);
            assertThatThrownBy(() -> retirement().run(new Bounds(ALL, ALL, ALL)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
            assertThat(firstsIn(folder)).isEqualTo(firsts);
            assertThat(archive).isEmptyDirectory();
        }
        disk.fail(TestDisk.Call.MOVE);
        assertThatThrownBy(() -> retirement().run(new Bounds(ALL, ALL, ALL)))
                .isInstanceOf(IOException.class);
        Sample.assertHolds(folder, 1, EVENTS);
        disk.fail(TestDisk.Call.NONE);
        retirement().run(new Bounds(ALL, ALL, ALL));
        Sample.assertHolds(archive, 1, firsts.getLast() - 1);
    }

    /** Whatever else lies on that disk must not meet its end because of this. */
    @Test
    void anArchiveWithoutRoomIsNotWrittenInto() throws IOException {
        disk.separate();
        disk.leave(Disk.RESERVE_BYTES + 100);
        disk.fail(TestDisk.Call.OPEN);
        assertThatThrownBy(() -> retirement().run(new Bounds(ALL, ALL, ALL)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bytes are needed")
                .hasMessageContaining("make room");
        assertThat(archive).isEmptyDirectory();
        assertThat(firstsIn(folder)).isEqualTo(firsts);
        assertThat(retirement().archiveFreeBytes()).isEqualTo(Disk.RESERVE_BYTES + 100);
    }

    /** Whoever stops a member does not wait until the whole backlog is copied. */
    @Test
    void afterItIsClosedItFinishesTheFileThatItIsAt() throws IOException {
        disk.separate();
        Retirement retirement = retirement();
        disk.holdSyncsAt(retirement::close);
        assertThat(retirement.run(new Bounds(ALL, ALL, ALL))).isEqualTo(1);
        assertThat(firstsIn(folder)).isEqualTo(firsts.subList(1, firsts.size()));
        Sample.assertHolds(archive, 1, firsts.get(1) - 1);
    }

    @Test
    void aMoveThatWasCutShortIsFinished() throws IOException {
        Files.createDirectories(archive);
        Path first = log.files().pathOf(1);
        Files.copy(first, archive.resolve(first.getFileName()));
        retirement().run(new Bounds(firsts.get(1) - 1, ALL, ALL));
        assertThat(firstsIn(folder)).isEqualTo(firsts.subList(1, firsts.size()));
        Sample.assertHolds(archive, 1, firsts.get(1) - 1);
    }

    @Test
    void anotherFileInTheArchiveIsNeverWrittenOver() throws IOException {
        Files.createDirectories(archive);
        Path there = archive.resolve(log.files().pathOf(1).getFileName());
        Files.writeString(there, "of another hub");
        assertThatThrownBy(() -> retirement().run(new Bounds(ALL, ALL, ALL)))
                .hasMessageContaining("is there already");
        assertThat(there).hasContent("of another hub");
        assertThat(firstsIn(folder)).isEqualTo(firsts);
    }

    @Test
    void theFolderOfTheEventsIsNoArchive() throws IOException {
        assertThatThrownBy(
                        () ->
                                new Retirement(log, Optional.of(folder), disk)
                                        .run(new Bounds(ALL, ALL, ALL)))
                .hasMessageContaining("must be another folder");
        Sample.assertHolds(folder, 1, EVENTS);
    }

    @Test
    void aFileWhoseMoveCannotBeSyncedIsInTheArchiveAndTheRestGoesOn() throws IOException {
        disk.fail(TestDisk.Call.SYNC_FOLDER);
        Files.createDirectories(archive);
        assertThatThrownBy(() -> retirement().run(new Bounds(ALL, ALL, ALL)))
                .isInstanceOf(IOException.class);
        disk.fail(TestDisk.Call.NONE);
        assertThat(retirement().firstNumber()).isEqualTo(firsts.get(1));
        assertThat(retirement().run(new Bounds(ALL, ALL, ALL))).isEqualTo(firsts.size() - 2);
        Sample.assertHolds(archive, 1, firsts.getLast() - 1);
    }

    @Test
    void aHoleFromBeforeTheSnapshotIsFoundByLookingThroughEveryFileOnce() throws IOException {
        Files.move(log.files().pathOf(firsts.get(2)), temporary.resolve("lost"));
        log.close();
        log = EventLog.open(EventLogSettings.of(folder), EVENTS, crcs[EVENTS]);
        assertThat(log.opening().needsAttention()).isFalse();
        Retirement opened = retirement();
        assertThat(opened.inspect()).isEmpty();
        assertThat(opened.inspect())
                .contains(log.files().pathOf(firsts.get(1)).getFileName().toString())
                .contains("event " + firsts.get(2) + " is missing");
        for (long _ : firsts) {
            assertThat(opened.inspect()).isEmpty();
        }
    }

    @Test
    void aDamagedFileStaysAndItsPlaceIsNamed() throws IOException {
        Path second = log.files().pathOf(firsts.get(1));
        byte[] bytes = Files.readAllBytes(second);
        bytes[bytes.length / 2] ^= 4;
        Files.write(second, bytes);
        assertThatThrownBy(() -> retirement().run(new Bounds(ALL, ALL, ALL)))
                .hasMessageContaining(second.getFileName() + ": the record at byte ")
                .hasMessageContaining("it stays");
        assertThat(firstsIn(folder)).isEqualTo(firsts.subList(1, firsts.size()));
    }

    /** Else the files before a hole that nobody can fill would stay until the disk is full. */
    @Test
    void beforeAGapThatNobodyCanFillFilesGoAndTheGapIsMissedUntilSomebodySaysOtherwise()
            throws IOException {
        long gap = firsts.get(2);
        long behind = firsts.get(3);
        Files.delete(log.files().pathOf(gap));
        log.files().remove(gap);
        Bounds upToTheGap = new Bounds(behind - 1, ALL, ALL);
        assertThatThrownBy(() -> retirement().run(upToTheGap))
                .hasMessageContaining("event " + gap + " is missing; it stays");
        assertThatThrownBy(() -> retirement().run(upToTheGap, number -> number != gap))
                .hasMessageContaining("it stays");
        assertThat(retirement().run(upToTheGap, number -> number == gap)).isEqualTo(1);
        Sample.assertHolds(archive, 1, gap - 1);
        Sample.assertHolds(folder, behind, EVENTS);
        Opening.Hole hole = new Opening.Hole(gap, behind - 1, crcs[(int) behind - 1]);
        assertThat(log.opening().hole()).contains(hole);
        reopen();
        assertThat(log.opening().hole()).contains(hole);
        assertThat(log.opening().needsAttention()).isTrue();

        Files.delete(folder.resolve("missing-events"));
        reopen();
        assertThat(log.opening().standing()).isEqualTo(Opening.Standing.WHOLE);
        retirement().run(new Bounds(ALL, ALL, ALL));
        assertThat(firstsIn(folder)).containsExactly(firsts.getLast());
    }

    @Test
    void aHoleIsForgottenWhenWhatCameBehindItHasGoneToo() throws IOException {
        long gap = firsts.get(2);
        Files.delete(log.files().pathOf(gap));
        log.files().remove(gap);
        retirement().run(new Bounds(ALL, ALL, ALL), _ -> true);
        assertThat(log.opening().hole()).isPresent();
        reopen();
        assertThat(log.opening().hole()).isEmpty();
        assertThat(folder.resolve("missing-events")).doesNotExist();
    }

    @Test
    void aDamagedFileThatNobodyHasWholeIsPutAside() throws IOException {
        for (long offset : List.of(0, 700)) {
            assertPutAside(firsts.get(1 + (int) (offset / 350)), offset);
        }
    }

    private void assertPutAside(long first, long offset) throws IOException {
        Path file = log.files().pathOf(first);
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) offset] ^= 4;
        Files.write(file, bytes);
        long behind = log.files().afterFile(first).orElseThrow();
        retirement().run(new Bounds(behind - 1, ALL, ALL), _ -> true);
        assertThat(log.files().first()).contains(behind);
        assertThat(log.opening().hole())
                .contains(new Opening.Hole(first, behind - 1, crcs[(int) behind - 1]));
        assertThat(file.resolveSibling(file.getFileName() + ".aside")).hasBinaryContent(bytes);
        assertThat(firstsIn(archive)).doesNotContain(first);
    }

    /** As after a snapshot that names the last event. */
    private void reopen() {
        log.close();
        log = EventLog.open(EventLogSettings.of(folder), EVENTS, crcs[EVENTS]);
    }

    private Retirement retirement() {
        return new Retirement(log, Optional.of(archive), disk);
    }

    private static List<Long> firstsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".events"))
                            .map(name -> Long.parseLong(name.substring(0, 19)))
                            .sorted()
                            .toList());
        }
    }
}
