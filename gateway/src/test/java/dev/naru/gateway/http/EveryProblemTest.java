// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.apikey.ApiKey;
import dev.naru.connectors.enquiry.LookupResult;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.StreamPlaces;
import dev.naru.gateway.http.front.StreamPlaces.Who.Kind;
import dev.naru.gateway.http.front.TokenBuckets;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.BankNotice;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.InProcessHub.Fate;
import dev.naru.gateway.http.support.PartnerSwitch.Manner;
import dev.naru.gateway.http.support.Payer;
import dev.naru.gateway.http.support.RawHttp;
import dev.naru.gateway.http.support.Taps;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.gateway.trustone.DeviceKeys;
import dev.naru.gateway.webhook.EndpointStore;
import dev.naru.protocol.Command;
import dev.naru.qr.Presentation;
import dev.naru.qr.Qr;
import dev.naru.qr.QrObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each of the gateway's own refusals can be met, as the list says. */
class EveryProblemTest {
    private static final String QUOTES = "/v1/quotes";

    private static final String ENDPOINTS = "/v1/webhook-endpoints";
    private static final String NO_ENDPOINT = ENDPOINTS + "/we_0000000000001";
    private static final String ENDPOINT = "{\"url\": \"https://example.com/hooks\"}";

    private final TestWorld world = TestWorld.seeded();
    private @Nullable TestWorld telling;

    @AfterEach
    void close() {
        world.close();
        if (telling != null) {
            telling.close();
        }
    }

    /** A world with a database, which few of these need. */
    private TestWorld telling() {
        telling = telling == null ? TestWorld.telling() : telling;
        return telling;
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void canBeMet(Problem problem) {
        Api.Answer answer = provoke(problem).refused(problem.status(), problem.name());
        assertThat(answer.at("iso_reason")).isEqualTo(problem.isoReason());
        assertThat(answer.at("title_en")).isEqualTo(problem.english());
        assertThat(answer.at("title_ko")).isEqualTo(problem.korean());
        assertThat(answer.json().get("retryable").asBoolean()).isEqualTo(problem.retryable());
        assertThat(answer.at("type")).isEqualTo("urn:naru:problem:" + problem.name());
    }

    private Api.Answer bring(BankNotice notice) {
        return telling()
                .person(7)
                .freshKey()
                .with("Content-Type", "application/xml")
                .post("/v1/operator/groups/1/bank-entries", notice.xml());
    }

    private Api.Answer confirm(long person, String entry) {
        return telling()
                .person(person)
                .freshKey()
                .post("/v1/operator/bank-entries/" + entry + "/confirm");
    }

    private Api.Answer provoke(Problem problem) {
        return switch (problem) {
            case HTTP_MALFORMED -> RawHttp.send(port(), "what is this\r\n\r\n".getBytes(UTF_8));
            case VERSION_UNKNOWN ->
                    world.anonymous().with("Naru-Version", "2020-01-01").get("/health");
            case MESSAGE_MALFORMED -> {
                world.seedInbound();
                yield world.abroad()
                        .with("Content-Type", "application/xml")
                        .post("/v1/iso20022", "<Document/>");
            }
            case MALFORMED_JSON -> world.member().post("/v1/qr/resolve", "[]");
            case FIELD_UNKNOWN ->
                    world.member().post("/v1/qr/resolve", "{\"payload\": \"x\", \"more\": 1}");
            case FIELD_MISSING -> world.member().post("/v1/qr/resolve", "{}");
            case FIELD_INVALID -> world.member().post("/v1/qr/resolve", "{\"payload\": 1}");
            case IDEMPOTENCY_KEY_MISSING -> world.member().post(QUOTES, "{}");
            case IDEMPOTENCY_KEY_INVALID -> world.member().key("a b").post(QUOTES, "{}");
            case API_KEY_MISSING -> world.anonymous().get("/v1/positions");
            case API_KEY_UNKNOWN -> world.anonymous().as(ApiKey.random()).get("/v1/positions");
            case ROLE_FORBIDDEN -> world.member().get("/v1/operator/figures");
            case PATH_UNKNOWN -> world.anonymous().get("/v2/payments");
            case API_KEY_ID_UNKNOWN ->
                    world.operator().delete("/v1/operator/participants/10/api-keys/none");
            case WEBHOOK_ENDPOINT_UNKNOWN -> telling().member().get(NO_ENDPOINT);
            case EVENT_UNKNOWN -> telling().member().get("/v1/events/evt_0000000000001");
            case DEVICE_REGISTRATION_INVALID -> registerDevice("AAAA");
            case DEVICE_KEY_REFUSED ->
                    registerDevice(
                            telling()
                                    .member()
                                    .post(
                                            "/v1/trustone/device-keys/challenges",
                                            "{\"payer_reference\": \"cust-771\"}")
                                    .is(200)
                                    .at("registration"));
            case DEVICE_KEYS_FULL -> {
                Payer payer =
                        new Payer(telling().member(), "cust-771", Taps.paymentCard("1234567"));
                for (int i = 0; i < DeviceKeys.MOST_OF_A_PAYER; i++) {
                    payer.withDevice(Taps.device()).registered();
                }
                yield payer.register();
            }
            case WEBHOOK_ENDPOINTS_FULL -> {
                for (int i = 0; i < EndpointStore.MOST_ENDPOINTS; i++) {
                    telling().member().freshKey().post(ENDPOINTS, ENDPOINT).is(201);
                }
                yield telling().member().freshKey().post(ENDPOINTS, ENDPOINT);
            }
            case DATABASE_UNAVAILABLE -> {
                telling().database().shut();
                yield telling().member().get(ENDPOINTS);
            }
            case BANK_ENTRY_UNKNOWN -> confirm(7, "1");
            case BANK_ACCOUNT_DIFFERS -> bring(BankNotice.of("M-1", "BOK-1").at("BI"));
            case BANK_ENTRY_UNMATCHED -> {
                bring(BankNotice.of("M-1", "BOK-1").naming("NOBODY")).is(200);
                yield confirm(8, "1");
            }
            case SECOND_PERSON_NEEDED -> {
                bring(BankNotice.of("M-1", "BOK-1")).is(200);
                yield confirm(7, "1");
            }
            case STREAM_POSITION_GONE ->
                    world.operator()
                            .with("Last-Event-ID", "999999999999")
                            .get("/v1/operator/events/stream");
            case STREAMS_OF_CALLER_FULL -> streamAfter(StreamPlaces.OF_ONE, 1, 1);
            case STREAMS_FULL -> streamAfter(StreamPlaces.OF_PEOPLE, 2, 100);
            case METHOD_NOT_ALLOWED -> world.anonymous().delete("/v1/quotes");
            case NOT_ACCEPTABLE -> world.member().with("Accept", "text/xml").get("/v1/positions");
            case IDEMPOTENCY_KEY_IN_FLIGHT -> whileTheFirstWaits();
            case API_KEY_ID_TAKEN -> registerKey("/participants/10/api-keys/first", "ab");
            case API_KEY_TAKEN -> {
                registerKey("/participants/10/api-keys/other", "ab").is(200);
                yield registerKey("/participants/11/api-keys/other", "ab");
            }
            case LAST_OPERATOR_KEY ->
                    world.operator().delete("/v1/operator/persons/1/api-keys/first");
            case BODY_TOO_LARGE -> world.member().post("/v1/qr/resolve", " ".repeat(65 * 1024));
            case MEDIA_TYPE_UNSUPPORTED ->
                    world.member().with("Content-Type", "text/plain").post("/v1/qr/resolve", "{}");
            case SCHEME_UNKNOWN -> resolve(unknownScheme());
            case NO_CORRIDOR -> {
                world.put("/corridors/5/status", "{\"status\": \"CLOSED\"}");
                yield resolve(Codes.staticQris());
            }
            case PAYER_CODE -> resolve("280000000000000017");
            case CODE_EXPIRED -> resolve(Codes.payNow("20200131"));
            case PAYEE_UNKNOWN -> {
                world.lookup().answer(new LookupResult.Unknown("AC01"));
                yield resolve(Codes.staticQris());
            }
            case PAYMENT_DECLINED -> payWithAScore();
            case TIP_UNSUPPORTED ->
                    resolve(Codes.qris(Presentation.STATIC, code -> code.percentTip("5")));
            case AMOUNT_DIFFERS_FROM_QR -> quote(Codes.dynamicQris("B1"), "100001", "IDR");
            case CURRENCY_MISMATCH -> quote(Codes.staticQris(), "100000", "KRW");
            case RESOLUTION_INVALID ->
                    world.member().freshKey().post(QUOTES, "{\"resolution\": \"made-up\"}");
            case RESOLUTION_EXPIRED -> {
                String resolution = world.resolution(Codes.staticQris());
                world.hub().pass(Duration.ofMinutes(11));
                // The gateway hears the hub's time with any answer.
                world.member().get("/v1/positions").is(200);
                yield quoteOf(resolution, "100000", "IDR");
            }
            case FAULT_UNKNOWN ->
                    world.operator()
                            .freshKey()
                            .post("/v1/sandbox/faults", "{\"action\": \"ARM\", \"point\": \"X\"}");
            case RATE_LIMITED -> askTooFast();
            case INTERNAL -> {
                world.hub().fate(Fate.BROKEN, Command.ReadFigures.class::isInstance);
                yield world.operator().get("/v1/operator/figures");
            }
            case GATEWAY_BUSY -> askABusyGateway();
            case API_KEYS_FULL -> fillTheRing();
            case PAYEE_LOOKUP_UNAVAILABLE -> {
                world.lookup().answer(new LookupResult.Unavailable("it sleeps"));
                yield resolve(Codes.staticQris());
            }
            case ISSUER_UNAVAILABLE -> {
                Payer payer =
                        new Payer(
                                telling().member(),
                                "cust-771",
                                Taps.dynamicCardWithoutWord("0000001"));
                yield payer.answer(payer.ask("CARD_ENROLMENT", ", \"currency\": \"KRW\""));
            }
            case PARTICULARS_UNAVAILABLE -> releaseWhatTheLogDoesNotShow();
            case SEARCH_UNAVAILABLE -> world.member().get("/v1/payments");
            case OUTCOME_UNKNOWN -> {
                world.hub().fate(Fate.COMMAND_LOST, Command.ReadFigures.class::isInstance);
                yield world.operator().get("/v1/operator/figures");
            }
            case HUB_BUSY -> {
                world.hub().fate(Fate.BUSY, Command.ReadFigures.class::isInstance);
                yield world.operator().get("/v1/operator/figures");
            }
        };
    }

    private Api.Answer registerDevice(String registration) {
        return telling()
                .member()
                .post(
                        "/v1/trustone/device-keys",
                        """
                        {"registration": "%s", "attestation_object": "AAAA", "client_data_json": "AAAA"}
                        """
                                .formatted(registration));
    }

    /** A stream of person 1, after so many of people with ids from {@code first} on. */
    private Api.Answer streamAfter(int streams, int first, int people) {
        for (int i = 0; i < streams; i++) {
            StreamPlaces.Place _ =
                    world.gateway()
                            .streams()
                            .take(new StreamPlaces.Who(Kind.PERSON, first + i % people));
        }
        return world.operator().get("/v1/operator/events/stream");
    }

    private int port() {
        return world.gateway().port();
    }

    private Api.Answer resolve(String code) {
        return world.member().post("/v1/qr/resolve", "{\"payload\": \"" + code + "\"}");
    }

    private Api.Answer quote(String code, String value, String currency) {
        return quoteOf(world.resolution(code), value, currency);
    }

    private Api.Answer quoteOf(String resolution, String value, String currency) {
        return world.member()
                .freshKey()
                .post(
                        QUOTES,
                        """
                        {"resolution": "%s", "amount": {"value": "%s", "currency": "%s"}}
                        """
                                .formatted(resolution, value, currency));
    }

    private Api.Answer registerKey(String path, String pair) {
        return world.operator()
                .put("/v1/operator" + path, "{\"sha256\": \"" + pair.repeat(32) + "\"}");
    }

    private static String unknownScheme() {
        return Codes.text(
                Qr.write(
                        List.of(
                                QrObject.value(0, "01"),
                                QrObject.template(
                                        26,
                                        QrObject.value(0, "org.example"),
                                        QrObject.value(1, "7")),
                                QrObject.value(52, "5812"),
                                QrObject.value(53, "360"),
                                QrObject.value(58, "ID"),
                                QrObject.value(59, "SHOP"),
                                QrObject.value(60, "CITY"))));
    }

    private Api.Answer whileTheFirstWaits() {
        world.partner().behave(Manner.ABSENCE);
        String id = TestWorld.paymentId();
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        CompletableFuture<Api.Answer> first =
                CompletableFuture.supplyAsync(
                        () -> world.member().key(id).post("/v1/payments", body));
        Awaitility.await().until(() -> world.member().get("/v1/payments/" + id).status() == 200);
        Api.Answer second = world.member().key(id).post("/v1/payments", body);
        world.hub().pass(Duration.ofSeconds(11));
        first.join().is(201);
        return second;
    }

    private Api.Answer payWithAScore() {
        world.put("/corridors/5", TestWorld.corridor(", \"demands\": {\"refuse_at_score\": 800}"));
        String resolution = world.resolution(Codes.staticQris());
        return world.member()
                .freshKey()
                .post(
                        "/v1/payments",
                        TestWorld.payBody(
                                world.quote(resolution), resolution, ", \"screening_score\": 800"));
    }

    private Api.Answer askTooFast() {
        try (TestWorld slow =
                TestWorld.empty(
                        was ->
                                new GatewaySettings(
                                        was.address(),
                                        was.world(),
                                        was.secretsFolder(),
                                        was.corridors(),
                                        was.times(),
                                        new TokenBuckets.Pace(1, 1),
                                        was.mostRequests(),
                                        was.surroundings()))) {
            slow.operator().get("/v1/operator/figures").is(200);
            Api.Answer answer = slow.operator().get("/v1/operator/figures");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            return answer;
        }
    }

    /** One request with a body that does not come takes the only place. */
    private Api.Answer askABusyGateway() {
        try (TestWorld small =
                        TestWorld.empty(
                                was ->
                                        new GatewaySettings(
                                                was.address(),
                                                was.world(),
                                                was.secretsFolder(),
                                                was.corridors(),
                                                was.times(),
                                                was.pace(),
                                                1,
                                                was.surroundings()));
                Socket taken =
                        new Socket(InetAddress.getLoopbackAddress(), small.gateway().port())) {
            String head =
                    "POST /v1/operator/fundings HTTP/1.1\r\nHost: x\r\nContent-Type:"
                            + " application/json\r\nContent-Length: 10\r\n"
                            + small.operatorAuthorization()
                            + "\r\n";
            taken.getOutputStream().write(head.getBytes(UTF_8));
            Awaitility.await()
                    .until(() -> small.operator().get("/v1/operator/figures").status() == 503);
            small.anonymous().get("/health").is(200);
            return small.operator().get("/v1/operator/figures");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Api.Answer fillTheRing() {
        try (TestWorld full = TestWorld.withFullKeyRing()) {
            return full.operator()
                    .put(
                            "/v1/operator/participants/9/api-keys/one-more",
                            "{\"sha256\": \"" + "ab".repeat(32) + "\"}");
        }
    }

    private Api.Answer releaseWhatTheLogDoesNotShow() {
        String number = world.hold();
        world.hub().hideLog();
        return world.decide(number, "RELEASE");
    }
}
