// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.naru.client.EventServers;
import dev.naru.node.eventlog.EventLog;
import dev.naru.node.eventlog.EventLogSettings;
import dev.naru.node.eventlog.EventServer;
import dev.naru.projection.migrations.Tables;
import dev.naru.projection.query.DayFigures;
import dev.naru.projection.query.DayItem;
import dev.naru.projection.query.PaymentFilter;
import dev.naru.projection.query.PaymentFound;
import dev.naru.projection.query.PositionDay;
import dev.naru.projection.query.ReadSide;
import dev.naru.projection.query.ReadSideAwayException;
import dev.naru.projection.query.TransferFound;
import dev.naru.projection.writer.ProjectionStatus.State;
import dev.naru.projection.writer.ProjectionWriter;
import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.ReadOrder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables against the machine, in a real PostgreSQL that is killed for real. */
final class ProjectionTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir private static Path folder;
    private static TestPostgres postgres;

    @BeforeAll
    static void startServer() {
        postgres = new TestPostgres(folder);
    }

    @AfterAll
    static void stopServer() {
        postgres.close();
    }

    private static void build(TestHub hub, String schema, int mostEvents) {
        try (ProjectionWriter writer =
                ProjectionWriter.start(postgres.database(), schema, hub, mostEvents)) {
            await().atMost(LONG)
                    .until(() -> writer.status().position().number() == hub.lastNumber());
        }
    }

    private static void clear(String schema) {
        postgres.execute("public", "drop schema if exists " + schema + " cascade");
    }

    @Test
    void theTablesSayWhatTheMachineSays() {
        clear(Tables.SCHEMA);
        TestHub hub = new TestHub(1);
        hub.act(3_000);
        hub.pay(PaymentKind.REMITTANCE, 600);
        build(hub, Tables.SCHEMA, 1_000);
        try (ReadSide reads = ReadSide.open(postgres.database())) {
            Outcome.Figures figures = hub.ask(new Command.ReadFigures(), Outcome.Figures.class);
            assertThat(List.copyOf(reads.counts().byState().values())).isEqualTo(figures.byState());
            assertThat(reads.counts().eventNumber()).isEqualTo(figures.eventNumber());
            // Every state and every kind of end has to have happened for this to mean anything.
            assertThat(figures.byState().subList(0, 8)).allMatch(count -> count > 0);

            List<Payment> machine = allPayments(hub);
            List<PaymentFound> tables = allPayments(reads);
            assertThat(tables).hasSameSizeAs(machine);
            for (int i = 0; i < machine.size(); i++) {
                assertThat(asEventsTell(tables.get(i).payment()))
                        .isEqualTo(asEventsTell(machine.get(i)));
            }

            for (int group : List.of(TestHub.WON, TestHub.RUPIAH)) {
                assertThat(reads.accounts(group, 0, 100))
                        .isEqualTo(
                                hub
                                        .ask(
                                                new Command.ReadAccounts(group, 0, 100),
                                                Outcome.Accounts.class)
                                        .rows()
                                        .stream()
                                        .filter(ProjectionTest::wasTouched)
                                        .toList());
                assertThat(positions(group))
                        .isEqualTo(
                                hub
                                        .ask(
                                                new Command.ReadPositions(group, 0, 100),
                                                Outcome.Positions.class)
                                        .rows()
                                        .stream()
                                        .map(ProjectionTest::asRow)
                                        .toList());
            }
            everyTransferIsAccountedFor();
            for (int group : List.of(TestHub.WON, TestHub.RUPIAH)) {
                daysAddUpToPositions(hub, reads, group);
            }
            daysAreReadyWhereTheTableIsNew();
        }
    }

    /** However time is cut into days, they follow each other and end where the machine is. */
    private static void daysAddUpToPositions(TestHub hub, ReadSide reads, int group) {
        long first = TestHub.START_NS - 1_000_000;
        long cut = Math.floorDiv(hub.nowNs() - first, 7_000) * 1_000;
        for (Outcome.Position position :
                hub.ask(new Command.ReadPositions(group, 0, 100), Outcome.Positions.class).rows()) {
            long balanceMinor = 0;
            for (int i = 0; i < 8; i++) {
                PositionDay day =
                        new PositionDay(
                                group,
                                position.participantId(),
                                first + i * cut,
                                first + (i + 1) * cut,
                                Long.MAX_VALUE);
                DayFigures figures = reads.figures(day);
                assertThat(figures.openingMinor()).isEqualTo(balanceMinor);
                balanceMinor = figures.closingMinor();
                List<DayItem> items = items(reads, day, figures, 500);
                assertThat(items(reads, day, figures, 1)).isEqualTo(items);
                assertThat(items).hasSize((int) figures.items());
                AccountId account =
                        new AccountId(AccountKind.POSITION, position.participantId(), group);
                assertThat(sum(items, account)).isEqualTo(balanceMinor - figures.openingMinor());
                assertThat(items)
                        .allMatch(
                                item -> item.atNs() >= day.fromNs() && item.atNs() < day.untilNs())
                        .isSortedAccordingTo(
                                java.util.Comparator.comparingLong(DayItem::eventNumber)
                                        .thenComparingInt(DayItem::line));
            }
            assertThat(balanceMinor).isEqualTo(position.positionMinor());
        }
    }

    private static List<DayItem> items(
            ReadSide reads, PositionDay day, DayFigures figures, int chains) {
        List<DayItem> all = new ArrayList<>();
        while ((all.isEmpty() ? 0 : all.getLast().eventNumber()) < figures.lastEvent()) {
            long after = all.isEmpty() ? 0 : all.getLast().eventNumber();
            List<DayItem> some = reads.items(day, figures, after, chains);
            assertThat(some).isNotEmpty();
            all.addAll(some);
        }
        return all;
    }

    private static long sum(List<DayItem> items, AccountId account) {
        return items.stream()
                .mapToLong(
                        item ->
                                item.transfer().credit().equals(account)
                                        ? item.transfer().amountMinor()
                                        : -item.transfer().amountMinor())
                .sum();
    }

    /** What the migration fills the table with is what the writer would have. */
    private static void daysAreReadyWhereTheTableIsNew() {
        String all = "select * from posted_chains order by event_number";
        List<List<String>> written = postgres.rows(Tables.SCHEMA, all);
        assertThat(written).isNotEmpty();
        postgres.execute(Tables.SCHEMA, "drop table posted_chains");
        postgres.execute(Tables.SCHEMA, "alter table set_aside drop column payload");
        postgres.execute(Tables.SCHEMA, "drop table challenges, authenticators, evidence_rules");
        postgres.execute(
                Tables.SCHEMA,
                "delete from flyway_schema_history where version in ('2', '3', '4', '5')");
        Tables.migrate(postgres.database().connections(Tables.SCHEMA, "test"), Tables.SCHEMA);
        assertThat(postgres.rows(Tables.SCHEMA, all)).isEqualTo(written);
    }

    private static boolean wasTouched(Outcome.Account account) {
        return account.debitsPostedMinor() != 0
                || account.creditsPostedMinor() != 0
                || account.debitsPendingMinor() != 0
                || account.creditsPendingMinor() != 0;
    }

    /**
     * Of a payment that the hub refused, no event tells the price; the machine may still know it.
     */
    private static Payment asEventsTell(Payment payment) {
        return payment.rejection().isEmpty()
                ? payment
                : new Payment(
                        payment.number(),
                        payment.id(),
                        payment.participantId(),
                        payment.state(),
                        payment.rejection(),
                        payment.isoReason(),
                        java.util.Optional.empty(),
                        payment.times());
    }

    /** What transfers, fundings and obligations add up to is what the accounts say. */
    private static void everyTransferIsAccountedFor() {
        assertThat(
                        postgres.rows(
                                Tables.SCHEMA,
                                """
                                select account, sum(amount) from (
                                  select debit_account as account, amount_minor as amount
                                  from transfers where status = 'POSTED'
                                  union all
                                  select debit_account, amount_minor from obligations
                                  union all
                                  select (3 << 24) | group_id, amount_minor from fundings) as t
                                group by account order by account
                                """))
                .isEqualTo(
                        postgres.rows(
                                Tables.SCHEMA,
                                "select account, debits_posted_minor from accounts"
                                        + " where debits_posted_minor > 0 order by account"));
        assertThat(
                        postgres.rows(
                                Tables.SCHEMA,
                                "select 1 from transfers where (status = 'POSTED')"
                                        + " <> (window_number is not null)"))
                .isEmpty();
    }

    private static List<Payment> allPayments(TestHub hub) {
        List<Payment> all = new ArrayList<>();
        List<Payment> page;
        do {
            long from = all.isEmpty() ? 1 : all.getLast().number() + 1;
            page =
                    hub.ask(
                                    new Command.ReadPayments(from, ReadOrder.RISING, 100),
                                    Outcome.Payments.class)
                            .rows();
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    private static List<PaymentFound> allPayments(ReadSide reads) {
        return reads.payments(PaymentFilter.ALL, 1, ReadOrder.RISING, 100_000);
    }

    private static List<List<String>> positions(int group) {
        return postgres.rows(
                Tables.SCHEMA,
                "select participant_id, rule, cap_minor, liquidity_minor, position_minor,"
                        + " obligation_minor, pending_debits_minor, pending_credits_minor,"
                        + " unsettled_debits_minor from positions where group_id = "
                        + group
                        + " order by participant_id");
    }

    private static List<String> asRow(Outcome.Position position) {
        return List.of(
                Integer.toString(position.participantId()),
                position.rule().name(),
                Long.toString(position.capMinor()),
                Long.toString(position.liquidityMinor()),
                Long.toString(position.positionMinor()),
                Long.toString(position.obligationMinor()),
                Long.toString(position.pendingDebitsMinor()),
                Long.toString(position.pendingCreditsMinor()),
                Long.toString(position.unsettledDebitsMinor()));
    }

    @Test
    void whatABatchIsCutIntoChangesNothing() {
        TestHub hub = new TestHub(2);
        hub.act(300);
        build(hub, "one", 1);
        build(hub, "seven", 7);
        build(hub, "all", 1_000_000);
        assertThat(postgres.digests("one")).isEqualTo(postgres.digests("all"));
        assertThat(postgres.digests("seven")).isEqualTo(postgres.digests("all"));
        assertThat(new HashSet<>(postgres.digests("all").values())).hasSizeGreaterThan(10);
    }

    @Test
    void killsOfTheWriterAndOfTheServerLoseNothingAndRepeatNothing() {
        TestHub hub = new TestHub(3);
        Random random = new Random(3);
        for (int kill = 0; kill < 3; kill++) {
            try (ProjectionWriter writer =
                    ProjectionWriter.start(postgres.database(), "killed", hub, 1 + kill * 37)) {
                long begun = writer.status().position().number();
                hub.act(100 + random.nextInt(100));
                await().atMost(LONG).until(() -> writer.status().position().number() > begun);
                if (kill % 2 == 0) {
                    postgres.kill();
                    hub.act(50);
                }
            }
        }
        build(hub, "killed", 500);
        build(hub, "whole", 500);
        assertThat(postgres.digests("killed")).isEqualTo(postgres.digests("whole"));
    }

    @Test
    void twoWritersIntoTheSameTablesWriteEverythingOnce() {
        TestHub hub = new TestHub(4);
        try (ProjectionWriter first = ProjectionWriter.start(postgres.database(), "two", hub, 50);
                ProjectionWriter second =
                        ProjectionWriter.start(postgres.database(), "two", hub, 20)) {
            hub.act(500);
            await().atMost(LONG)
                    .until(
                            () ->
                                    Math.max(
                                                    first.status().position().number(),
                                                    second.status().position().number())
                                            == hub.lastNumber());
        }
        build(hub, "alone", 500);
        assertThat(postgres.digests("two")).isEqualTo(postgres.digests("alone"));
    }

    @Test
    void anEventThatMattersToNothingElseIsSetAsideAndTheRestGoesOn() {
        TestHub hub = new TestHub(5);
        hub.act(50);
        long poisoned = hub.lastNumber() + 1;
        hub.add(
                hub.nowNs(),
                new Event.InterimAnswered(
                        1,
                        new PaymentId(0x4000, 1L << 63),
                        AnswerStatus.INTERIM,
                        "A\u0000B",
                        Bytes.EMPTY));
        hub.add(hub.nowNs(), new Event.TimeMoved(5));
        try (ProjectionWriter writer =
                ProjectionWriter.start(postgres.database(), "aside", hub, 1_000)) {
            await().atMost(LONG)
                    .until(() -> writer.status().position().number() == hub.lastNumber());
            assertThat(writer.status().setAside()).isEqualTo(1);
        }
        assertThat(postgres.rows("aside", "select event_number, event, halts from set_aside"))
                .containsExactly(List.of(Long.toString(poisoned), "InterimAnswered", "f"));
        assertThat(postgres.rows("aside", "select offset_ns from time_moves"))
                .containsExactly(List.of("5"));
    }

    @Test
    void anEventOfMoneyThatMakesNoSenseHaltsEverythingBehindIt() {
        TestHub hub = new TestHub(6);
        hub.act(50);
        long good = hub.lastNumber();
        hub.add(
                hub.nowNs(),
                new Event.PaymentCompleted(
                        4_711, new PaymentId(0x4000, 1L << 63), 1, 1, 1, TestHub.garbage()));
        hub.add(hub.nowNs(), new Event.TimeMoved(5));
        try (ProjectionWriter writer =
                ProjectionWriter.start(postgres.database(), "halted", hub, 1_000)) {
            await().atMost(LONG).until(() -> writer.status().state() == State.HALTED);
            assertThat(writer.status().position().number()).isEqualTo(good);
            assertThat(writer.status().complaint()).contains(Long.toString(good + 1));
        }
        assertThat(postgres.rows("halted", "select event_number, halts from set_aside"))
                .containsExactly(List.of(Long.toString(good + 1), "t"));
        assertThat(postgres.rows("halted", "select number from progress"))
                .containsExactly(List.of(Long.toString(good)));
    }

    @Test
    void anEventThatCannotBeReadHaltsAndIsKeptAsItCame() {
        TestHub hub = new TestHub(8);
        hub.act(50);
        long good = hub.lastNumber();
        UnsafeBuffer unknown = new UnsafeBuffer(new byte[] {1, 2, 3, (byte) 0xFE, 5, 6, 7, 8, 9});
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (EventLog log = EventLog.open(EventLogSettings.of(folder.resolve("unread")), 0, 0)) {
            hub.writeInto(log);
            log.append(good + 1, hub.nowNs(), unknown, 0, unknown.capacity());
            log.flush();
            try (EventServer server = EventServer.start(log, anyPort);
                    ProjectionWriter writer =
                            ProjectionWriter.start(
                                    postgres.database(),
                                    "unread",
                                    new EventServers(
                                            List.of(
                                                    new InetSocketAddress(
                                                            anyPort.getAddress(), server.port()))),
                                    1_000)) {
                await().atMost(LONG).until(() -> writer.status().state() == State.HALTED);
                assertThat(writer.status().position().number()).isEqualTo(good);
            }
        }
        assertThat(
                        postgres.rows(
                                "unread",
                                "select event_number, event, halts, encode(payload, 'hex')"
                                        + " from set_aside"))
                .containsExactly(
                        List.of(Long.toString(good + 1), "unreadable", "t", "010203fe0506070809"));
    }

    @Test
    void tablesOfAnotherHistoryAreNotWrittenOn() {
        TestHub hub = new TestHub(7);
        build(hub, "other", 100);
        postgres.execute("other", "update progress set crc = 1");
        try (ProjectionWriter writer =
                ProjectionWriter.start(postgres.database(), "other", hub, 100)) {
            await().atMost(LONG).until(() -> writer.status().state() == State.DIVERGED);
        }
    }

    @Test
    void tapsAndWhatTheyProvedAreInTheTables() {
        String schema = "taps";
        clear(schema);
        TestHub hub = new TestHub(9);
        long payment = hub.payProved();
        build(hub, schema, 3);
        assertThat(
                        postgres.rows(
                                schema,
                                "select purpose, state, verdict, fault, card_counter,"
                                        + " replaced_at is not null, payment_number"
                                        + " from challenges order by number"))
                .containsExactly(
                        row("CARD_ENROLMENT", "VERIFIED", "VERIFIED", "null", "0", "f", "null"),
                        row("DEVICE_ENROLMENT", "VERIFIED", "VERIFIED", "null", "1", "f", "null"),
                        row("LOGIN", "REJECTED", "UNPROVED", "7", "null", "f", "null"),
                        row("LOGIN", "REJECTED", "UNPROVED", "7", "null", "f", "null"),
                        row("LOGIN", "REJECTED", "UNPROVED", "7", "null", "f", "null"),
                        row("LOGIN", "REJECTED", "UNPROVED", "7", "null", "f", "null"),
                        row("LOGIN", "REJECTED", "UNPROVED", "7", "null", "f", "null"),
                        row("LOGIN", "REPLACED", "null", "null", "null", "t", "null"),
                        row("PAYMENT", "USED", "VERIFIED", "null", "9", "f", "" + payment));
        assertThat(
                        postgres.rows(
                                schema,
                                "select kind, status, locked_until is null, usable_from is null"
                                        + " from authenticators order by kind"))
                .containsExactly(
                        row("CARD", "ACTIVE", "t", "t"),
                        row("DEVICE", "ACTIVE", "t", "f"),
                        row("PAYER", "ACTIVE", "t", "t"));
        assertThat(
                        postgres.rows(
                                schema,
                                "select evidence_above_minor, new_device_minor > 0"
                                        + " from evidence_rules order by payer"))
                .containsExactly(row("null", "t"), row("1", "f"));
        // Every payment's evidence is the challenge that says it was used by that payment.
        assertThat(
                        postgres.rows(
                                schema,
                                "select p.number from payments p join challenges c"
                                        + " on c.number = p.evidence_reference"
                                        + " and c.payment_number = p.number"))
                .containsExactly(row("" + payment));
    }

    private static List<String> row(String... cells) {
        return List.of(cells);
    }

    @Test
    void aPaymentIsFoundByEveryNameItHas() {
        clear(Tables.SCHEMA);
        TestHub hub = new TestHub(8);
        Payment paid = hub.pay(PaymentKind.QR_PURCHASE, 0);
        while (paid.state() != PaymentState.RESERVED) {
            paid = hub.pay(PaymentKind.QR_PURCHASE, 0);
        }
        hub.ask(new Command.RecordDispatch(paid.number(), TestHub.SWITCH, Bytes.EMPTY));
        hub.answer(paid, AnswerStatus.INTERIM);
        hub.answer(paid, AnswerStatus.ACCEPTED);
        // What comes too late gives it another name, and leaves it the one that it has.
        hub.answer(paid, AnswerStatus.REJECTED);
        long number = paid.number();
        hub.act(200);
        build(hub, Tables.SCHEMA, 100);
        try (ReadSide reads = ReadSide.open(postgres.database())) {
            List<PaymentFound.Name> names = reads.payment(number).orElseThrow().names();
            assertThat(names)
                    .extracting(PaymentFound.Name::kind)
                    .containsExactly(
                            "INTERIM_REFERENCE",
                            "LOOKUP_REFERENCE",
                            "MERCHANT",
                            "PAYEE_NAME",
                            "PAYER_REFERENCE",
                            "QR_REFERENCE",
                            "RECOVERY_REFERENCE",
                            "SCHEME_REFERENCE");
            assertThat(names)
                    .contains(
                            new PaymentFound.Name("INTERIM_REFERENCE", "ASK" + number),
                            new PaymentFound.Name("RECOVERY_REFERENCE", "NO" + number),
                            new PaymentFound.Name("SCHEME_REFERENCE", "RRN" + number));
            Set<String> all = new HashSet<>();
            names.forEach(name -> all.add(name.name()));
            all.add(paid.id().toString());
            all.add(dev.naru.protocol.SortableText.write("pmt_", number));
            for (String name : all) {
                assertThat(reads.payments(PaymentFilter.ALL.named(name), 1, ReadOrder.RISING, 100))
                        .as(name)
                        .extracting(found -> found.payment().number())
                        .contains(number);
            }
            assertThat(reads.payments(PaymentFilter.ALL.named("nobody"), 1, ReadOrder.RISING, 9))
                    .isEmpty();
            assertThat(reads.timeline(number))
                    .extracting(entry -> entry.state().orElse(""))
                    .containsExactly("RESERVED", "DISPATCHED", "", "COMPLETED", "");
            assertThat(reads.transfers(number))
                    .isNotEmpty()
                    .allMatch(each -> each.status() == TransferFound.Status.POSTED);
        }
    }

    @Test
    void searchesNarrowByMemberStateAmountAndTime() {
        clear(Tables.SCHEMA);
        TestHub hub = new TestHub(9);
        hub.act(400);
        build(hub, Tables.SCHEMA, 100);
        try (ReadSide reads = ReadSide.open(postgres.database())) {
            List<Payment> all = allPayments(hub);
            Payment middle = all.get(all.size() / 2);
            assertThat(numbers(reads, PaymentFilter.ALL.sentBy(2)))
                    .isEqualTo(numbers(all, each -> each.participantId() == 2));
            PaymentFilter amounts =
                    new PaymentFilter(
                            PaymentFilter.ALL.reference(),
                            PaymentFilter.ALL.sender(),
                            PaymentFilter.ALL.party(),
                            java.util.Optional.of(PaymentState.COMPLETED),
                            java.util.Optional.of(Currency.IDR),
                            OptionalLong.of(1_000_000),
                            OptionalLong.of(3_000_000),
                            OptionalLong.of(0),
                            OptionalLong.of(middle.times().initiatedAtNs()));
            List<Long> due =
                    numbers(
                            all,
                            each ->
                                    each.state() == PaymentState.COMPLETED
                                            && each.times().initiatedAtNs()
                                                    < middle.times().initiatedAtNs()
                                            && each.priced()
                                                            .orElseThrow()
                                                            .price()
                                                            .destinationMinor()
                                                    >= 1_000_000
                                            && each.priced()
                                                            .orElseThrow()
                                                            .price()
                                                            .destinationMinor()
                                                    <= 3_000_000);
            assertThat(due).isNotEmpty();
            assertThat(numbers(reads, amounts)).isEqualTo(due);
            assertThat(reads.payments(PaymentFilter.ALL, middle.number(), ReadOrder.FALLING, 3))
                    .extracting(found -> found.payment().number())
                    .containsExactly(middle.number(), middle.number() - 1, middle.number() - 2);
        }
    }

    private static List<Long> numbers(ReadSide reads, PaymentFilter filter) {
        return reads.payments(filter, 1, ReadOrder.RISING, 10_000).stream()
                .map(found -> found.payment().number())
                .toList();
    }

    private static List<Long> numbers(
            List<Payment> all, java.util.function.Predicate<Payment> which) {
        return all.stream().filter(which).map(Payment::number).toList();
    }

    @Test
    void whoReadsIsToldWhenTheTablesAreAwayOrBehind(@TempDir Path own) {
        TestPostgres server = new TestPostgres(own);
        try (ReadSide reads = ReadSide.open(server.database())) {
            assertThatThrownBy(reads::eventNumber).isInstanceOf(ReadSideAwayException.class);
            Tables.migrate(server.database().connections(Tables.SCHEMA, "test"), Tables.SCHEMA);
            assertThat(reads.eventNumber()).isZero();
            reads.await(0, Duration.ofSeconds(1));
            assertThatThrownBy(() -> reads.await(1, Duration.ofMillis(50)))
                    .isInstanceOf(ReadSideAwayException.class);
            server.close();
            assertThatThrownBy(() -> reads.payments(PaymentFilter.ALL, 1, ReadOrder.RISING, 1))
                    .isInstanceOf(ReadSideAwayException.class);
        } finally {
            server.close();
        }
    }

    @Test
    void aDatabaseThatWasBeingMadeAtAKillIsMadeAnew(@TempDir Path own) throws Exception {
        Path making = Files.createDirectories(own.resolve("data.making").resolve("base"));
        Files.writeString(making.resolveSibling("PG_VERSION"), "18\n");
        try (TestPostgres postgres = new TestPostgres(own)) {
            postgres.execute("public", "create table proof (it integer)");
            assertThat(making.getParent()).doesNotExist();
        }
    }

    @Test
    void aServerThatAKilledHubLeftBehindIsStopped(@TempDir Path own) throws Exception {
        try (TestPostgres first = new TestPostgres(own)) {
            first.execute("public", "create table kept (id int)");
        }
        Process left = TestPostgres.launchUnwatched(own);
        try (TestPostgres next = new TestPostgres(own)) {
            assertThat(left.isAlive()).isFalse();
            assertThat(next.rows("public", "select count(*) from kept"))
                    .containsExactly(List.of("0"));
            assertThat(next.rows("public", "show synchronous_commit"))
                    .containsExactly(List.of("on"));
        } finally {
            left.destroyForcibly();
        }
        assertThat(Files.exists(own.resolve("data").resolve("postmaster.pid"))).isFalse();
    }
}
