// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.eventlog.EventAnswer;
import dev.naru.protocol.eventlog.EventAnswer.Verdict;
import dev.naru.protocol.eventlog.EventRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Every answer of the server over real sockets, and readers of every kind of manners. */
final class EventServerTest {
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int EVENTS = 3_000;

    @TempDir Path temporary;
    private EventLogSettings settings;
    private EventLog log;
    private EventServer server;
    private final int[] crcs = new int[EVENTS + 1];

    @BeforeEach
    void serveSomeEvents() {
        settings =
                EventLogSettings.of(temporary.resolve("events"))
                        .withFileBytes(EventLogSettings.LEAST_BYTES)
                        .withStagingBytes(EventLogSettings.LEAST_BYTES);
        log = EventLog.open(settings, 0, 0);
        for (int number = 1; number <= EVENTS; number++) {
            Sample.append(log, number);
            crcs[number] = log.lastCrc();
        }
        log.flush();
        server = EventServer.start(log, ANY_PORT);
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    @Test
    void aReaderGoesOnFromAnyEvent() throws IOException {
        for (int number = 0; number <= EVENTS; number += 149) {
            try (RawReader reader = new RawReader(server)) {
                assertThat(reader.ask(number, crcs[number]))
                        .isEqualTo(new EventAnswer(Verdict.STREAM, number, crcs[number], EVENTS));
                reader.assertEvents(number + 1, EVENTS);
            }
        }
    }

    @Test
    void aReaderGoesOnAtTheBoundariesOfFiles() throws IOException {
        for (long first : firstNumbers().subList(1, 4)) {
            for (int number = (int) first - 2; number <= first; number++) {
                try (RawReader reader = new RawReader(server)) {
                    reader.ask(number, crcs[number]);
                    reader.assertEvents(number + 1, EVENTS);
                }
                try (RawReader reader = new RawReader(server)) {
                    assertThat(reader.ask(number, crcs[number] + 1).verdict())
                            .isEqualTo(Verdict.DIVERGED);
                }
            }
        }
    }

    @Test
    void aReaderOfAnotherHistoryIsTold() throws IOException {
        for (int number = 1; number <= EVENTS; number += 157) {
            try (RawReader reader = new RawReader(server)) {
                assertThat(reader.ask(number, crcs[number] ^ 1).verdict())
                        .isEqualTo(Verdict.DIVERGED);
                assertThat(reader.isTurnedAway()).isTrue();
            }
        }
        try (RawReader reader = new RawReader(server)) {
            assertThat(reader.ask(EVENTS, 0).verdict()).as("the last").isEqualTo(Verdict.DIVERGED);
        }
    }

    @Test
    void aReaderThatIsFurtherIsToldHowFarThisServerIs() throws IOException {
        try (RawReader reader = new RawReader(server)) {
            assertThat(reader.ask(EVENTS + 1, 7))
                    .isEqualTo(new EventAnswer(Verdict.AHEAD, EVENTS + 1, 7, EVENTS));
            assertThat(reader.isTurnedAway()).isTrue();
        }
    }

    @Test
    void whoAsksForTheHeadGetsOnlyWhatComesAfterwards() throws IOException {
        try (RawReader reader = new RawReader(server)) {
            EventAnswer answer = reader.ask(EventRequest.atHead());
            assertThat(answer)
                    .isEqualTo(new EventAnswer(Verdict.STREAM, EVENTS, crcs[EVENTS], EVENTS));

            appendAndFlush(EVENTS + 1, EVENTS + 2);
            reader.assertEvents(EVENTS + 1, EVENTS + 2);
        }
    }

    @Test
    void readersFollowTheTailThroughNewFilesFlushByFlush() throws IOException {
        try (RawReader reader = new RawReader(server)) {
            reader.ask(EVENTS, crcs[EVENTS]);
            for (long number = EVENTS + 1; number <= 2 * EVENTS; number += 3) {
                appendAndFlush(number, number + 2);
                reader.assertEvents(number, number + 2);
            }
        }
    }

    @Test
    void whatIsNotFlushedIsNotServed() throws IOException {
        restartWith(hasty());
        try (RawReader reader = new RawReader(server)) {
            reader.ask(EVENTS, crcs[EVENTS]);
            Sample.append(log, EVENTS + 1);
            assertThat(reader.heartbeat()).isEqualTo(EVENTS);

            log.flush();
            reader.assertEvents(EVENTS + 1, EVENTS + 1);
            assertThat(reader.heartbeat()).isEqualTo(EVENTS + 1);
        }
    }

    @Test
    void aReaderWithoutNewsHearsHeartbeats() throws IOException {
        restartWith(hasty());
        try (RawReader reader = new RawReader(server)) {
            reader.ask(EVENTS, crcs[EVENTS]);
            for (int i = 0; i < 5; i++) {
                assertThat(reader.heartbeat()).isEqualTo(EVENTS);
            }
        }
    }

    @Test
    void whatThisServerDoesNotHaveIsElsewhere() throws IOException {
        List<Long> firsts = firstNumbers();
        int secondFirst = Math.toIntExact(firsts.get(1));
        int thirdFirst = Math.toIntExact(firsts.get(2));
        stop();
        Files.delete(log.files().pathOf(1));
        restart();

        assertVerdict(0, Verdict.NOT_HERE);
        assertVerdict(secondFirst - 2, Verdict.NOT_HERE);
        try (RawReader reader = new RawReader(server)) {
            int before = secondFirst - 1;
            assertThat(reader.ask(before, crcs[before]).verdict())
                    .as("the event itself is gone, but the next one names it")
                    .isEqualTo(Verdict.STREAM);
            reader.assertEvents(secondFirst, EVENTS);
        }
        try (RawReader reader = new RawReader(server)) {
            int before = secondFirst - 1;
            assertThat(reader.ask(before, crcs[before] + 1).verdict()).isEqualTo(Verdict.DIVERGED);
        }

        stop();
        Files.delete(log.files().pathOf(thirdFirst));
        restart();
        assertVerdict(thirdFirst - 1, Verdict.NOT_HERE);
        assertVerdict(thirdFirst, Verdict.NOT_HERE);
        try (RawReader reader = new RawReader(server)) {
            int before = secondFirst + 1;
            assertThat(reader.ask(before, crcs[before]).verdict()).isEqualTo(Verdict.STREAM);
            reader.assertEvents(before + 1, thirdFirst - 1);
            assertThat(reader.isTurnedAway()).as("at the hole").isTrue();
        }
    }

    @Test
    void aHoleBeforeTheSnapshotIsServedAround() throws IOException {
        stop();
        int snapshot = 2_900;
        for (long first : firstNumbers()) {
            if (first > 1) {
                Files.delete(log.files().pathOf(first));
            }
        }
        log = EventLog.open(settings, snapshot, crcs[snapshot]);
        server = EventServer.start(log, ANY_PORT);
        int hole = Math.toIntExact(log.opening().hole().orElseThrow().first());

        assertVerdict(hole - 1, Verdict.NOT_HERE);
        assertVerdict(hole, Verdict.NOT_HERE);
        assertVerdict(snapshot - 1, Verdict.NOT_HERE);
        assertVerdict(snapshot + 1, Verdict.AHEAD);
        try (RawReader reader = new RawReader(server);
                RawReader other = new RawReader(server)) {
            assertThat(reader.ask(snapshot, crcs[snapshot]).verdict()).isEqualTo(Verdict.STREAM);
            assertThat(other.ask(snapshot, 0).verdict()).isEqualTo(Verdict.DIVERGED);
            appendAndFlush(snapshot + 1, EVENTS);
            reader.assertEvents(snapshot + 1, EVENTS);
        }
        try (RawReader reader = new RawReader(server)) {
            reader.ask(0, 0);
            reader.assertEvents(1, hole - 1);
            assertThat(reader.isTurnedAway()).isTrue();
        }
        try (RawReader reader = new RawReader(server)) {
            reader.ask(snapshot, crcs[snapshot]);
            reader.assertEvents(snapshot + 1, EVENTS);
        }
    }

    @Test
    void damageOnDiskIsNeverServed() throws IOException {
        long second = firstNumbers().get(1);
        Path file = log.files().pathOf(second);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
        int good = Math.toIntExact(EventLogCheck.verify(settings.folder()).lastNumber());

        try (RawReader reader = new RawReader(server)) {
            assertThat(reader.ask(0, 0).verdict()).isEqualTo(Verdict.STREAM);
            reader.assertEvents(1, good);
            assertThat(reader.isTurnedAway()).isTrue();
        }
        assertVerdict(good, Verdict.NOT_HERE);
        assertVerdict(good + 1, Verdict.NOT_HERE);
    }

    @Test
    void whoeverDoesNotSpeakTheLanguageIsTurnedAway() throws IOException {
        byte[] request = new EventRequest(1, crcs[1]).encode().array();
        for (int at = 0; at < Long.BYTES; at++) {
            byte[] wrong = request.clone();
            wrong[at] ^= 1;
            assertTurnedAway(wrong);
        }
        byte[] negative = request.clone();
        negative[Long.BYTES + 7] = (byte) 0x80;
        assertTurnedAway(negative);
        assertTurnedAway(
                "GET / HTTP/1.1\r\nHost: naru\r\n\r\n"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        assertVerdict(1, Verdict.STREAM);
    }

    @Test
    void whoeverSaysNothingIsTurnedAway() throws IOException {
        restartWith(hasty());
        try (RawReader reader = new RawReader(server)) {
            assertThat(reader.isTurnedAway()).isTrue();
        }
    }

    @Test
    void moreReadersThanPlacesAreTurnedAway() throws IOException {
        restartWith(settings(2, Duration.ofMinutes(1)));
        try (RawReader first = new RawReader(server);
                RawReader second = new RawReader(server);
                RawReader third = new RawReader(server)) {
            first.ask(0, 0);
            second.ask(0, 0);
            assertThat(third.isTurnedAway()).isTrue();
            assertThat(server.connections()).isEqualTo(2);
            first.assertEvents(1, EVENTS);
        }
    }

    @Test
    void aReaderThatTakesNothingLosesItsPlaceToOneThatDoes() throws IOException {
        appendAndFlush(EVENTS + 1, 200_000);
        restartWith(settings(1, Duration.ofMillis(1)));
        try (RawReader stuck = new RawReader(server)) {
            stuck.ask(0, 0);
            boolean served = false;
            while (!served) {
                // Turned away until the first one's buffers are full and it counts as stuck.
                try (RawReader other = new RawReader(server)) {
                    served = other.isServed(0, 0);
                }
            }
        }
    }

    @Test
    void aSlowReaderSlowsNeitherTheWriterNorAnotherReader() throws IOException {
        long last = 200_000;
        try (RawReader slow = new RawReader(server);
                RawReader quick = new RawReader(server)) {
            slow.ask(0, 0);
            quick.ask(0, 0);
            // Some 17 MB, far more than sockets hold; the slow reader has taken nothing of it.
            appendAndFlush(EVENTS + 1, last);
            quick.assertEvents(1, last);

            slow.assertEvents(1, last);
        }
    }

    @Test
    void manyReadersGetEverythingWhileTheLogGrows() throws Exception {
        int readers = 24;
        long last = 20_000;
        CountDownLatch begun = new CountDownLatch(readers);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                int from = i * 100;
                Callable<Integer> reading =
                        () -> {
                            try (RawReader reader = new RawReader(server)) {
                                reader.ask(from, crcs[from]);
                                begun.countDown();
                                reader.assertEvents(from + 1, last);
                                return reader.lastCrc();
                            }
                        };
                results.add(executor.submit(reading));
            }
            assertThat(begun.await(60, SECONDS)).isTrue();
            for (long number = EVENTS + 1; number <= last; number += 10) {
                appendAndFlush(number, Math.min(last, number + 9));
            }
            for (Future<Integer> result : results) {
                assertThat(result.get(120, SECONDS)).isEqualTo(log.lastCrc());
            }
        }
    }

    @Test
    void aReaderGoesOnAfterTheServerWasRestarted() throws IOException {
        int crc;
        try (RawReader reader = new RawReader(server)) {
            reader.ask(0, 0);
            reader.assertEvents(1, 1_234);
            crc = reader.lastCrc();
            stop();
            restart();
        }
        try (RawReader reader = new RawReader(server)) {
            assertThat(reader.ask(1_234, crc).verdict()).isEqualTo(Verdict.STREAM);
            reader.assertEvents(1_235, EVENTS);
        }
    }

    @Test
    void afterARestartReadersSeeTheFilesAtOnceAndTheRestInTime() throws IOException {
        stop();
        log = EventLog.open(settings, 1_000, crcs[1_000]);
        server = EventServer.start(log, ANY_PORT);
        try (RawReader reader = new RawReader(server)) {
            reader.ask(0, 0);
            reader.assertEvents(1, EVENTS);
            Sample.append(log, 1_001, EVENTS);
            appendAndFlush(EVENTS + 1, EVENTS + 10);
            reader.assertEvents(EVENTS + 1, EVENTS + 10);
        }
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void aMemberWithoutALeaderServesWhatItHasAndHoldsNobodyForMore() throws IOException {
        AtomicBoolean hasLeader = new AtomicBoolean(true);
        Duration patient = Duration.ofMinutes(1);
        Duration brief = Duration.ofMillis(20);
        server.close();
        server =
                EventServer.start(
                        log,
                        new EventServerSettings(ANY_PORT, 10, brief, patient, patient, brief),
                        hasLeader::get);
        try (RawReader waiting = new RawReader(server)) {
            waiting.ask(EVENTS, crcs[EVENTS]);
            assertThat(waiting.heartbeat()).isEqualTo(EVENTS);
            hasLeader.set(false);
            waiting.awaitEnd();
        }
        assertVerdict(EVENTS, Verdict.AHEAD);
        try (RawReader behind = new RawReader(server);
                RawReader atHead = new RawReader(server)) {
            assertThat(behind.ask(100, crcs[100]).verdict()).isEqualTo(Verdict.STREAM);
            behind.assertEvents(101, EVENTS);
            behind.awaitEnd();
            assertThat(atHead.ask(EventRequest.atHead()))
                    .isEqualTo(new EventAnswer(Verdict.STREAM, EVENTS, crcs[EVENTS], EVENTS));
            atHead.awaitEnd();
        }
        hasLeader.set(true);
        try (RawReader back = new RawReader(server)) {
            assertThat(back.ask(EVENTS, crcs[EVENTS]).verdict()).isEqualTo(Verdict.STREAM);
            assertThat(back.heartbeat()).isEqualTo(EVENTS);
        }
    }

    @Test
    void closingLetsEveryReaderGo() throws IOException {
        try (RawReader waiting = new RawReader(server);
                RawReader silent = new RawReader(server);
                RawReader midway = new RawReader(server)) {
            waiting.ask(EVENTS, crcs[EVENTS]);
            midway.ask(0, 0);
            server.close();
            assertThat(server.connections()).isZero();
            assertThat(waiting.isTurnedAway()).isTrue();
            assertThat(silent.isTurnedAway()).isTrue();
        }
    }

    @Test
    void anAddressThatIsTakenIsAClearError() {
        InetSocketAddress taken =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());

        assertThatThrownBy(() -> EventServer.start(log, taken))
                .isInstanceOf(EventLogFault.class)
                .hasMessageContaining(String.valueOf(server.port()));
    }

    private void assertVerdict(int afterNumber, Verdict verdict) throws IOException {
        try (RawReader reader = new RawReader(server)) {
            assertThat(reader.ask(afterNumber, crcs[afterNumber]).verdict()).isEqualTo(verdict);
        }
    }

    private void assertTurnedAway(byte[] request) throws IOException {
        try (RawReader reader = new RawReader(server)) {
            reader.send(request);
            assertThat(reader.isTurnedAway()).isTrue();
        }
    }

    private void appendAndFlush(long first, long last) {
        Sample.append(log, first, last);
        log.flush();
    }

    private List<Long> firstNumbers() throws IOException {
        EventFiles files = EventFiles.list(settings.folder());
        List<Long> numbers = new ArrayList<>();
        for (var next = files.first(); next.isPresent(); next = files.afterFile(next.get())) {
            numbers.add(next.get());
        }
        return numbers;
    }

    private void restart() {
        log = EventLog.open(settings, EVENTS, crcs[EVENTS]);
        server = EventServer.start(log, ANY_PORT);
    }

    private void restartWith(EventServerSettings other) {
        server.close();
        server = EventServer.start(log, other, () -> true);
    }

    private static EventServerSettings hasty() {
        Duration brief = Duration.ofMillis(20);
        return new EventServerSettings(ANY_PORT, 10, brief, brief, brief, brief);
    }

    private static EventServerSettings settings(int connections, Duration stuckAfter) {
        Duration patient = Duration.ofMinutes(1);
        return new EventServerSettings(
                ANY_PORT, connections, patient, patient, stuckAfter, patient);
    }
}
