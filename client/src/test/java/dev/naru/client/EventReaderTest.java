// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.client.EventHearing.Standing;
import dev.naru.client.EventStream.DivergedException;
import dev.naru.protocol.Event;
import dev.naru.protocol.codec.EventCodec;
import dev.naru.protocol.eventlog.EventAnswer;
import dev.naru.protocol.eventlog.EventAnswer.Verdict;
import dev.naru.protocol.eventlog.EventRequest;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers against real servers, lost connections, and servers that lie. */
@Timeout(120)
final class EventReaderTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final EventPacing QUICK =
            new EventPacing(
                    LONG, Duration.ofMillis(1), Duration.ofMillis(5), LONG, Duration.ofSeconds(9));

    @TempDir Path temporary;

    @Test
    void everyEventComesOnceInOrder() throws Exception {
        try (Member member = Member.with(temporary, 5_000);
                EventStream stream = servers(member.address()).openAfter(EventPosition.START)) {
            assertReads(stream, 1, 5_000);
            assertThat(stream.position()).isEqualTo(member.position(5_000));
            assertThat(stream.poll(refusing(), Duration.ZERO)).isZero();

            member.appendUpTo(5_100);
            assertReads(stream, 5_001, 5_100);
        }
    }

    @Test
    void theUsualServersDecodeWhatTheHubEncodes() throws Exception {
        try (Member member = Member.with(temporary, 10);
                EventStream stream =
                        new EventServers(List.of(member.address()))
                                .openAfter(EventPosition.START)) {
            assertReads(stream, 1, 10);
        }
    }

    @Test
    void aReaderGoesOnFromAnyPosition() throws Exception {
        try (Member member = Member.with(temporary, 60)) {
            for (int from = 0; from <= 60; from++) {
                try (EventStream stream =
                        servers(member.address()).openAfter(member.position(from))) {
                    member.appendUpTo(61);
                    assertReads(stream, from + 1, 61);
                }
            }
        }
    }

    @Test
    void aConnectionLostAfterAnyByteLosesAndRepeatsNothing() throws Exception {
        try (Member member = Member.with(temporary, 2);
                Doorman doorman = new Doorman(member::address)) {
            int all = EventAnswer.BYTES + 2 * Member.recordSize();
            for (int bytes = 0; bytes <= all; bytes++) {
                doorman.cutAfter(bytes);
                try (EventStream stream =
                        servers(doorman.address()).openAfter(EventPosition.START)) {
                    Expected expected = new Expected(1, 2);
                    for (int before = doorman.cuts(); doorman.cuts() == before; ) {
                        stream.poll(expected, Duration.ofMillis(1));
                    }
                    doorman.cutAfter(Long.MAX_VALUE);
                    while (!expected.isDone()) {
                        stream.poll(expected, LONG);
                    }
                }
            }
            assertThat(doorman.cuts()).isGreaterThan(all);
        }
    }

    @Test
    void aReaderOutlivesItsServerAndGoesOnWithTheNextOne() throws Exception {
        try (Member member = Member.with(temporary, 100);
                Doorman doorman = new Doorman(member::address);
                EventReader reader = servers(doorman.address()).openAfter(EventPosition.START)) {
            assertReads(reader, 1, 100);
            doorman.shut();
            assertThat(reader.poll(refusing(), Duration.ofMillis(50))).isZero();
            assertThat(reader.hearing().standing()).isEqualTo(Standing.CONNECTING);

            member.restartServer();
            member.appendUpTo(150);
            doorman.reopen();
            assertReads(reader, 101, 150);
            assertThat(reader.hearing().standing()).isEqualTo(Standing.STREAMING);
        }
    }

    @Test
    void whateverIsCutAndWheneverEveryEventComesOnce() throws Exception {
        long seed = 20_261_122;
        Random random = new Random(seed);
        try (Member first = Member.with(temporary.resolve("1"), 1);
                Member second = Member.with(temporary.resolve("2"), 1);
                Doorman one = new Doorman(first::address);
                Doorman two = new Doorman(second::address);
                EventStream stream =
                        servers(one.address(), two.address()).openAfter(EventPosition.START)) {
            long read = 0;
            for (long last = 1; last <= 3_000; last += random.nextInt(60)) {
                first.appendUpTo(last);
                second.appendUpTo(last);
                one.cutAfter(100 + random.nextInt(3_000));
                two.cutAfter(100 + random.nextInt(3_000));
                if (random.nextInt(4) == 0) {
                    one.cutAll();
                    two.cutAll();
                }
                long next = Math.min(last, read + random.nextInt(80));
                assertReads(stream, read + 1, next);
                read = Math.max(read, next);
            }
        }
    }

    @Test
    void aReaderOfAnotherHistoryHaltsForGood() throws Exception {
        try (Member member = Member.with(temporary, 10)) {
            EventPosition wrong = new EventPosition(5, member.position(5).crc() ^ 1);
            EventReader reader = servers(member.address()).openAfter(wrong);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> reader.poll(refusing(), LONG))
                        .isInstanceOf(DivergedException.class)
                        .hasMessageContaining("number=5");
            }
            assertThat(reader.hearing().standing()).isEqualTo(Standing.DIVERGED);
            assertThat(reader.position()).isEqualTo(wrong);
            reader.close();
        }
    }

    @Test
    void aStreamThatTurnsIntoAnotherHistoryHalts() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.saying(
                                request -> ScriptedServer.streamWith(request, 1, 77));
                EventStream stream = servers(server.address()).openAfter(EventPosition.START)) {
            assertThatThrownBy(() -> stream.poll(refusing(), LONG))
                    .isInstanceOf(DivergedException.class);
        }
    }

    @Test
    void aMemberThatIsBehindIsWaitedFor() throws Exception {
        try (Member member = Member.with(temporary.resolve("ahead"), 50);
                Member behind = Member.with(temporary.resolve("behind"), 40);
                EventReader reader = servers(behind.address()).openAfter(member.position(50))) {
            assertThat(reader.poll(refusing(), Duration.ofMillis(50))).isZero();
            assertThat(reader.hearing().standing()).isEqualTo(Standing.AHEAD);
            assertThat(reader.lag()).isZero();

            behind.appendUpTo(55);
            assertReads(reader, 51, 55);
        }
    }

    @Test
    void whatOneMemberDoesNotHaveComesFromAnother() throws Exception {
        try (Member whole = Member.with(temporary.resolve("whole"), 50);
                Member late = new Member(temporary.resolve("late"), whole.position(40))) {
            late.appendUpTo(50);
            try (EventReader reader =
                    servers(late.address(), whole.address()).openAfter(EventPosition.START)) {
                assertReads(reader, 1, 50);
            }
            try (EventReader reader = servers(late.address()).openAfter(whole.position(40))) {
                assertReads(reader, 41, 50);
            }
        }
    }

    @Test
    void whatNobodyHasShowsAndIsTriedAgain() throws Exception {
        try (Member whole = Member.with(temporary.resolve("whole"), 50);
                Member late = new Member(temporary.resolve("late"), whole.position(40));
                Doorman doorman = new Doorman(whole::address)) {
            doorman.shut();
            try (EventReader reader =
                    servers(late.address(), doorman.address()).openAfter(EventPosition.START)) {
                assertThat(reader.poll(refusing(), Duration.ofMillis(50))).isZero();
                assertThat(reader.hearing().standing())
                        .isIn(Standing.NOT_HERE, Standing.CONNECTING);
                doorman.reopen();
                assertReads(reader, 1, 50);
            }
        }
    }

    @Test
    void whatOneDoesNotHaveIsNotForgottenForAnotherThatIsAway() throws Exception {
        try (Member whole = Member.with(temporary.resolve("whole"), 50);
                Member late = new Member(temporary.resolve("late"), whole.position(40));
                ScriptedServer away = ScriptedServer.saying(request -> new byte[0]);
                EventReader reader =
                        servers(late.address(), away.address()).openAfter(EventPosition.START)) {
            while (reader.hearing().standing() != Standing.NOT_HERE) {
                reader.poll(refusing(), Duration.ofMillis(1));
            }
            for (int served = away.served(); away.served() < served + 3; ) {
                reader.poll(refusing(), Duration.ofMillis(1));
                assertThat(reader.hearing().standing()).isEqualTo(Standing.NOT_HERE);
            }
        }
    }

    @Test
    void serversThatLieAreLeftForOneThatDoesNot() throws Exception {
        List<ScriptedServer.Script> lies =
                List.of(
                        request -> new byte[0],
                        request -> new byte[EventAnswer.BYTES],
                        request ->
                                "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n"
                                        .getBytes(StandardCharsets.US_ASCII),
                        request ->
                                Arrays.copyOf(ScriptedServer.verdict(Verdict.STREAM, request), 9),
                        request -> ScriptedServer.verdict(Verdict.AHEAD, request),
                        request -> ScriptedServer.verdict(Verdict.NOT_HERE, request),
                        request -> ScriptedServer.verdict(Verdict.STREAM, request),
                        request ->
                                ScriptedServer.verdict(
                                        Verdict.STREAM, new EventRequest(3, request.crc())),
                        request -> ScriptedServer.streamWith(request, 2, 0),
                        request -> ScriptedServer.streamWith(request, 7, 0),
                        request -> flipped(ScriptedServer.streamWith(request, 1, 0)));
        try (Member member = Member.with(temporary, 20)) {
            for (ScriptedServer.Script lie : lies) {
                try (ScriptedServer liar = ScriptedServer.saying(lie);
                        EventStream stream =
                                servers(liar.address(), member.address())
                                        .openAfter(EventPosition.START)) {
                    assertReads(stream, 1, 20);
                    assertThat(liar.served()).isPositive();
                }
            }
        }
    }

    @Test
    void aServerThatFallsSilentIsLeft() throws Exception {
        EventPacing impatient =
                new EventPacing(
                        Duration.ofMillis(30),
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        LONG,
                        LONG);
        try (Member member = Member.with(temporary, 20);
                ScriptedServer mute = ScriptedServer.sayingAndHolding(request -> new byte[0]);
                ScriptedServer stalled =
                        ScriptedServer.sayingAndHolding(
                                request -> ScriptedServer.streamWith(request, 1, 0));
                EventStream stream =
                        new EventServers(
                                        List.of(
                                                mute.address(),
                                                stalled.address(),
                                                member.address()),
                                        () -> new EventCodec()::decode,
                                        impatient)
                                .openAfter(EventPosition.START)) {
            assertReads(stream, 1, 20);
            assertThat(mute.served()).isPositive();
            assertThat(stalled.served()).isPositive();
        }
    }

    /** Its heartbeats go on, and say that there is nothing new. */
    @Test
    void aMemberThatHasFallenOutOfTheClusterIsLeft() throws Exception {
        try (Member out = Member.with(temporary.resolve("out"), 50);
                Member in = Member.with(temporary.resolve("in"), 50);
                EventReader reader =
                        servers(out.address(), in.address()).openAfter(EventPosition.START)) {
            assertReads(reader, 1, 50);
            out.loseLeader();
            in.appendUpTo(60);
            assertReads(reader, 51, 60);
        }
    }

    @Test
    void aMemberThatStandsStillIsLeftForOneThatGoesOn() throws Exception {
        EventPacing doubtful =
                new EventPacing(
                        LONG,
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        LONG);
        try (Member still = Member.with(temporary.resolve("still"), 50);
                Member away = Member.with(temporary.resolve("away"), 50);
                Doorman nobody = new Doorman(away::address);
                Member going = Member.with(temporary.resolve("going"), 50);
                EventReader reader =
                        new EventServers(
                                        List.of(
                                                still.address(),
                                                nobody.address(),
                                                away.address(),
                                                going.address()),
                                        () -> new EventCodec()::decode,
                                        doubtful)
                                .openAfter(EventPosition.START)) {
            nobody.shut();
            assertReads(reader, 1, 50);
            going.appendUpTo(60);
            assertReads(reader, 51, 60);
            assertThat(reader.hearing().standing()).isEqualTo(Standing.STREAMING);
        }
    }

    @Test
    void anEventWhoseHandlerFailsComesAgain() throws Exception {
        try (Member member = Member.with(temporary, 10);
                EventStream stream = servers(member.address()).openAfter(EventPosition.START)) {
            AtomicBoolean fail = new AtomicBoolean(true);
            EventHandler handler =
                    (position, timeNs, event) -> {
                        if (position.number() == 5 && fail.getAndSet(false)) {
                            throw new IllegalArgumentException("no");
                        }
                    };
            assertThatThrownBy(() -> stream.poll(handler, LONG))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(stream.position()).isEqualTo(member.position(4));
            assertReads(stream, 5, 10);
        }
    }

    @Test
    void anEventThatCannotBeReadIsNotSteppedOver() throws Exception {
        try (Member member = Member.with(temporary, 3)) {
            member.appendGarbage();
            try (EventStream stream = servers(member.address()).openAfter(member.position(3))) {
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> stream.poll(refusing(), LONG))
                            .hasMessageContaining("Event 4")
                            .isInstanceOfSatisfying(
                                    UnreadableEventException.class,
                                    unread -> {
                                        assertThat(unread.number()).isEqualTo(4);
                                        assertThat(unread.payload()).isEqualTo(Member.GARBAGE);
                                    });
                }
                assertThat(stream.position()).isEqualTo(member.position(3));
            }
        }
    }

    @Test
    void theHeadIsWhereTheLogWasWhenTheStreamWasOpened() throws Exception {
        try (Member member = Member.with(temporary, 30);
                Doorman doorman = new Doorman(member::address);
                EventStream stream = servers(doorman.address()).openAtHead()) {
            assertThat(stream.position()).isEqualTo(member.position(30));

            // Also when the connection is lost before the first event.
            doorman.cutAll();
            member.appendUpTo(35);
            assertReads(stream, 31, 35);
        }
    }

    @Test
    void theHeadOfAnEmptyLogIsItsStart() throws Exception {
        try (Member member = Member.with(temporary, 0);
                EventStream stream = servers(member.address()).openAtHead()) {
            assertThat(stream.position()).isEqualTo(EventPosition.START);
            member.appendUpTo(1);
            assertReads(stream, 1, 1);
        }
    }

    @Test
    void theHeadComesFromAnyMemberThatIsThere() throws Exception {
        try (Member member = Member.with(temporary, 30);
                ScriptedServer dead = ScriptedServer.saying(request -> new byte[0]);
                EventStream stream = servers(dead.address(), member.address()).openAtHead()) {
            assertThat(stream.position()).isEqualTo(member.position(30));
        }
    }

    @Test
    void withoutAnyMemberTheHeadIsNotFound() throws Exception {
        EventPacing brief =
                new EventPacing(
                        LONG,
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        LONG,
                        Duration.ofMillis(50));
        try (ScriptedServer dead = ScriptedServer.saying(request -> new byte[0])) {
            EventSource source =
                    new EventServers(
                            List.of(dead.address()), () -> new EventCodec()::decode, brief);
            assertThatThrownBy(source::openAtHead)
                    .isInstanceOf(EventsAwayException.class)
                    .hasMessageContaining(String.valueOf(dead.address().getPort()));
        }
    }

    @Test
    void theLagIsWhatTheHubHasAndTheReaderHasNot() throws Exception {
        try (Member member = Member.with(temporary, 1_000);
                EventStream stream = servers(member.address()).openAfter(EventPosition.START)) {
            EventHandler handler =
                    (position, timeNs, event) -> {
                        if (position.number() <= 1_000) {
                            assertThat(stream.lag()).isEqualTo(1_000 - position.number() + 1);
                        }
                    };
            for (int read = 0; read < 1_000; ) {
                read += stream.poll(handler, LONG);
            }
            assertThat(stream.lag()).isZero();
        }
    }

    @Test
    void theAnswerTellsOfTheLag() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.sayingAndHolding(
                                request -> ScriptedServer.verdict(Verdict.STREAM, request));
                EventStream stream = servers(server.address()).openAtHead()) {
            assertThat(stream.lag()).isEqualTo(99);
        }
    }

    @Test
    void whoHearsNobodyKnowsForHowLong() throws Exception {
        Member member = Member.with(temporary, 1);
        try (EventReader reader = servers(member.address()).openAtHead()) {
            EventHearing before = reader.hearing();
            member.close();
            assertThat(reader.poll(refusing(), Duration.ofMillis(20))).isZero();
            EventHearing after = reader.hearing();
            assertThat(after.standing()).isEqualTo(Standing.CONNECTING);
            assertThat(after.heardAtNs()).isEqualTo(before.heardAtNs());
            assertThat(after.silence()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        }
    }

    @Test
    void anInterruptedPollEnds() throws Exception {
        try (Member member = Member.with(temporary, 1);
                EventStream stream = servers(member.address()).openAtHead()) {
            CompletableFuture<Integer> polled = new CompletableFuture<>();
            Thread thread = Thread.ofVirtual().start(() -> poll(stream, polled));
            thread.interrupt();
            assertThatThrownBy(polled::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);

            member.appendUpTo(2);
            assertReads(stream, 2, 2);
        }
    }

    @Test
    void closingEndsAPollThatIsUnderWay() throws Exception {
        try (Member member = Member.with(temporary, 1)) {
            EventStream stream = servers(member.address()).openAtHead();
            CompletableFuture<Integer> polled = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> poll(stream, polled));
            stream.close();
            assertThatThrownBy(polled::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThatThrownBy(() -> stream.poll(refusing(), LONG))
                    .isInstanceOf(InterruptedException.class);
            stream.close();
        }
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        EventPacing pacing = EventPacing.USUAL;
        assertThat(pacing.pauseNs(1)).isEqualTo(Duration.ofMillis(10).toNanos());
        assertThat(pacing.pauseNs(2)).isEqualTo(Duration.ofMillis(20).toNanos());
        assertThat(pacing.pauseNs(8)).isEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(pacing.pauseNs(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void thereIsNoSourceWithoutServers() {
        assertThatThrownBy(() -> new EventServers(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hostsAreLookedUpWhenTheyAreNeeded() throws Exception {
        // A name of this length is refused by the resolver itself.
        String impossible = "x".repeat(300);
        try (Member member = Member.with(temporary, 3);
                EventStream stream =
                        servers(
                                        InetSocketAddress.createUnresolved(impossible, 1),
                                        InetSocketAddress.createUnresolved(
                                                "localhost", member.address().getPort()))
                                .openAfter(EventPosition.START)) {
            assertReads(stream, 1, 3);
        }
    }

    private static EventServers servers(InetSocketAddress... addresses) {
        return new EventServers(List.of(addresses), () -> new EventCodec()::decode, QUICK);
    }

    private static EventHandler refusing() {
        return (position, timeNs, event) -> {
            throw new AssertionError("no event was expected: " + position);
        };
    }

    private static void poll(EventStream stream, CompletableFuture<Integer> result) {
        try {
            result.complete(stream.poll(refusing(), LONG));
        } catch (InterruptedException | RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    /** Takes exactly these events; one that is there beyond them stays for the next poll. */
    private static void assertReads(EventStream stream, long first, long last)
            throws InterruptedException {
        Expected expected = new Expected(first, last);
        try {
            while (!expected.isDone()) {
                stream.poll(expected, LONG);
            }
        } catch (Enough e) {
            assertThat(expected.isDone()).isTrue();
        }
    }

    private static byte[] flipped(byte[] stream) {
        stream[stream.length - 1] ^= 1;
        return stream;
    }

    /** Wants these numbers, each once and in order, and knows what each must be. */
    private static final class Expected implements EventHandler {
        private final long last;
        private long next;

        Expected(long first, long last) {
            this.next = first;
            this.last = last;
        }

        @Override
        public void onEvent(EventPosition position, long timeNs, Event event) {
            if (next > last) {
                throw new Enough();
            }
            assertThat(position.number()).isEqualTo(next);
            assertThat(timeNs).isEqualTo(Member.timeNs(next));
            assertThat(event).isEqualTo(Member.event(next));
            next++;
        }

        boolean isDone() {
            return next > last;
        }
    }

    /** Refuses an event for now. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
