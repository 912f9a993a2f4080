// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.formats.iso20022.DebitCreditNotification;
import dev.naru.formats.iso20022.DebitCreditNotification.AccountNotification;
import dev.naru.formats.iso20022.DebitCreditNotification.Entry;
import dev.naru.formats.iso20022.DebitCreditNotification.Side;
import dev.naru.formats.iso20022.Iso20022Reader;
import dev.naru.formats.iso20022.MessageDefinition;
import dev.naru.formats.iso20022.Parsed;
import dev.naru.formats.iso20022.Refused;
import dev.naru.gateway.http.front.StreamPlaces;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.projection.embedded.EmbeddedPostgres;
import dev.naru.projection.embedded.EmbeddedSettings;
import dev.naru.projection.query.ReadSide;
import dev.naru.projection.writer.ProjectionWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A member's day over HTTP, out of a real PostgreSQL, against the machine's own positions. */
final class StatementTest {
    private static final int SIDE = 13;
    private static final int AMOUNT = 14;
    private static final int PAYMENTS = 3;

    @TempDir private Path folder;

    @Test
    void aMembersDayIsWhatMovedItsPosition() {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(
                        new EmbeddedSettings(
                                folder.resolve("programs"), folder.resolve("data"), 0, "secret"));
        ProjectionWriter[] writer = new ProjectionWriter[1];
        try (ReadSide readSide = ReadSide.open(postgres.database());
                TestWorld world =
                        TestWorld.searched(
                                hub -> {
                                    writer[0] = ProjectionWriter.start(postgres.database(), hub);
                                    return readSide;
                                })) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> world.member().get("/v1/payments").status() == 200);
            String today = date(world, 540);
            isEmptyBeforeAnythingHappens(world, today);
            for (int i = 0; i < PAYMENTS; i++) {
                world.pay(TestWorld.paymentId()).is(201);
            }
            refusedPaymentsAreNotThere(world);
            isPreliminaryWhileTheDayLasts(world, today);
            saysOnlyWhatEachMayKnow(world, today);
            keepsOthersOut(world, today);
            takesAPlaceWhileItIsSent(world, today);

            closeWindow(world, 1);
            world.pay(TestWorld.paymentId()).is(201);
            List<List<String>> lines = csv(world.member(), 1, today);
            addsUp(world, lines, "10");
            assertThat(column(items(lines), 12)).contains("WINDOW_CLOSE");
            assertThat(column(items(lines), 7)).contains("1", "2");

            world.hub().pass(Duration.ofDays(2));
            isFinalWhenTheDayIsOver(world, today, lines);
            theNextDayOpensWhereThisOneClosed(world, today);
        } finally {
            if (writer[0] != null) {
                writer[0].close();
            }
            postgres.close();
        }
    }

    private static void isEmptyBeforeAnythingHappens(TestWorld world, String today) {
        List<List<String>> lines = csv(world.member(), 1, today);
        assertThat(column(lines, 0))
                .containsExactly("record", "OPENING", "CREDITS", "DEBITS", "CLOSING", "END");
        assertThat(column(lines.subList(1, 5), AMOUNT)).containsOnly("0");
        AccountNotification account = notification(world.member(), 1, today);
        assertThat(account.entries()).isEmpty();
        assertThat(account.totals().orElseThrow().all().orElseThrow().count()).contains(0L);
        // A day before the group's first is an empty one.
        assertThat(column(csv(world.member(), 1, "2020-02-29"), 0)).hasSize(6);
    }

    private static void refusedPaymentsAreNotThere(TestWorld world) {
        String resolution = world.resolution(Codes.staticQris());
        Api.Answer quote = world.quote(resolution);
        world.member()
                .key(TestWorld.paymentId())
                .post(
                        "/v1/payments",
                        TestWorld.payBody(quote, resolution)
                                .replace(
                                        quote.at("debit_amount.value"),
                                        quote.at("debit_amount.value") + "1"))
                .refused(422, "QUOTE_AMOUNT_DIFFERS");
    }

    private static void isPreliminaryWhileTheDayLasts(TestWorld world, String today) {
        List<List<String>> lines = csv(world.member(), 1, today);
        List<String> end = lines.getLast();
        assertThat(end.get(0)).isEqualTo("END");
        assertThat(end.get(11)).isEqualTo("PRELIMINARY");
        assertThat(end.get(5)).matches("[1-9][0-9]*");
        addsUp(world, lines, "10");
        // Principal, rounding and fee of each; a residue of zero is no transfer.
        assertThat(column(items(lines), 12)).contains("PRINCIPAL", "PAYER_FEE");
        assertThat(column(items(lines), SIDE)).containsOnly("DEBIT");
        assertThat(Set.copyOf(column(items(lines), 8))).hasSize(PAYMENTS);
        addsUp(world, csv(world.provider(), 1, today), "30");
        addsUp(world, csv(operators(world, 20), 2, today), "20");
        assertThat(items(csv(world.otherMember(), 1, today))).isEmpty();

        AccountNotification account = notification(world.member(), 1, today);
        assertThat(account.additional().orElseThrow()).startsWith("PRELIMINARY. ");
        assertThat(account.entries()).hasSameSizeAs(items(lines));
        for (int i = 0; i < account.entries().size(); i++) {
            Entry entry = account.entries().get(i);
            List<String> line = items(lines).get(i);
            assertThat(entry.side()).isEqualTo(Side.DEBIT);
            assertThat(entry.amount().amount().toString()).isEqualTo(line.get(AMOUNT));
            assertThat(entry.transactions().getFirst().references().uetr().orElseThrow())
                    .hasToString(line.get(9));
            assertThat(entry.transactions().getFirst().references().endToEndId())
                    .contains("cust-771");
        }
    }

    private static void saysOnlyWhatEachMayKnow(TestWorld world, String today) {
        List<String> sent = items(csv(world.member(), 1, today)).getFirst();
        assertThat(sent.get(16)).isEqualTo("FXP-SATU");
        assertThat(sent.get(17)).isEqualTo("KR-ID-QRIS");
        assertThat(sent.get(18)).isEqualTo("cust-771");
        assertThat(sent.get(22)).isNotEmpty();
        List<String> converted = items(csv(world.provider(), 1, today)).getFirst();
        assertThat(converted.get(9)).isEqualTo(sent.get(9));
        assertThat(converted.subList(18, 23)).containsOnly("");
        List<String> received = items(csv(operators(world, 20), 2, today)).getFirst();
        assertThat(received.get(18)).isEmpty();
        assertThat(received.get(22)).isEqualTo(sent.get(22));
        String text = get(world.provider(), 1, today, "xml").text();
        assertThat(text).doesNotContain("cust-771").doesNotContain(sent.get(22));
        // The operator sees a member's file as the member does.
        assertThat(csv(operators(world, 10), 1, today).subList(0, 4))
                .isEqualTo(csv(world.member(), 1, today).subList(0, 4));
    }

    private static void keepsOthersOut(TestWorld world, String today) {
        String path = "/v1/statements/1/" + today + "/items.csv";
        world.operator().get(path).refused(403, "ROLE_FORBIDDEN");
        world.anonymous().get(path).refused(401, "API_KEY_MISSING");
        world.member()
                .get("/v1/operator/participants/11/statements/1/" + today + "/items.csv")
                .refused(403, "ROLE_FORBIDDEN");
        world.member()
                .get("/v1/statements/9/" + today + "/items.csv")
                .refused(404, "GROUP_UNKNOWN");
        world.operator()
                .get("/v1/operator/participants/77/statements/1/" + today + "/items.csv")
                .refused(404, "PARTICIPANT_UNKNOWN");
        world.member().get(path + "?page=2").refused(400, "FIELD_UNKNOWN");
        world.member().with("Accept", "application/json").get(path).refused(406, "NOT_ACCEPTABLE");
        for (String date :
                List.of(
                        "2026-13-01",
                        "2026-02-30",
                        "20261122",
                        "2099-01-01",
                        "0x26-11-22",
                        "2611-01-01",
                        "1969-12-31")) {
            world.member()
                    .get("/v1/statements/1/" + date + "/items.xml")
                    .refused(400, "FIELD_INVALID");
        }
    }

    private static void takesAPlaceWhileItIsSent(TestWorld world, String today) {
        String path = "/v1/statements/1/" + today + "/items.csv";
        List<StreamPlaces.Place> taken = new ArrayList<>();
        for (int i = 0; i < StreamPlaces.OF_ONE; i++) {
            taken.add(
                    world.gateway()
                            .streams()
                            .take(new StreamPlaces.Who(StreamPlaces.Who.Kind.PARTICIPANT, 10)));
        }
        world.member().get(path).refused(429, "STREAMS_OF_CALLER_FULL");
        taken.forEach(StreamPlaces.Place::close);
        for (int i = 0; i <= StreamPlaces.OF_ONE; i++) {
            world.member().get(path).is(200);
            world.member().get("/v1/statements/9/" + today + "/items.csv").is(404);
        }
        // What was sent whole may be there before its place is given back.
        await().until(() -> world.gateway().streams().size() == 0);
    }

    private static void isFinalWhenTheDayIsOver(
            TestWorld world, String today, List<List<String>> before) {
        Api.Answer once = get(world.member(), 1, today, "csv");
        assertThat(once.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"IS-HANA_KR-KRW_" + today + ".csv\"");
        assertThat(lines(once).getLast().get(11)).isEqualTo("FINAL");
        assertThat(items(lines(once))).isEqualTo(items(before));
        String notified = get(world.member(), 1, today, "xml").text();
        world.publishRate("0.0895");
        world.pay(TestWorld.paymentId()).is(201);
        assertThat(get(world.member(), 1, today, "csv").text()).isEqualTo(once.text());
        assertThat(get(world.member(), 1, today, "xml").text()).isEqualTo(notified);
    }

    private static void theNextDayOpensWhereThisOneClosed(TestWorld world, String today) {
        List<String> closing = csv(world.member(), 1, today).reversed().get(1);
        List<String> opening =
                csv(world.member(), 1, LocalDate.parse(today).plusDays(1).toString()).get(1);
        assertThat(closing.get(0)).isEqualTo("CLOSING");
        assertThat(opening.subList(SIDE, AMOUNT + 1)).isEqualTo(closing.subList(SIDE, AMOUNT + 1));
    }

    /** The items come to the totals, and opening and totals to closing, which the machine has. */
    private static void addsUp(TestWorld world, List<List<String>> lines, String participant) {
        assertThat(lines).allMatch(line -> line.size() == 23);
        List<List<String>> items = items(lines);
        long net = 0;
        for (List<String> item : items) {
            net += signed(item);
        }
        List<List<String>> end = lines.subList(items.size() + 2, lines.size());
        assertThat(signed(end.get(0)) + signed(end.get(1))).isEqualTo(net);
        assertThat(Long.parseLong(end.get(0).get(4)) + Long.parseLong(end.get(1).get(4)))
                .isEqualTo(items.size());
        long closing = signed(end.get(2));
        assertThat(signed(lines.get(1)) + net).isEqualTo(closing);
        assertThat(end.get(3).get(4)).isEqualTo(Integer.toString(items.size()));
        String group = lines.get(1).get(1).equals("KR-KRW") ? "1" : "2";
        for (JsonNode row :
                world.operator()
                        .get("/v1/operator/groups/" + group + "/positions")
                        .json()
                        .get("data")) {
            if (row.get("participant_id").asString().equals(participant)) {
                String position = row.at("/position/value").asString();
                assertThat(Long.parseLong(position.replace(".", ""))).isEqualTo(closing);
            }
        }
    }

    private static long signed(List<String> line) {
        long amount = Long.parseLong(line.get(AMOUNT).replace(".", ""));
        return line.get(SIDE).equals("CREDIT") ? amount : -amount;
    }

    private static List<List<String>> items(List<List<String>> lines) {
        return lines.stream().filter(line -> line.get(0).equals("ITEM")).toList();
    }

    private static List<String> column(List<List<String>> lines, int column) {
        return lines.stream().map(line -> line.get(column)).toList();
    }

    private static void closeWindow(TestWorld world, int group) {
        world.operator()
                .freshKey()
                .post("/v1/operator/groups/" + group + "/windows/1/close")
                .is(200);
    }

    /** Whoever asks, and below which path. */
    private record Asker(Api api, String at) {}

    private static Asker operators(TestWorld world, int participant) {
        return new Asker(world.operator(), "/v1/operator/participants/" + participant);
    }

    private static Api.Answer get(Api api, int group, String date, String form) {
        return get(new Asker(api, "/v1"), group, date, form);
    }

    private static Api.Answer get(Asker asker, int group, String date, String form) {
        String path = "%s/statements/%d/%s/items.%s".formatted(asker.at, group, date, form);
        return asker.api.get(path).is(200);
    }

    private static List<List<String>> csv(Api api, int group, String date) {
        return lines(get(api, group, date, "csv"));
    }

    private static List<List<String>> csv(Asker asker, int group, String date) {
        return lines(get(asker, group, date, "csv"));
    }

    private static List<List<String>> lines(Api.Answer answer) {
        assertThat(answer.text()).endsWith("\r\n");
        List<List<String>> lines = new ArrayList<>();
        for (String line : answer.text().split("\r\n")) {
            lines.add(List.of(line.split(",", -1)));
        }
        assertThat(lines.getLast().getFirst()).isEqualTo("END");
        return lines;
    }

    private static AccountNotification notification(Api api, int group, String date) {
        byte[] xml = get(api, group, date, "xml").text().getBytes(UTF_8);
        Iso20022Reader reader = new Iso20022Reader(Set.of(MessageDefinition.CAMT_054_001_08));
        return switch (reader.read(DebitCreditNotification.class, xml)) {
            case Parsed<DebitCreditNotification>(DebitCreditNotification message) ->
                    message.notifications().getFirst();
            case Refused<DebitCreditNotification> refused ->
                    throw new AssertionError(refused.toString());
        };
    }

    private static String date(TestWorld world, int offsetMinutes) {
        return Instant.ofEpochSecond(world.hub().nowNs() / 1_000_000_000L)
                .atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60))
                .toLocalDate()
                .toString();
    }
}
