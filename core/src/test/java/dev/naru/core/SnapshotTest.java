// SPDX-License-Identifier: Apache-2.0
package dev.naru.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.naru.core.snapshot.SnapshotDamaged;
import dev.naru.core.story.RecordedEvents;
import dev.naru.core.story.StoredSnapshot;
import dev.naru.core.story.Story;
import dev.naru.core.story.Tables;
import dev.naru.core.story.Worlds;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.FixedSide;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.World;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A machine that was written out and read back is the same machine. */
class SnapshotTest {
    private static final int NOWHERE = -1;
    private static final long SECRET = 5;

    @Test
    void snapshotAndTheRestOfTheLogAreTheWholeLog() {
        for (Tables.Told told : Tables.all()) {
            Story story = told.begin().run(told.rows());
            Seen whole = replayedWithCut(story, NOWHERE);
            for (int cut = 0; cut <= story.steps().size(); cut++) {
                assertThat(replayedWithCut(story, cut))
                        .describedAs("%s, cut after command %d", told.sentence(), cut)
                        .isEqualTo(whole);
            }
        }
    }

    /** Everything that can be seen of a machine after a log. */
    private record Seen(
            List<Outcome> outcomes,
            List<Event> events,
            long lastEventNumber,
            long nowNs,
            long nextDeadlineNs,
            long stateHash) {}

    private static Seen replayedWithCut(Story story, int cut) {
        RecordedEvents events = new RecordedEvents(1);
        Machine machine = new Machine(story.settings(), events, /* secret= */ cut);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i <= story.steps().size(); i++) {
            if (i == cut) {
                machine =
                        Machine.restore(
                                story.settings(),
                                events,
                                /* secret= */ 1_000 + cut,
                                StoredSnapshot.of(machine).source());
            }
            if (i < story.steps().size()) {
                Story.Step step = story.steps().get(i);
                outcomes.add(machine.apply(step.timeNs(), step.command()));
            }
        }
        // Long after the last command everything that is still open comes to its end.
        machine.tick(machine.nowNs() + 10_000_000_000_000L);
        return new Seen(
                outcomes,
                events.all().stream().map(RecordedEvents.Numbered::event).toList(),
                machine.lastEventNumber(),
                machine.nowNs(),
                machine.nextDeadlineNs(),
                machine.stateHash());
    }

    @Test
    void writingASnapshotChangesNothing() {
        Story story = busy();
        long before = story.machine().stateHash();
        byte[] first = StoredSnapshot.of(story.machine()).toBytes();
        byte[] second = StoredSnapshot.of(story.machine()).toBytes();
        assertThat(second).isEqualTo(first);
        assertThat(story.machine().stateHash()).isEqualTo(before);
    }

    @Test
    void everyCommandThatDoesSomethingChangesTheHash() {
        Story story = Story.small();
        long before = story.machine().stateHash();
        for (String command :
                List.of(
                        "participant 1 BANK MEMBER kinds=QR_PURCHASE",
                        "group 1 KRW KRW",
                        "headroom BANK KRW NET_CAP cap=10",
                        "fund f1 BANK KRW 5",
                        "suspend BANK",
                        "ack A 2")) {
            story.ask("1", command);
            assertThat(story.machine().stateHash()).describedAs(command).isNotEqualTo(before);
            before = story.machine().stateHash();
            story.ask("1", command);
            assertThat(story.machine().stateHash()).describedAs(command).isEqualTo(before);
        }
    }

    @Test
    void everyDamagedByteIsNoticed() {
        Story story = busy();
        byte[] bytes = StoredSnapshot.of(story.machine()).toBytes();
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x10;
            assertThatThrownBy(() -> restored(story, damaged))
                    .describedAs("byte %d of %d", i, bytes.length)
                    .isInstanceOfAny(SnapshotDamaged.class, IllegalStateException.class);
        }
    }

    @Test
    void damageIsNamedWithItsPlace() {
        Story story = busy();
        byte[] bytes = StoredSnapshot.of(story.machine()).toBytes();
        bytes[bytes.length / 2] ^= 1;
        assertThatThrownBy(() -> restored(story, bytes))
                .isInstanceOf(SnapshotDamaged.class)
                .hasMessageMatching("snapshot section [A-Z_]+, frame \\d+ fails its checksum");
    }

    @Test
    void snapshotThatWasCutShortIsNoticed() {
        Story story = busy();
        byte[] bytes = StoredSnapshot.of(story.machine()).toBytes();
        for (int length = 0; length < bytes.length; length += 17) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> restored(story, cut))
                    .describedAs("%d bytes of %d", length, bytes.length)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void limitsCanBeRaisedAndNeverLowered() {
        Story story = busy();
        StoredSnapshot snapshot = StoredSnapshot.of(story.machine());
        MachineSettings more = story.settings().withOpen(201, 201).withRecords(101, 101, 101);
        Machine grown =
                Machine.restore(more, (number, timeNs, event) -> {}, SECRET, snapshot.source());
        assertThat(grown.nowNs()).isEqualTo(story.machine().nowNs());
        for (int i = 0; i < 200; i++) {
            Outcome outcome = grown.apply(grown.nowNs(), quote(i));
            assertThat(outcome).isInstanceOf(Outcome.QuoteGiven.class);
        }
        assertThat(grown.apply(grown.nowNs(), quote(-1)))
                .isEqualTo(new Outcome.Refused(Rejection.LIMIT_OPEN_QUOTES));
        MachineSettings fewer = story.settings().withOpen(200, 199);
        assertThatThrownBy(() -> Machine.restore(fewer, ignored(), SECRET, snapshot.source()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OPEN_PAYMENTS must not be lowered from 200 of the snapshot");
    }

    /** Whoever starts a newer version begins with what the older one wrote. */
    @ParameterizedTest
    @CsvSource({"1, 34, 16, 0", "2, 49, 16, 4"})
    void aSnapshotOfAnEarlierVersionIsRead(
            int version, long events, long seconds, long acknowledged) throws IOException {
        byte[] written;
        try (InputStream in =
                Objects.requireNonNull(
                        SnapshotTest.class.getResourceAsStream(
                                "/golden/snapshot-version-" + version + ".bin"))) {
            written = in.readAllBytes();
        }
        Machine machine =
                Machine.restore(
                        Story.smallSettings(),
                        (number, timeNs, event) -> {},
                        SECRET,
                        StoredSnapshot.sourceOf(written));
        assertThat(machine.lastEventNumber()).isEqualTo(events);
        assertThat(machine.nowNs()).isEqualTo(Story.BEGINNING_NS + seconds * 1_000_000_000L);
        assertThat(machine.acknowledgedByAll()).isEqualTo(acknowledged);
        byte[] now = StoredSnapshot.of(machine).toBytes();
        assertThat(now).hasSizeGreaterThan(written.length);
        assertThat(StoredSnapshot.of(restored(Story.small(), now)).toBytes()).isEqualTo(now);
    }

    @Test
    void whatAllReadersHaveAcknowledgedIsTheLeastOfThem() {
        Story story = Story.small();
        assertThat(story.machine().acknowledgedByAll()).isZero();
        story.ask("1", "participant 1 BANK MEMBER kinds=QR_PURCHASE");
        story.ask("1", "group 1 KRW KRW");
        story.ask("1", "ack A 2");
        assertThat(story.machine().acknowledgedByAll()).isEqualTo(2);
        story.ask("1", "ack B 0");
        assertThat(story.machine().acknowledgedByAll()).isZero();
        story.ask("1", "ack B 1");
        assertThat(story.machine().acknowledgedByAll()).isEqualTo(1);
        story.ask("1", "forget B");
        assertThat(story.machine().acknowledgedByAll()).isEqualTo(2);
    }

    @Test
    void moneyOfOneWorldIsNotTakenToAnother() {
        Story story = busy();
        StoredSnapshot snapshot = StoredSnapshot.of(story.machine());
        MachineSettings live = MachineSettings.standard(World.LIVE);
        assertThatThrownBy(() -> Machine.restore(live, ignored(), SECRET, snapshot.source()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the snapshot is of world SANDBOX, not LIVE");
    }

    private static Command quote(int request) {
        return new Command.CreateQuote(
                new RequestId(9, request),
                1,
                1,
                PaymentKind.QR_PURCHASE,
                FixedSide.DESTINATION,
                10_000,
                Digest.NONE,
                Long.MAX_VALUE);
    }

    private static Machine restored(Story story, byte[] bytes) {
        return Machine.restore(story.settings(), ignored(), SECRET, StoredSnapshot.sourceOf(bytes));
    }

    private static EventSink ignored() {
        return (number, timeNs, event) -> fail("reading a snapshot says nothing");
    }

    /** Something of everything that a snapshot holds. */
    private static Story busy() {
        return new Story(Story.smallSettings())
                .given(Worlds.KOREA_TO_INDONESIA)
                .run(
                        """
                        1 | corridor 1 KR-ID KRW IDR SWITCH HUB fee=50 hold=500
                        1 | quote q1 BANK KR-ID IDR 100.00
                        1 | quote q2 BANK KR-ID IDR 100.00
                        1 | quote q3 BANK KR-ID IDR 100.00
                        1 | quote q4 BANK KR-ID IDR 100.00 kind=REMITTANCE
                        1 | quote q5 BANK KR-ID IDR 100.00 until=2
                        1 | quote q6 BANK KR-ID IDR 100.00
                        1 | pay p1 q1 payer=kim
                        1 | pay p2 q2 payer=lee
                        1 | pay p4 q4 payer=lee score=700
                        1 | pay p5 q9
                        1 | dispatch p1
                        2 | answer p1 ACCEPTED
                        2 | answer p1 REJECTED
                        2 | recover 1 7
                        2 | close KRW 1
                        3 | pay p3 q3 payer=kim
                        3 | dispatch p3
                        3 | ack READER-A 4
                        3 | ack READER-B 7
                        16 | tick
                        """);
    }
}
