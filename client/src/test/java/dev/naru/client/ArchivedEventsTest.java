// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.client.EventStream.DivergedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Archive and servers together are one chain from the first event on. */
@Timeout(120)
final class ArchivedEventsTest {
    private static final Duration WAIT = Duration.ofMillis(50);
    private static final int EVENTS = 6_000;

    @TempDir Path temporary;
    private Path archive;
    private Member member;
    private List<Integer> firsts;

    @BeforeEach
    void write() throws IOException {
        archive = temporary.resolve("archive");
        member = Member.withSmallFiles(temporary.resolve("events"), EVENTS);
        firsts = filesIn(temporary.resolve("events")).map(ArchivedEventsTest::firstOf).toList();
        assertThat(firsts).hasSizeGreaterThan(4);
    }

    @AfterEach
    void close() {
        member.close();
    }

    @Test
    void whatWasRetiredAndWhatWasNotIsOneStream() throws Exception {
        retireUpTo(firsts.get(3));
        try (EventStream stream = events().openAfter(EventPosition.START)) {
            assertReads(stream, 1, EVENTS);
            assertThat(stream.position()).isEqualTo(member.position(EVENTS));
            member.appendUpTo(EVENTS + 10);
            assertReads(stream, EVENTS + 1, EVENTS + 10);
        }
    }

    @Test
    void aReaderGoesOnFromAnyEventOfTheArchive() throws Exception {
        retireUpTo(firsts.get(3));
        for (int number = 0; number < firsts.get(3) + 5; number += 211) {
            try (EventStream stream = events().openAfter(member.position(number))) {
                assertReads(stream, number + 1, EVENTS);
            }
        }
        for (int number : List.of(firsts.get(1) - 2, firsts.get(1) - 1, firsts.get(3) - 1)) {
            try (EventStream stream = events().openAfter(member.position(number))) {
                assertReads(stream, number + 1, EVENTS);
            }
        }
    }

    @Test
    void withoutAnArchiveTheServersAlone() throws Exception {
        try (EventStream stream = events().openAfter(EventPosition.START)) {
            assertReads(stream, 1, EVENTS);
        }
    }

    @Test
    void whatIsRetiredWhileItIsReadIsFoundInTheArchive() throws Exception {
        EventServers servers = new EventServers(List.of(member.address()));
        EventSource late =
                new EventSource() {
                    @Override
                    public EventStream openAfter(EventPosition position) {
                        // Before a server is asked, which then does not have it any more.
                        member.retire(firsts.get(2), Optional.of(archive));
                        return servers.openAfter(position);
                    }

                    @Override
                    public EventStream openAtHead() {
                        return servers.openAtHead();
                    }
                };
        try (EventStream stream =
                new ArchivedEvents(archive, late).openAfter(EventPosition.START)) {
            assertReads(stream, 1, EVENTS);
        }
    }

    @Test
    void theLagInTheArchiveIsHowMuchThereIsInAll() throws Exception {
        retireUpTo(firsts.get(3));
        try (EventStream stream = events().openAfter(EventPosition.START)) {
            long[] read = {0};
            while (read[0] < firsts.get(3) - 1) {
                stream.poll(
                        (position, _, _) -> {
                            if (position.number() < firsts.get(3)) {
                                assertThat(stream.lag()).isEqualTo(EVENTS - read[0]);
                            }
                            read[0] = position.number();
                        },
                        WAIT);
            }
            assertReads(stream, firsts.get(3), EVENTS);
            assertThat(stream.lag()).isZero();
        }
    }

    @Test
    void aReaderOfAnotherHistoryIsTold() throws Exception {
        retireUpTo(firsts.get(3));
        for (int number : List.of(5, firsts.get(1) - 1, firsts.get(1), firsts.get(3) - 1)) {
            EventPosition wrong = new EventPosition(number, member.position(number).crc() ^ 1);
            try (EventStream stream = events().openAfter(wrong)) {
                assertThatThrownBy(() -> readOn(stream)).isInstanceOf(DivergedException.class);
            }
        }
    }

    @Test
    void oneChangedByteInTheArchiveIsRefusedAndItsPlaceNamed() throws Exception {
        retireUpTo(firsts.get(2));
        Path file = filesIn(archive).toList().getFirst();
        byte[] good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at += 1_013) {
            byte[] bytes = good.clone();
            bytes[at] ^= 8;
            Files.write(file, bytes);
            int number = at / Member.recordSize() + 1;
            try (EventStream stream = events().openAfter(EventPosition.START)) {
                assertThatThrownBy(() -> readOn(stream))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(file + " is damaged at byte ")
                        .hasMessageContaining("where event " + number + " should be");
                assertThat(stream.position().number()).isEqualTo(number - 1);
            }
        }
    }

    @Test
    void whatIsBroughtBackIsReadByTheSameStream() throws Exception {
        retireUpTo(firsts.get(2));
        Path file = filesIn(archive).toList().getFirst();
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 8;
        Files.write(file, bad);
        try (EventStream stream = events().openAfter(EventPosition.START)) {
            assertThatThrownBy(() -> readOn(stream)).hasMessageContaining("is damaged");
            Files.write(file, good);
            assertReads(stream, (int) stream.position().number() + 1, EVENTS);
        }
    }

    /** A link that starts again must not stop for what it has read long ago. */
    @Test
    void damageThatNobodyNeedsToReadStopsNobody() throws Exception {
        retireUpTo(firsts.get(3));
        Path newest = filesIn(archive).toList().getLast();
        byte[] bytes = Files.readAllBytes(newest);
        bytes[0] ^= 8;
        Files.write(newest, bytes);
        for (int number : List.of(firsts.get(3) - 1, firsts.get(3) + 5, EVENTS - 1)) {
            try (EventStream stream = events().openAfter(member.position(number))) {
                assertReads(stream, number + 1, EVENTS);
            }
        }
    }

    @Test
    void anArchiveThatCannotBeReadIsNotThereNowAndIsLookedAtAgain() throws Exception {
        retireUpTo(firsts.get(2));
        Path file = filesIn(archive).toList().getFirst();
        Path away = Files.move(file, temporary.resolve("away"));
        // Nobody can read from a folder.
        Files.createDirectory(file);
        try (EventStream stream =
                new ArchivedEvents(
                                archive,
                                new EventServers(List.of(member.address())),
                                Duration.ofMillis(1))
                        .openAfter(EventPosition.START)) {
            for (int i = 0; i < 5; i++) {
                assertThat(stream.poll((_, _, _) -> {}, WAIT)).isZero();
            }
            Files.delete(file);
            Files.move(away, file);
            assertReads(stream, 1, EVENTS);
        }
    }

    @Test
    void anArchiveWithAFileMissingIsNoChain() throws Exception {
        retireUpTo(firsts.get(3));
        Files.delete(filesIn(archive).toList().get(1));
        try (EventStream stream = events().openAfter(EventPosition.START)) {
            assertReads(stream, 1, firsts.get(1) - 1);
            assertThat(stream.poll((_, _, _) -> {}, WAIT)).isZero();
            stream.poll((_, _, _) -> {}, Duration.ofSeconds(1));
            assertThat(stream.position().number()).isEqualTo(firsts.get(1) - 1);
        }
    }

    private EventSource events() {
        return new ArchivedEvents(archive, new EventServers(List.of(member.address())));
    }

    private void retireUpTo(int first) {
        member.retire(first, Optional.of(archive));
    }

    private static void readOn(EventStream stream) throws InterruptedException {
        while (true) {
            stream.poll((_, _, _) -> {}, WAIT);
        }
    }

    private static void assertReads(EventStream stream, int first, int last)
            throws InterruptedException {
        long[] next = {first};
        while (next[0] <= last) {
            stream.poll(
                    (position, timeNs, event) -> {
                        assertThat(position.number()).isEqualTo(next[0]);
                        assertThat(timeNs).isEqualTo(Member.timeNs(next[0]));
                        assertThat(event).isEqualTo(Member.event(next[0]));
                        next[0]++;
                    },
                    WAIT);
        }
    }

    private static Stream<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".events"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static int firstOf(Path file) {
        return Integer.parseInt(file.getFileName().toString().substring(0, 19));
    }
}
