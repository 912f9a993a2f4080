// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.trustone.TapTranscript;
import dev.naru.client.EventPosition;
import dev.naru.client.EventStream;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.BankNotice;
import dev.naru.gateway.http.support.CardNumberSearch;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.Payer;
import dev.naru.gateway.http.support.Taps;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.protocol.Command;
import dev.naru.protocol.Limits;
import dev.naru.protocol.codec.CommandCodec;
import dev.naru.protocol.codec.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Of the numbers of the cards that are tapped nothing stays: a search of all tables, log lines,
 * answers, commands, events and files of a hub that has seen right taps and wrong ones. The demo's
 * test does the same with the files of a whole hub.
 */
class CardNumbersTest {
    private static final String KRW = ", \"currency\": \"KRW\"";
    private static final String DIGITS = "2345678";

    /** None of its parts has a right check digit. */
    private static final String NUMBER = Taps.paymentNumber(DIGITS);

    private static final String CHALLENGES = "/v1/operator/projection/challenges";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> commands = new ConcurrentLinkedQueue<>();
    private final Lines appender = new Lines();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.naru");
    private Optional<TestWorld> opened = Optional.empty();

    /** All that an encoder could write of an event, before the log's own masks the digits. */
    private final class Lines extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(
                    event.getFormattedMessage()
                            + event.getMDCPropertyMap()
                            + event.getKeyValuePairs()
                            + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    @BeforeEach
    void listen() {
        ours.setLevel(Level.TRACE);
        appender.start();
        root.addAppender(appender);
    }

    @AfterEach
    void close() {
        opened.ifPresent(TestWorld::close);
        root.detachAppender(appender);
        ours.setLevel(null);
    }

    private TestWorld world() {
        TestWorld world = opened.orElseGet(TestWorld::tellingAndSearched);
        if (opened.isEmpty()) {
            opened = Optional.of(world);
            world.listen(answer -> answers.add(answer.headers() + answer.text()));
            world.hub().rewrite(this::written);
        }
        return world;
    }

    /** The bytes by which a command stands in the machine's log. */
    private Command written(Command command) {
        byte[] bytes = new byte[Limits.COMMAND_BYTES];
        int length = new CommandCodec().encode(command, new UnsafeBuffer(bytes), 0);
        commands.add(Arrays.copyOf(bytes, length));
        return command;
    }

    /** A search that finds nothing says something only of what it would have found. */
    @Test
    void aTranscriptIsFoundInEveryForm() {
        Api.Answer asked =
                new Payer(world().member(), "cust-771", Taps.paymentCard(DIGITS))
                        .ask("CARD_ENROLMENT", KRW);
        TapTranscript tapped = tap(asked, Taps.paymentCard(DIGITS));
        Map<String, String> forms = new LinkedHashMap<>();
        byte[] bytes = answered(tapped);
        wire(forms, "as a telephone sends it", tapped.toJson());
        wire(forms, "the number", NUMBER);
        wire(forms, "among other digits", "77" + NUMBER + "77");
        wire(forms, "with blanks", NUMBER.replaceAll("(.{4})", "$1 ").strip());
        wire(forms, "with dashes", NUMBER.replaceAll("(.{4})(?=.)", "$1-"));
        forms.put("two digits in a byte, in hexadecimal", HexFormat.of().formatHex(bytes));
        forms.put("the same, half a byte on", "0" + HexFormat.of().formatHex(bytes));
        base64(forms, "two digits in a byte", ByteString.ofHex(NUMBER).toByteArray());
        base64(forms, "the card's answers", bytes);
        forms.forEach(
                (form, text) -> {
                    assertThat(CardNumberSearch.in(text)).as(form).contains(NUMBER);
                    assertThat(CardNumberSearch.in("{\"a\":\"" + text + "\", 1}".repeat(3)))
                            .as(form)
                            .contains(NUMBER);
                    assertThat(CardNumberSearch.in(text.getBytes(UTF_8))).as(form).contains(NUMBER);
                });
        assertThat(CardNumberSearch.in(bytes)).contains(NUMBER);
        assertThat(CardNumberSearch.ofAnybodyIn("card 4111-1111 1111 1111."))
                .contains("4111111111111111");
    }

    private static void wire(Map<String, String> forms, String what, String text) {
        forms.put(what, text);
        forms.put(what + ", in hexadecimal", HexFormat.of().formatHex(text.getBytes(UTF_8)));
        base64(forms, what, text.getBytes(UTF_8));
    }

    /** Wherever in a group of four characters it begins. */
    private static void base64(Map<String, String> forms, String what, byte[] content) {
        for (int before = 0; before < 3; before++) {
            byte[] all = new byte[before + content.length];
            Arrays.fill(all, (byte) 'x');
            System.arraycopy(content, 0, all, before, content.length);
            forms.put(
                    what + " after " + before + ", in base64",
                    Base64.getEncoder().encodeToString(all));
            forms.put(
                    what + " after " + before + ", in base64url",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(all));
        }
    }

    @Test
    void whatIsKeptOfANumberIsNoFinding() {
        String off = NUMBER.substring(0, 15) + (NUMBER.charAt(15) - '0' + 1) % 10;
        for (String harmless :
                List.of(
                        off,
                        NUMBER.substring(0, 6) + "," + NUMBER.substring(12),
                        NUMBER.substring(0, 12) + "/" + NUMBER.substring(12),
                        "00B2010C/0>70(5A:8,5F24=301231,8C:12,9F4A=82)>9000",
                        // Of an issuer of nobody here, among random digits.
                        "5555555555554444")) {
            assertThat(CardNumberSearch.in(harmless)).as(harmless).isEmpty();
        }
    }

    /** Each kind of column in which a number could stand. */
    @Test
    void aNumberInATableIsFound() throws SQLException {
        execute("create schema planted");
        String[] columns = {
            "text",
            "'card " + NUMBER + "'",
            "text[]",
            "array['a', '" + NUMBER + "']",
            "bytea",
            "decode('" + NUMBER + "', 'hex')",
            "bytea",
            "convert_to('" + NUMBER + "', 'UTF8')",
            "bytea[]",
            "array[decode('5A08" + NUMBER + "', 'hex')]",
            "bigint",
            NUMBER,
            "numeric",
            NUMBER,
            "jsonb",
            "'{\"pan\": \"" + NUMBER + "\"}'",
            "text",
            "encode(decode('" + NUMBER + "', 'hex'), 'base64')",
            "varchar(19)",
            "'" + NUMBER.replaceAll("(.{4})(?=.)", "$1-") + "'",
        };
        for (int i = 0; i < columns.length; i += 2) {
            String table = "planted.\"In " + i / 2 + "\"";
            execute("create table " + table + " (id int, found " + columns[i] + ", also text)");
            execute("insert into " + table + " values (1, " + columns[i + 1] + ", '7')");
        }
        Map<String, List<String>> tables = tables();
        for (int i = 0; i < columns.length; i += 2) {
            assertThat(found(rows(tables, "planted.\"In " + i / 2 + "\"")))
                    .as(columns[i] + " " + columns[i + 1])
                    .containsExactly(NUMBER);
        }
    }

    @Test
    void nothingStaysOfTheCardsThatWereTapped() throws Exception {
        TestWorld world = world();
        world.member()
                .freshKey()
                .post("/v1/webhook-endpoints", "{\"url\": \"http://127.0.0.1:9/none\"}")
                .is(201);
        world.person(7)
                .freshKey()
                .with("Content-Type", "application/xml")
                .post("/v1/operator/groups/1/bank-entries", BankNotice.of("M-1", "BOK-1").xml())
                .is(200);
        pays(world);
        otherCardsAreTapped(world);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> world.operator().get(CHALLENGES).status() == 200);
        for (int number = 1; world.operator().get(CHALLENGES + "/" + number).status() == 200; ) {
            number++;
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !rows(tables(), "webhook.delivery").isEmpty());

        Map<String, List<String>> places = new LinkedHashMap<>(tables());
        assertThat(rows(places, "trustone.challenge")).hasSize(15);
        assertThat(rows(places, "trustone.device_key")).hasSize(3);
        assertThat(rows(places, "settlement.bank_entries")).isNotEmpty();
        assertThat(rows(places, "naru_projection.challenges")).isNotEmpty();
        assertThat(lines).anyMatch(line -> line.contains("TrustOne") || line.contains("/v1/"));
        places.put("the log", List.copyOf(lines));
        assertThat(answers).hasSizeGreaterThan(60);
        places.put("answers", List.copyOf(answers));
        places.forEach((place, texts) -> assertThat(found(texts)).as(place).isEmpty());
        assertThat(commands).hasSizeGreaterThan(40);
        assertThat(commands).allSatisfy(it -> assertThat(CardNumberSearch.in(it)).isEmpty());
        assertThat(events(world))
                .hasSizeGreaterThan(40)
                .allSatisfy(it -> assertThat(CardNumberSearch.in(it)).isEmpty());
        assertThat(files(world.folder()))
                .hasSizeGreaterThan(4)
                .allSatisfy(it -> assertThat(CardNumberSearch.in(it)).isEmpty());
        textsHaveNobodysNumber();
    }

    /** A payment with a tap, and four that prove nothing and bring the number along. */
    private void pays(TestWorld world) {
        Payer payer = new Payer(world.member(), "cust-771", Taps.paymentCard(DIGITS)).enrolled();
        world.pass(Duration.ofHours(25));
        world.publishRate("11.2");
        String resolution = world.resolution(Codes.staticQris());
        Api.Answer quote = world.quote(resolution);
        String id = TestWorld.paymentId();
        String evidence =
                payer.tap("PAYMENT", TrustOneTest.payment(id, quote, resolution))
                        .at("evidence_reference");
        world.member()
                .key(id)
                .post(
                        "/v1/payments",
                        TestWorld.payBody(
                                quote, resolution, ", \"evidence_reference\": " + evidence))
                .is(201);
        rejected(payer.withCard(Taps.paymentCard("8765432")).answer(payer.ask("LOGIN", KRW)));
        for (int i = 0; i < 3; i++) {
            Api.Answer asked = payer.ask("LOGIN", KRW);
            String json = tap(asked, payer.card()).toJson();
            String sealed =
                    switch (i) {
                        // Who forgot to seal it, and who did not write it to the end.
                        case 0 -> Base64.getUrlEncoder().encodeToString(json.getBytes(UTF_8));
                        case 1 -> seal(asked, json.substring(0, json.length() - 9));
                        // An answer in the place of a command.
                        default -> seal(asked, json.replaceFirst("00B2010C00", NUMBER));
                    };
            rejected(payer.send(asked, payer.answerBody(asked, sealed, ceremony -> ceremony)));
        }
        assertThat(payer.tap("LOGIN", KRW).at("result")).isEqualTo("VERIFIED");
        assertThat(world.member().get("/v1/trustone/cards/" + payer.cardName()).status())
                .isEqualTo(200);
    }

    private void otherCardsAreTapped(TestWorld world) {
        Payer asking =
                new Payer(world.member(), "cust-772", Taps.dynamicCard("0000001")).enrolled();
        assertThat(asking.tap("LOGIN", KRW).at("result")).isEqualTo("VERIFIED");
        rejected(
                asking.withCard(Taps.dynamicCardOfAnotherKey("0000001"))
                        .answer(asking.ask("LOGIN", KRW)));
        Payer unasked =
                new Payer(world.member(), "cust-773", Taps.dynamicCardWithoutWord("0000001"));
        unasked.answer(unasked.ask("CARD_ENROLMENT", KRW)).refused(503, "ISSUER_UNAVAILABLE");
        new Payer(world.member(), "cust-774", Taps.dedicatedCard("0000000000004711")).enrolled();
    }

    private static void rejected(Api.Answer answer) {
        assertThat(answer.is(200).text()).isEqualTo("{\"result\":\"REJECTED\"}");
    }

    private static TapTranscript tap(Api.Answer asked, Card card) {
        return Taps.tap(asked.json().get("card_challenge").toString(), card);
    }

    private static String seal(Api.Answer asked, String content) {
        return Taps.seal(asked.json().get("opening_key").toString(), content.getBytes(UTF_8));
    }

    private static byte[] answered(TapTranscript tapped) {
        return ByteString.concat(
                        tapped.exchanges().stream()
                                .map(exchange -> exchange.answer())
                                .toArray(ByteString[]::new))
                .toByteArray();
    }

    private static Set<String> found(List<String> texts) {
        Set<String> found = new TreeSet<>();
        texts.forEach(text -> found.addAll(CardNumberSearch.in(text)));
        return found;
    }

    /** In columns of text no digits are random, so there is nobody's number in them. */
    private void textsHaveNobodysNumber() throws SQLException {
        List<String> columns =
                select(
                        "select format('select %1$I::text from trustone.%2$I where %1$I is not"
                                + " null', column_name, table_name) from"
                                + " information_schema.columns where table_schema = 'trustone'"
                                + " and data_type in ('text', 'ARRAY')");
        assertThat(columns).hasSizeGreaterThan(10);
        List<String> texts = new ArrayList<>();
        for (String column : columns) {
            texts.addAll(select(column));
        }
        assertThat(texts).anyMatch(text -> text.contains("00B2"));
        assertThat(texts)
                .allSatisfy(text -> assertThat(CardNumberSearch.ofAnybodyIn(text)).isEmpty());
    }

    /** All rows of all tables but PostgreSQL's own, as text: bytes in hexadecimal digits. */
    private Map<String, List<String>> tables() throws SQLException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (String table :
                select(
                        "select format('%I.%I', table_schema, table_name) from"
                                + " information_schema.tables where table_type = 'BASE TABLE' and"
                                + " table_schema not in ('pg_catalog', 'information_schema')"
                                + " order by 1")) {
            tables.put(table, select("select t::text from " + table + " t"));
        }
        return tables;
    }

    private static List<String> rows(Map<String, List<String>> tables, String table) {
        return tables.getOrDefault(table, List.of());
    }

    private List<String> select(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = world().database().source().getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = world().database().source().getConnection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    /** The bytes by which events stand in the machine's files. */
    private static List<byte[]> events(TestWorld world) throws InterruptedException {
        List<byte[]> events = new ArrayList<>();
        EventCodec codec = new EventCodec();
        try (EventStream stream = world.hub().openAfter(new EventPosition(0, 0))) {
            stream.poll(
                    (position, timeNs, event) -> {
                        byte[] bytes = new byte[EventCodec.MOST_BYTES];
                        int length = codec.encode(event, new UnsafeBuffer(bytes), 0);
                        events.add(Arrays.copyOf(bytes, length));
                    },
                    Duration.ofMillis(1));
        }
        return events;
    }

    private static List<byte[]> files(Path folder) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                contents.add(Files.readAllBytes(file));
            }
        }
        return contents;
    }
}
