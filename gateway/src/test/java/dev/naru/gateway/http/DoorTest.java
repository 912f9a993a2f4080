// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.apikey.ApiKey;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.OpenApi;
import dev.naru.gateway.http.support.RawHttp;
import dev.naru.gateway.http.support.TestWorld;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every endpoint. */
class DoorTest {
    private static final TestWorld WORLD = TestWorld.telling();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @Test
    void everyAnswerHasAnIdOfItsOwnAndAVersion() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Api.Answer answer = WORLD.anonymous().get("/health").is(200);
            ids.add(answer.header("Request-Id"));
            assertThat(answer.header("Naru-Version")).isEqualTo("2026-11-22");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
        assertThat(ids).hasSize(20);
    }

    @Test
    void aKnownVersionIsSpokenAndAnUnknownOneRefused() {
        WORLD.anonymous().with("Naru-Version", "2026-11-22").get("/health").is(200);
        WORLD.anonymous()
                .with("Naru-Version", "tomorrow")
                .get("/health")
                .refused(400, "VERSION_UNKNOWN");
    }

    @Test
    void withoutAKeyOrWithAWrongOneNothingIsOpen() {
        for (String operation : OpenApi.served().operations()) {
            String[] parts = operation.split(" ");
            String path = parts[1].replaceAll("\\{[a-z_]+}", "1");
            if (Set.of("/health", "/v1/openapi.yaml", "/v1/trustone/jwks.json").contains(path)) {
                continue;
            }
            Optional<byte[]> none = Optional.empty();
            Api.Answer missing = WORLD.anonymous().send(parts[0], path, none);
            missing.refused(401, "API_KEY_MISSING");
            assertThat(missing.header("WWW-Authenticate")).startsWith("Bearer");
            WORLD.anonymous()
                    .as(ApiKey.random())
                    .send(parts[0], path, none)
                    .refused(401, "API_KEY_UNKNOWN");
        }
    }

    @Test
    void aKeyOpensItsOwnRoleOnly() {
        for (String operation : OpenApi.served().operations()) {
            String[] parts = operation.split(" ");
            String path = parts[1].replaceAll("\\{[a-z_]+}", "1");
            boolean operators =
                    path.startsWith("/v1/operator")
                            || path.startsWith("/v1/sandbox")
                            || path.equals("/metrics");
            boolean everybodys =
                    Set.of(
                                    "/health",
                                    "/v1/openapi.yaml",
                                    "/v1/trustone/jwks.json",
                                    "/v1/corridors",
                                    "/v1/rates")
                            .contains(path);
            if (everybodys) {
                continue;
            }
            Api wrong = operators ? WORLD.member() : WORLD.operator();
            wrong.send(parts[0], path, Optional.empty()).refused(403, "ROLE_FORBIDDEN");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, GET",
        "/v1, GET",
        "/v1/payments/, GET",
        "/v1//payments, GET",
        "/v1/nothing, POST",
        "/V1/payments, POST",
        "/v1/payments/a/b, GET",
        "/v1/operator, GET"
    })
    void whatIsNotThereIsNotThere(String path, String method) {
        WORLD.operator().send(method, path, Optional.empty()).refused(404, "PATH_UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/payments, DELETE, 'GET, POST'",
        "/v1/payments, PATCH, 'GET, POST'",
        "/v1/payments, OPTIONS, 'GET, POST'",
        "/v1/rates, POST, GET",
        "/v1/quotes/qte_0, DELETE, GET",
        "/v1/sandbox/faults, PUT, 'GET, POST'",
        "/v1/operator/participants/1/api-keys/a, GET, 'DELETE, PUT'"
    })
    void anotherMethodIsToldWhichOnesThereAre(String path, String method, String allowed) {
        Api.Answer answer =
                WORLD.member()
                        .send(method, path, Optional.empty())
                        .refused(405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "Application/JSON;charset=\"UTF-8\"",
                "application/json;foo=bar"
            })
    void jsonInUtf8IsTaken(String type) {
        WORLD.member()
                .with("Content-Type", type)
                .post("/v1/qr/resolve", "{}")
                .refused(400, "FIELD_MISSING");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/json; charset=euc-kr",
                "application/jsonx",
                "application/problem+json"
            })
    void anyOtherBodyIsNot(String type) {
        WORLD.member()
                .with("Content-Type", type)
                .post("/v1/qr/resolve", "{}")
                .refused(415, "MEDIA_TYPE_UNSUPPORTED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/*",
                "*/*",
                "text/html, */*;q=0.1",
                "a/b,*/*"
            })
    void whoAcceptsJsonGetsIt(String accept) {
        WORLD.member().with("Accept", accept).get("/v1/positions").is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json;q=0", "*/*;q=0", "application/xml"})
    void whoDoesNotIsToldSo(String accept) {
        WORLD.member().with("Accept", accept).get("/v1/positions").refused(406, "NOT_ACCEPTABLE");
    }

    @ParameterizedTest
    @CsvSource({
        "ko, ko",
        "'ko-KR,en;q=0.8', ko",
        "en, en",
        "'fr,de', en",
        "'fr,ko;q=0.3', ko",
        "'***', en",
        "'en;q=0.1,ko;q=0.9', ko"
    })
    void aRefusalIsInTheLanguageThatIsPreferred(String accepted, String language) {
        Api.Answer answer =
                WORLD.anonymous()
                        .with("Accept-Language", accepted)
                        .get("/nothing")
                        .refused(404, "PATH_UNKNOWN");
        assertThat(answer.header("Content-Language")).isEqualTo(language);
        assertThat(answer.at("title")).isEqualTo(answer.at("title_" + language));
    }

    @Test
    void aBodyOf64KiBIsReadAndOneMoreByteIsNot() {
        String frame = "{\"payload\": \"\"}";
        String longest = frame.replace("\"\"", "\"" + "x".repeat(65_536 - frame.length()) + "\"");
        assertThat(longest).hasSize(65_536);
        WORLD.member().post("/v1/qr/resolve", longest).refused(422, "QR_TOO_LONG");
        WORLD.member().post("/v1/qr/resolve", longest + " ").refused(413, "BODY_TOO_LARGE");
    }

    @Test
    void aBodyThatGrowsWithoutSayingSoIsCutOff() {
        StringBuilder request =
                new StringBuilder(
                        "POST /v1/qr/resolve HTTP/1.1\r\nHost: localhost\r\n"
                                + "Transfer-Encoding: chunked\r\n"
                                + "Content-Type: application/json\r\n"
                                + WORLD.memberAuthorization()
                                + "\r\n");
        for (int i = 0; i < 70; i++) {
            request.append("400\r\n").append(" ".repeat(1024)).append("\r\n");
        }
        request.append("0\r\n\r\n");
        RawHttp.send(WORLD.gateway().port(), request.toString().getBytes(UTF_8))
                .refused(413, "BODY_TOO_LARGE");
    }

    @Test
    void aBodyThatSaysThatItIsHugeIsNotWaitedFor() {
        String request =
                "POST /v1/qr/resolve HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Length: 9999999999\r\nContent-Type: application/json\r\n"
                        + WORLD.memberAuthorization()
                        + "\r\n";
        RawHttp.send(WORLD.gateway().port(), request.getBytes(UTF_8))
                .refused(413, "BODY_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n",
                "POST /v1/payments HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n"
            })
    void whatIsNoHttpIsStillAnsweredWithAProblem(String request) {
        Api.Answer answer = RawHttp.send(WORLD.gateway().port(), request.getBytes(UTF_8));
        assertThat(answer.at("code")).isIn("HTTP_MALFORMED", "BODY_TOO_LARGE");
    }

    @Test
    void healthMeasurementsAndDescriptionAreServed() {
        assertThat(WORLD.anonymous().get("/health").is(200).at("status")).isEqualTo("UP");
        assertThat(WORLD.operator().get("/metrics").is(200).text()).isEqualTo("naru_up 1\n");
        assertThat(WORLD.anonymous().get("/v1/openapi.yaml").is(200).text())
                .isEqualTo(HttpGateway.openApi())
                .contains("openapi: 3.1.0");
    }
}
