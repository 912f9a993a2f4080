// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.node.eventlog.Opening.Standing;
import dev.naru.node.eventlog.Retirement.Bounds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one member has lost it gets back from another, or it says why not. */
@Timeout(120)
final class BackfillTest {
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int EVENTS = 5_000;
    private static final int SNAPSHOT = 4_000;
    private static final String NOTE = "missing-events";

    @TempDir Path temporary;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<EventLogFault> faults = new ArrayList<>();
    private final int[] crcs = new int[EVENTS + 1];
    private final TestDisk disk = new TestDisk();
    private EventLog whole;
    private EventServer server;
    private Path own;

    @BeforeEach
    void write() throws IOException {
        whole = keep(EventLog.open(settings("whole"), 0, 0));
        for (int number = 1; number <= EVENTS; number++) {
            Sample.append(whole, number);
            crcs[number] = whole.lastCrc();
        }
        whole.flush();
        server = keep(EventServer.start(whole, ANY_PORT));
        own = settings("own").folder();
        Files.createDirectories(own);
        for (Path file : filesIn(settings("whole").folder())) {
            Files.copy(file, own.resolve(file.getFileName()));
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    @Test
    void aDamagedFileIsMendedAndWhatWasDamagedIsPutAside() throws IOException {
        Path file = fileHolding(own, SNAPSHOT);
        flip(file, Files.size(file) / 10);
        EventLog log = open();
        assertThat(log.opening().standing()).isEqualTo(Standing.DAMAGED);
        Sample.append(log, SNAPSHOT + 1, EVENTS);
        log.flush();

        assertThat(backfill(log, address()).run()).isEmpty();
        assertFilled(log, 1);
        assertThat(file.resolveSibling(file.getFileName() + ".aside")).exists();
        assertServesAll(log);
    }

    @Test
    void filesThatAreLostComeBack() throws IOException {
        List<Path> files = filesIn(own);
        for (Path file : files.subList(2, files.size())) {
            Files.delete(file);
        }
        EventLog log = open();
        assertThat(log.opening().standing()).isEqualTo(Standing.SHORT);
        assertThat(backfill(log, address()).run()).isEmpty();
        Sample.append(log, SNAPSHOT + 1, EVENTS);
        log.flush();
        assertFilled(log, 1);
        assertServesAll(log);
    }

    @Test
    void aMemberThatHasNothingGetsEverything() throws IOException {
        for (Path file : filesIn(own)) {
            Files.delete(file);
        }
        EventLog log = open();
        Sample.append(log, SNAPSHOT + 1, EVENTS);
        log.flush();
        assertThat(backfill(log, address()).run()).isEmpty();
        assertFilled(log, 1);
        assertServesAll(log);
    }

    @Test
    void whatAllOthersHaveRetiredIsNotMissedWhereNothingOlderIsHere() throws IOException {
        for (Path file : filesIn(own)) {
            Files.delete(file);
        }
        retire(3);
        long first = whole.files().first().orElseThrow();
        assertThat(first).isGreaterThan(1_000);
        EventLog log = open();
        assertThat(backfill(log, address()).run()).isEmpty();
        Sample.append(log, SNAPSHOT + 1, EVENTS);
        log.flush();
        assertFilled(log, first);
    }

    @Test
    void whatAllOthersHaveRetiredStaysAHoleWhereSomethingOlderIsHere() throws IOException {
        List<Path> files = filesIn(own);
        for (Path file : files.subList(1, files.size())) {
            Files.delete(file);
        }
        retire(3);
        long first = whole.files().first().orElseThrow();
        EventLog log = open();
        long hole = log.opening().hole().orElseThrow().first();
        Backfill backfill = backfill(log, address());
        assertThat(backfill.run()).isEmpty();
        assertThat(backfill.isNowhere(hole)).isFalse();
        assertThat(backfill.run()).isNotEmpty();
        assertThat(backfill.isNowhere(hole)).as("all have retired what is left").isTrue();
        assertThat(backfill(log).isNowhere(hole)).as("there is nobody else").isTrue();
        assertThat(log.opening().hole())
                .contains(new Opening.Hole(hole, first - 1, crcs[(int) first - 1]));
        assertThat(log.opening().needsAttention()).isTrue();

        // One of the others is derived again from the first event, and can help.
        EventLog again = keep(EventLog.open(settings("again"), 0, 0));
        Sample.append(again, 1, EVENTS);
        again.flush();
        EventServer everything = keep(EventServer.start(again, ANY_PORT));
        assertThat(backfill(log, addressOf(everything)).run()).isEmpty();
        Sample.append(log, SNAPSHOT + 1, EVENTS);
        log.flush();
        assertThat(faults).isEmpty();
        assertFilled(log, 1);
    }

    @Test
    void whatAllOthersHaveRetiredWhollyIsNoHoleWhereNothingOlderIsHere() throws IOException {
        for (Path file : filesIn(own)) {
            Files.delete(file);
        }
        retire(filesIn(settings("whole").folder()).size() - 1);
        assertThat(whole.files().first().orElseThrow()).isGreaterThan(SNAPSHOT);
        EventLog log = open();
        assertThat(backfill(log, address()).run()).isEmpty();
        assertThat(log.opening().hole()).isEmpty();
        assertThat(own.resolve(NOTE)).doesNotExist();
    }

    /** The log, the archive and the events need what is left, and halt the member without it. */
    @Test
    void aDiskWithoutRoomIsNotFilled() throws IOException {
        EventLog log = openWithoutTheSnapshotsFile();
        disk.leave(Disk.RESERVE_BYTES + EventLogSettings.LEAST_BYTES);
        assertThatThrownBy(() -> backfill(log, address()).run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("make room");
        assertThat(log.opening().hole()).isPresent();
        assertNothingIsLeftHalfWay();
    }

    @Test
    void theRoomForTheNextSnapshotIsLeftToIt() throws IOException {
        EventLog log = openWithoutTheSnapshotsFile();
        long snapshot = 3 * Disk.RESERVE_BYTES;
        disk.leave(snapshot + EventLogSettings.LEAST_BYTES);
        try (Backfill filling = new Backfill(log, List.of(address()), () -> snapshot)) {
            assertThatThrownBy(filling::run)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("beside a reserve of " + snapshot);
        }
        assertThat(log.opening().hole()).isPresent();
        assertNothingIsLeftHalfWay();
    }

    @Test
    void whatCouldNotBeWrittenWhollyIsTakenAway() throws IOException {
        EventLog log = openWithoutTheSnapshotsFile();
        disk.fail(TestDisk.Call.WRITE);
        assertThatThrownBy(() -> backfill(log, address()).run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        assertNothingIsLeftHalfWay();
        disk.fail(TestDisk.Call.NONE);
        assertThat(backfill(log, address()).run()).isEmpty();
    }

    @Test
    void whatAStopLeftHalfWayIsSweptAway() throws IOException {
        List<Path> files = filesIn(own);
        Files.write(own.resolve("0000000000000000001.events.filling"), new byte[100]);
        Backfill.sweep(own);
        Backfill.sweep(temporary.resolve("not there yet"));
        assertNothingIsLeftHalfWay();
        assertThat(filesIn(own)).isEqualTo(files);
    }

    private void assertNothingIsLeftHalfWay() throws IOException {
        try (Stream<Path> files = Files.list(own)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".filling"));
        }
    }

    @Test
    void aHoleIsMissedAlsoWhenANewerSnapshotIsBehindIt() throws IOException {
        EventLog log = openWithoutTheSnapshotsFile();
        Optional<Opening.Hole> hole = log.opening().hole();
        EventLog again = restart(log);
        assertThat(again.opening().hole()).isEqualTo(hole);
        assertThat(again.opening().standing()).isEqualTo(Standing.SHORT);
        assertThat(again.opening().needsAttention()).isTrue();
        assertThat(backfill(again, address()).run()).isEmpty();
        assertFilled(again, 1);
        assertWholeAfterARestart(again);
    }

    /** Else it would look as if these had been retired. */
    @Test
    void aHoleAtTheBeginningIsMissedAlsoWhenANewerSnapshotIsBehindIt() throws IOException {
        for (Path file : filesIn(own)) {
            Files.delete(file);
        }
        EventLog again = restart(open());
        assertThat(again.opening().hole()).contains(new Opening.Hole(1, SNAPSHOT, crcs[SNAPSHOT]));
        assertThat(backfill(again, address()).run()).isEmpty();
        assertFilled(again, 1);
        assertWholeAfterARestart(again);
    }

    @Test
    void aStopWhileAHoleWasFilledForgetsNothing() throws IOException {
        Path file = fileHolding(own, SNAPSHOT);
        flip(file, Files.size(file) / 10);
        EventLog log = open();
        assertThat(log.opening().hole().orElseThrow().first()).isGreaterThan(firstOf(file));
        disk.fail(TestDisk.Call.MOVE);
        assertThatThrownBy(() -> backfill(log, address()).run()).isInstanceOf(IOException.class);
        assertThat(file).doesNotExist();
        disk.fail(TestDisk.Call.NONE);
        EventLog again = restart(log);
        assertThat(again.opening().hole().orElseThrow().first()).isEqualTo(firstOf(file));
        assertThat(backfill(again, address()).run()).isEmpty();
        assertFilled(again, 1);
        assertWholeAfterARestart(again);
    }

    @Test
    void theGoodBeginningOfTheFirstFileIsNotForgottenEither() throws IOException {
        List<Path> files = filesIn(own);
        long last = firstOf(files.get(1)) - 1;
        flip(files.getFirst(), Files.size(files.getFirst()) / 2);
        EventLog log = openAt(EVENTS);
        assertThat(new Retirement(log, Optional.empty(), disk).inspect()).contains("damaged");
        disk.fail(TestDisk.Call.MOVE);
        assertThatThrownBy(() -> backfill(log, address()).run()).isInstanceOf(IOException.class);
        disk.fail(TestDisk.Call.NONE);
        EventLog again = reopen(log);
        assertThat(again.opening().hole()).contains(new Opening.Hole(1, last, crcs[(int) last]));
        assertThat(backfill(again, address()).run()).isEmpty();
        assertFilled(again, 1);
    }

    @Test
    void whatIsFoundDamagedLaterIsFilledToo() throws IOException {
        List<Path> files = filesIn(own);
        Files.delete(files.get(1));
        flip(files.get(3), Files.size(files.get(3)) / 2);
        EventLog log = openAt(EVENTS);
        assertThat(log.opening().needsAttention()).isFalse();
        Retirement retirement = new Retirement(log, Optional.empty(), disk);
        for (int hole = 0; hole < 2; hole++) {
            inspectToTheNextHole(retirement, log);
            assertThat(log.opening().needsAttention()).isTrue();
            assertThat(backfill(log, address()).isDue()).isTrue();
            assertThat(backfill(log, address()).run()).isEmpty();
        }
        assertFilled(log, 1);
        assertServesAll(log);
        assertThat(files.get(3).resolveSibling(files.get(3).getFileName() + ".aside")).exists();
    }

    @Test
    void whatSomebodyBroughtBackIsMissedNoMore() throws IOException {
        Path file = filesIn(own).get(2);
        Path away = temporary.resolve("away");
        Files.move(file, away);
        EventLog log = openAt(EVENTS);
        Retirement retirement = new Retirement(log, Optional.empty(), disk);
        inspectToTheNextHole(retirement, log);
        EventLog again = reopen(log);
        assertThat(again.opening().hole()).isEqualTo(log.opening().hole());
        Files.move(away, file);
        assertWholeAfterARestart(again);
    }

    private void inspectToTheNextHole(Retirement retirement, EventLog log) throws IOException {
        for (Path _ : filesIn(own)) {
            if (log.opening().hole().isEmpty()) {
                retirement.inspect();
            }
        }
        assertThat(log.opening().hole()).isPresent();
    }

    /** It reaches the last event, and a snapshot is taken there. */
    private EventLog restart(EventLog log) {
        Sample.append(log, SNAPSHOT + 1, EVENTS);
        log.flush();
        return reopen(log);
    }

    private EventLog reopen(EventLog log) {
        opened.remove(log);
        log.close();
        return openAt(EVENTS);
    }

    private void assertWholeAfterARestart(EventLog log) {
        EventLog again = reopen(log);
        assertThat(again.opening().standing()).isEqualTo(Standing.WHOLE);
        assertThat(again.opening().hole()).isEmpty();
        assertThat(own.resolve(NOTE)).doesNotExist();
    }

    @Test
    void oneThatIsAwayIsNotWaitedForWhereAnotherCanHelp() throws IOException {
        Path file = fileHolding(own, SNAPSHOT);
        flip(file, 100);
        EventLog log = open();
        EventServer gone = EventServer.start(whole, ANY_PORT);
        InetSocketAddress nobody = addressOf(gone);
        gone.close();
        assertThat(backfill(log, nobody).run())
                .contains("is not filled")
                .contains("cannot be reached");
        assertThat(log.opening().hole()).isPresent();
        assertThat(backfill(log, nobody, address()).run()).isEmpty();
        assertThat(log.opening().hole()).isEmpty();
    }

    @Test
    void oneThatHasTheSameHoleCannotHelp() throws IOException {
        for (Path file : List.of(fileHolding(own, 2_000), fileHolding(own, SNAPSHOT))) {
            Files.delete(file);
        }
        EventLog log = open();
        EventServer alike = keep(EventServer.start(log, ANY_PORT));
        assertThat(backfill(log, addressOf(alike)).run()).contains("is not filled");
        assertThat(filesIn(own)).noneMatch(file -> file.toString().endsWith(".filling"));
    }

    @Test
    void anotherHistoryBeforeTheHoleHaltsTheMember() throws IOException {
        EventLog log = openWithoutTheSnapshotsFile();
        long last = log.opening().hole().orElseThrow().first() - 1;
        EventServer other = serverOfAnotherHistory(1);
        assertThatThrownBy(() -> backfill(log, addressOf(other)).run())
                .isInstanceOf(EventLogFault.class)
                .hasMessageContaining("event " + last + " here is another than at")
                .hasMessageContaining(String.valueOf(other.port()));
        assertThat(faults).hasSize(1);
        assertThat(log.fault()).isPresent();
    }

    @Test
    void anotherHistoryInTheHoleHaltsTheMemberAndNothingOfItIsShown() throws IOException {
        EventLog log = openWithoutTheSnapshotsFile();
        List<Path> before = filesIn(own);
        EventServer other = serverOfAnotherHistory(SNAPSHOT - 1);
        assertThatThrownBy(() -> backfill(log, addressOf(other)).run())
                .isInstanceOf(EventLogFault.class)
                .hasMessageContaining("event " + SNAPSHOT + " at ")
                .hasMessageContaining("is not the one that the snapshot names");
        assertThat(faults).hasSize(1);
        assertThat(filesIn(own)).isEqualTo(before);
    }

    private EventLog openWithoutTheSnapshotsFile() throws IOException {
        for (Path file : filesIn(own)) {
            if (file.compareTo(fileHolding(own, SNAPSHOT)) >= 0) {
                Files.delete(file);
            }
        }
        return open();
    }

    /** The same up to one event, which has another time. */
    private EventServer serverOfAnotherHistory(long differs) {
        EventLog other = keep(EventLog.open(settings("other"), 0, 0));
        for (long number = 1; number <= EVENTS; number++) {
            if (number == differs) {
                other.append(
                        number,
                        1,
                        new UnsafeBuffer(Sample.payload(number)),
                        0,
                        Sample.payload(number).length);
            } else {
                Sample.append(other, number);
            }
        }
        other.flush();
        return keep(EventServer.start(other, ANY_PORT));
    }

    private void retire(int files) throws IOException {
        List<Path> present = filesIn(settings("whole").folder());
        long next = firstOf(present.get(files));
        new Retirement(whole, Optional.empty())
                .run(new Bounds(next - 1, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    private void assertFilled(EventLog log, long first) throws IOException {
        assertThat(log.opening().standing()).isEqualTo(Standing.FILLED);
        assertThat(log.opening().needsAttention()).isFalse();
        Sample.assertHolds(own, first, EVENTS);
    }

    private void assertServesAll(EventLog log) throws IOException {
        try (EventServer mended = EventServer.start(log, ANY_PORT);
                RawReader reader = new RawReader(mended)) {
            reader.ask(0, 0);
            reader.assertEvents(1, EVENTS);
        }
    }

    private EventLog open() {
        return openAt(SNAPSHOT);
    }

    private EventLog openAt(int snapshot) {
        return keep(
                EventLog.open(
                        settings("own").withOnFault(faults::add),
                        new Tail(snapshot, crcs[snapshot]),
                        disk));
    }

    private static Backfill backfill(EventLog log, InetSocketAddress... peers) {
        return new Backfill(log, List.of(peers), () -> 0);
    }

    private InetSocketAddress address() {
        return addressOf(server);
    }

    private static InetSocketAddress addressOf(EventServer of) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), of.port());
    }

    private EventLogSettings settings(String name) {
        return EventLogSettings.of(temporary.resolve(name))
                .withFileBytes(EventLogSettings.LEAST_BYTES)
                .withStagingBytes(EventLogSettings.LEAST_BYTES);
    }

    private <T extends AutoCloseable> T keep(T one) {
        opened.add(one);
        return one;
    }

    private static Path fileHolding(Path folder, long number) throws IOException {
        return filesIn(folder).stream()
                .filter(file -> firstOf(file) <= number)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static long firstOf(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, 19));
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".events")).sorted().toList();
        }
    }

    private static void flip(Path file, long at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) at] ^= 1;
        Files.write(file, bytes);
    }
}
