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

    @TempDir Path temporary;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<EventLogFault> faults = new ArrayList<>();
    private final int[] crcs = new int[EVENTS + 1];
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
        assertThat(backfill(log, address()).run()).isEmpty();
        assertThat(log.opening().hole()).contains(new Opening.Hole(hole, first - 1));
        assertThat(log.opening().needsAttention()).isTrue();
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
        return keep(
                EventLog.open(settings("own").withOnFault(faults::add), SNAPSHOT, crcs[SNAPSHOT]));
    }

    private static Backfill backfill(EventLog log, InetSocketAddress... peers) {
        return new Backfill(log, List.of(peers));
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
