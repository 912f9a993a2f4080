// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.BankNotice;
import dev.naru.gateway.http.support.InProcessHub.Fate;
import dev.naru.gateway.http.support.TestDatabase;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Outcome;
import dev.naru.settlement.funding.BankAccount;
import dev.naru.settlement.funding.BankEntries;
import dev.naru.settlement.funding.Submission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Prefunding by the settlement bank's word and two people, over HTTP and a real PostgreSQL. */
final class BankEntriesTest {
    private final TestWorld world = TestWorld.telling();
    private final Api first = world.person(2);
    private final Api second = world.person(3);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void twoPeopleMakeAFundingOfWhatTheBankBooked() {
        String before = liquidity(10);
        Api.Answer brought = submit(first, BankNotice.of("M-1", "BOK-1")).is(200);
        assertThat(brought.at("message_id")).isEqualTo("M-1");
        assertThat(brought.at("entries.0.novelty")).isEqualTo("NEW");
        assertThat(brought.at("entries.0.entry.status")).isEqualTo("MATCHED");
        assertThat(brought.at("entries.0.entry.participant_id")).isEqualTo("10");
        assertThat(brought.at("entries.0.entry.submitted_by")).isEqualTo("2");
        String number = brought.at("entries.0.entry.entry_number");
        assertThat(liquidity(10)).isEqualTo(before);

        Api.Answer confirmed = confirm(second, number).is(200);
        assertThat(confirmed.at("status")).isEqualTo("FUNDED");
        assertThat(confirmed.at("confirmed_by")).isEqualTo("3");
        assertThat(won(liquidity(10))).isEqualTo(won(before) + 5_000);

        // Said again by whomever, it is what it was.
        assertThat(confirm(second, number).is(200).json()).isEqualTo(confirmed.json());
        assertThat(confirm(world.person(4), number).is(200).json()).isEqualTo(confirmed.json());
        Api.Answer again = submit(second, BankNotice.of("M-1", "BOK-1")).is(200);
        assertThat(again.at("entries.0.novelty")).isEqualTo("SAME");
        assertThat(again.at("entries.0.entry.submitted_by")).isEqualTo("2");
        assertThat(won(liquidity(10))).isEqualTo(won(before) + 5_000);
    }

    @Test
    void onePersonIsNotEnoughHoweverManyKeysItHas() {
        String number = number(submit(first, BankNotice.of("M-1", "BOK-1")));
        confirm(first, number).refused(422, "SECOND_PERSON_NEEDED");
        confirm(world.person(2), number).refused(422, "SECOND_PERSON_NEEDED");
        assertThat(list().at("data.0.status")).isEqualTo("MATCHED");
        // Bringing the file once more does not make the second person the first.
        submit(second, BankNotice.of("M-1", "BOK-1")).is(200);
        confirm(first, number).refused(422, "SECOND_PERSON_NEEDED");
        confirm(second, number).is(200);
    }

    @Test
    void whatTheBankBookedOnceIsFundedOnceInWhicheverFileItComes() {
        String before = liquidity(10);
        confirm(second, number(submit(first, BankNotice.of("M-1", "BOK-1")))).is(200);
        for (BankNotice notice :
                List.of(
                        BankNotice.of("M-2", "BOK-1"),
                        BankNotice.of("M-1", "BOK-1").over("6000"),
                        BankNotice.of("M-2", "BOK-1").naming("IS-DUL"))) {
            Api.Answer answer = submit(first, notice).is(200);
            assertThat(answer.at("entries.0.novelty")).isEqualTo("DUPLICATE");
            assertThat(answer.at("entries.0.entry.amount.value")).isEqualTo("5000");
            assertThat(answer.at("entries.0.entry.message_id")).isEqualTo("M-1");
        }
        assertThat(list().json().get("data")).hasSize(1);
        assertThat(won(liquidity(10))).isEqualTo(won(before) + 5_000);
        confirm(second, number(submit(first, BankNotice.of("M-3", "BOK-2")))).is(200);
        assertThat(won(liquidity(10))).isEqualTo(won(before) + 10_000);
    }

    @Test
    void whatIsNobodysStaysAndIsSeen() {
        Api.Answer brought = submit(first, BankNotice.of("M-1", "BOK-1").naming("NOBODY"));
        assertThat(brought.is(200).at("entries.0.entry.status")).isEqualTo("UNMATCHED");
        confirm(second, number(brought)).refused(422, "BANK_ENTRY_UNMATCHED");
        // The FX provider is a participant, but of the group only by another currency.
        submit(first, BankNotice.of("M-2", "BOK-2").naming("PH-ID")).is(200);
        assertThat(list().at("data.0.unmatched_because")).isEqualTo("PARTICIPANT_UNKNOWN");
        assertThat(list().at("data.1.unmatched_because")).isEqualTo("PARTICIPANT_UNKNOWN");
    }

    @Test
    void whatIsNotAboutThisAccountIsRefusedByName() {
        Api.Answer bank =
                submit(first, BankNotice.of("M-1", "BOK-1").at("BI"))
                        .refused(422, "BANK_ACCOUNT_DIFFERS");
        assertThat(bank.at("param")).isEqualTo("settlement_bank");
        Api.Answer currency =
                submit(first, BankNotice.of("M-1", "BOK-1").in("IDR"))
                        .refused(422, "BANK_ACCOUNT_DIFFERS");
        assertThat(currency.at("param")).isEqualTo("currency");
        send(first, 1, BankNotice.of("M-1", "BOK-1").xml().replace("<Sum>5000", "<Sum>5001"))
                .refused(400, "MESSAGE_MALFORMED");
        send(first, 9, BankNotice.of("M-1", "BOK-1").xml()).refused(404, "GROUP_UNKNOWN");
        send(first, 1, "<Document/>").refused(400, "MESSAGE_MALFORMED");
        confirm(first, "77").refused(404, "BANK_ENTRY_UNKNOWN");
        assertThat(list().json().get("data")).isEmpty();
        world.member()
                .freshKey()
                .post("/v1/operator/bank-entries/1/confirm")
                .refused(403, "ROLE_FORBIDDEN");
    }

    @Test
    void anAnswerThatGotLostIsAskedForAgainAndMovesNothingTwice() {
        String before = liquidity(10);
        String number = number(submit(first, BankNotice.of("M-1", "BOK-1")));
        world.hub().fate(Fate.ANSWER_LOST, Command.RecordFunding.class::isInstance);
        confirm(second, number).refused(503, "OUTCOME_UNKNOWN");
        assertThat(list().at("data.0.status")).isEqualTo("CONFIRMED");
        world.hub().heal();
        assertThat(won(liquidity(10))).isEqualTo(won(before) + 5_000);
        confirm(first, number).refused(422, "SECOND_PERSON_NEEDED");
        assertThat(confirm(world.person(4), number).is(200).at("status")).isEqualTo("FUNDED");
        assertThat(list().at("data.0.confirmed_by")).isEqualTo("3");
        assertThat(won(liquidity(10))).isEqualTo(won(before) + 5_000);
    }

    @Test
    void whatTheBankAnnouncedCountsOnceItIsBooked() {
        String before = liquidity(10);
        BankNotice notice = BankNotice.of("M-1", "BOK-1").over("4000").pending();
        String number = number(submit(first, notice));
        assertThat(list().at("data.0.unmatched_because")).isEqualTo("NOT_BOOKED");
        assertThat(submit(second, notice).at("entries.0.novelty")).isEqualTo("SAME");
        confirm(second, number).refused(422, "BANK_ENTRY_UNMATCHED");

        // The person who brings the booking is the first of the two, whoever brought the notice.
        Api.Answer booked = submit(second, BankNotice.of("M-2", "BOK-1")).is(200);
        assertThat(booked.at("entries.0.novelty")).isEqualTo("NEW");
        assertThat(number(booked)).isEqualTo(number);
        assertThat(booked.at("entries.0.entry.amount.value")).isEqualTo("5000");
        confirm(second, number).refused(422, "SECOND_PERSON_NEEDED");
        confirm(first, number).is(200);
        assertThat(won(liquidity(10))).isEqualTo(won(before) + 5_000);
        // A notice that comes late takes nothing back.
        assertThat(submit(first, notice).at("entries.0.novelty")).isEqualTo("DUPLICATE");
        assertThat(list().at("data.0.status")).isEqualTo("FUNDED");
    }

    @Test
    void whatTheBankBookedOnceIsOneGroupsOnly() {
        world.put(
                "/groups/3",
                """
                {"code": "KR-TWO", "currency": "KRW", "settlement_bank": "BOK",
                 "utc_offset_minutes": 540}
                """);
        world.put("/groups/3/members/10", "{\"rule\": \"PREFUNDED\"}");
        String number = number(submit(first, BankNotice.of("M-1", "BOK-1")));
        Api.Answer other = send(first, 3, BankNotice.of("M-1", "BOK-1").xml()).is(200);
        assertThat(other.at("entries.0.novelty")).isEqualTo("DUPLICATE");
        assertThat(other.at("entries.0.entry.group_id")).isEqualTo("1");
        assertThat(number(other)).isEqualTo(number);
        assertThat(list().json().get("data")).hasSize(1);

        // Brought to the wrong group first, it counts in the right one.
        BankNotice notice = BankNotice.of("M-2", "BOK-2").naming("IS-DUL");
        assertThat(send(first, 3, notice.xml()).at("entries.0.entry.unmatched_because"))
                .isEqualTo("PARTICIPANT_UNKNOWN");
        Api.Answer right = submit(first, notice).is(200);
        assertThat(right.at("entries.0.novelty")).isEqualTo("NEW");
        assertThat(right.at("entries.0.entry.group_id")).isEqualTo("1");
        confirm(second, number(right)).is(200);
        assertThat(send(first, 3, notice.xml()).at("entries.0.novelty")).isEqualTo("DUPLICATE");
    }

    @Test
    void whatTheMachineMayHaveForgottenIsNotAskedForWithoutTheTables() {
        String number = number(submit(first, BankNotice.of("M-1", "BOK-1")));
        world.hub().fate(Fate.ANSWER_LOST, Command.RecordFunding.class::isInstance);
        confirm(second, number).refused(503, "OUTCOME_UNKNOWN");
        world.hub().heal();
        world.hub().pass(Duration.ofDays(2));
        String before = liquidity(10);
        confirm(second, number).refused(503, "SEARCH_UNAVAILABLE");
        assertThat(liquidity(10)).isEqualTo(before);
    }

    @Test
    void whatTheMachineHasForgottenIsFoundInTheTables() {
        try (TestWorld searched = TestWorld.tellingAndSearched()) {
            Api one = searched.person(2);
            Api two = searched.person(3);
            String funded = number(submit(one, BankNotice.of("M-1", "BOK-1")));
            String lost = number(submit(one, BankNotice.of("M-2", "BOK-2")));
            searched.hub().fate(Fate.ANSWER_LOST, Command.RecordFunding.class::isInstance);
            confirm(two, funded).refused(503, "OUTCOME_UNKNOWN");
            searched.hub().fate(Fate.COMMAND_LOST, Command.RecordFunding.class::isInstance);
            confirm(two, lost).refused(503, "OUTCOME_UNKNOWN");
            searched.hub().heal();
            String before = liquidity(searched, 10);
            searched.hub().pass(Duration.ofDays(2));
            // However slow this machine is with its tables.
            await().atMost(Duration.ofMinutes(1)).until(() -> confirm(two, funded).status() != 503);
            assertThat(confirm(two, funded).is(200).at("status")).isEqualTo("FUNDED");
            assertThat(liquidity(searched, 10)).isEqualTo(before);
            assertThat(confirm(two, lost).is(200).at("status")).isEqualTo("FUNDED");
            assertThat(won(liquidity(searched, 10))).isEqualTo(won(before) + 5_000);
        }
    }

    @Test
    void aCommandThatGotLostIsSentByTheNextConfirmation() {
        String before = liquidity(10);
        String number = number(submit(first, BankNotice.of("M-1", "BOK-1")));
        world.hub().fate(Fate.COMMAND_LOST, Command.RecordFunding.class::isInstance);
        confirm(second, number).refused(503, "OUTCOME_UNKNOWN");
        world.hub().heal();
        assertThat(liquidity(10)).isEqualTo(before);
        confirm(second, number).is(200);
        assertThat(won(liquidity(10))).isEqualTo(won(before) + 5_000);
    }

    @Test
    void confirmationsAtOnceFundOnce() throws ExecutionException, InterruptedException {
        String before = liquidity(10);
        String number = number(submit(first, BankNotice.of("M-1", "BOK-1")));
        List<Api> people = new ArrayList<>();
        for (int person = 10; person < 18; person++) {
            people.add(world.person(person));
        }
        List<Future<Api.Answer>> answers = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Api person : people) {
                answers.add(executor.submit(() -> confirm(person, number)));
            }
        }
        for (Future<Api.Answer> answer : answers) {
            answer.get().is(200);
        }
        assertThat(won(liquidity(10))).isEqualTo(won(before) + 5_000);
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsFunded() {
        String number = number(submit(first, BankNotice.of("M-1", "BOK-1")));
        String before = liquidity(10);
        world.database().shut();
        confirm(second, number).refused(503, "DATABASE_UNAVAILABLE");
        submit(first, BankNotice.of("M-2", "BOK-2")).refused(503, "DATABASE_UNAVAILABLE");
        assertThat(liquidity(10)).isEqualTo(before);
        world.database().open();
        confirm(second, number).is(200);
    }

    /** Before its references counted over all groups. */
    @Test
    void whatTheFirstVersionKeptIsKept() throws SQLException {
        DataSource source = TestDatabase.empty().source();
        Flyway.configure(BankEntries.class.getClassLoader())
                .dataSource(source)
                .schemas("settlement")
                .defaultSchema("settlement")
                .locations("classpath:dev/naru/settlement/funding/migrations")
                .target("1")
                .load()
                .migrate();
        byte[] file = BankNotice.of("M-1", "BOK-1").xml().getBytes(UTF_8);
        try (Connection connection = source.getConnection();
                PreparedStatement kept =
                        connection.prepareStatement(
                                "with file as (insert into settlement.bank_files values ('\\x01',"
                                    + " 1, 'M-1', ?, 2, now()) returning file_sha256) insert into"
                                    + " settlement.bank_entries (group_id, bank, reference,"
                                    + " message_id, file_sha256, amount_minor, booked,"
                                    + " participant_id, submitted_by, submitted_at) select 1,"
                                    + " 'BOK', 'BOK-1', 'M-1', file_sha256, 5000, '2026-11-22', 10,"
                                    + " 2, now() from file")) {
            kept.setBytes(1, file);
            kept.executeUpdate();
        }
        Submission again =
                BankEntries.in(source)
                        .submit(
                                new BankAccount(
                                        new Outcome.Group(1, "KR", Currency.KRW, "BOK", 540, 1),
                                        Map.of("IS-HANA", 10)),
                                new BankEntries.File(
                                        Bytes.copyOf(file), 3, OffsetDateTime.now(UTC)));
        assertThat(again)
                .isInstanceOfSatisfying(
                        Submission.Taken.class,
                        taken ->
                                assertThat(taken.entries())
                                        .extracting(Submission.Entry::novelty)
                                        .containsExactly(Submission.Novelty.SAME));
    }

    private static Api.Answer submit(Api person, BankNotice notice) {
        return send(person, 1, notice.xml());
    }

    private static Api.Answer send(Api person, int group, String xml) {
        return person.freshKey()
                .with("Content-Type", "application/xml")
                .post("/v1/operator/groups/" + group + "/bank-entries", xml);
    }

    private static Api.Answer confirm(Api person, String number) {
        return person.freshKey().post("/v1/operator/bank-entries/" + number + "/confirm");
    }

    private static String number(Api.Answer brought) {
        return brought.is(200).at("entries.0.entry.entry_number");
    }

    private Api.Answer list() {
        return world.operator().get("/v1/operator/bank-entries").is(200);
    }

    private String liquidity(int participant) {
        return liquidity(world, participant);
    }

    private static String liquidity(TestWorld world, int participant) {
        for (JsonNode row :
                world.operator().get("/v1/operator/groups/1/positions").json().get("data")) {
            if (row.get("participant_id").asInt() == participant) {
                return row.at("/liquidity/value").asString();
            }
        }
        throw new AssertionError("participant " + participant + " is in no group");
    }

    private static long won(String value) {
        return Long.parseLong(value);
    }
}
