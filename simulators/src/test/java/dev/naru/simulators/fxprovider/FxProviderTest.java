// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.fxprovider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.naru.simulators.GatewayStandIn;
import dev.naru.simulators.GatewayStandIn.Answer;
import dev.naru.simulators.JsonClient;
import dev.naru.simulators.fxprovider.FxProvider.Push;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FxProviderTest {
    private static final Answer DONE = new Answer(200, JsonClient.object());

    private final GatewayStandIn gateway = new GatewayStandIn(asked -> DONE);
    private final FxProvider provider =
            FxProvider.start(
                    new ProviderSettings(
                            gateway.address(),
                            "fx-key",
                            List.of(CurrencyPair.wonForRupiah("0.0895", 1_500)),
                            Duration.ofHours(1),
                            Duration.ofSeconds(60),
                            1,
                            0));

    @AfterEach
    void close() {
        provider.close();
        gateway.close();
    }

    private JsonNode lastPush() {
        return gateway.asked().getLast().body();
    }

    @Test
    void pushes_at_once_with_its_key() {
        await().until(() -> !gateway.asked().isEmpty());

        GatewayStandIn.Asked push = gateway.asked().getFirst();
        assertThat(push.method() + " " + push.path()).isEqualTo("PUT /v1/fx/rates");
        assertThat(push.authorization()).isEqualTo("Bearer fx-key");
        assertThat(push.body().path("source").stringValue()).isEqualTo("KRW");
        assertThat(push.body().path("destination").stringValue()).isEqualTo("IDR");
        assertThat(push.body().path("valid_for_seconds").asInt()).isEqualTo(60);
        assertThat(push.body().path("tiers").size()).isEqualTo(3);
    }

    @Test
    void prices_rise_with_the_amount() {
        provider.mid("KRW", "IDR", new BigDecimal("0.0895"));
        provider.pushNow();

        JsonNode tiers = lastPush().path("tiers");
        assertThat(tiers.path(0).path("rate").stringValue()).isEqualTo("0.08963425");
        assertThat(tiers.path(0).path("up_to").path("value").stringValue()).isEqualTo("2000000.00");
        assertThat(tiers.path(0).path("up_to").path("currency").stringValue()).isEqualTo("IDR");
        assertThat(tiers.path(1).path("rate").stringValue()).isEqualTo("0.0896611");
        assertThat(tiers.path(2).path("rate").stringValue()).isEqualTo("0.0897148");
    }

    @Test
    void says_what_became_of_a_push() {
        assertThat(provider.pushNow())
                .containsExactly(new Push("KRW", "IDR", 200, ""))
                .allMatch(Push::isTaken);

        gateway.answer(
                asked -> new Answer(403, JsonClient.object().put("code", "ROLE_UNSUITABLE")));
        assertThat(provider.pushNow())
                .containsExactly(new Push("KRW", "IDR", 403, "ROLE_UNSUITABLE"))
                .noneMatch(Push::isTaken);

        gateway.close();
        assertThat(provider.pushNow()).containsExactly(new Push("KRW", "IDR", 0, ""));
    }

    @Test
    void refuses_a_price_that_is_none_and_a_pair_that_it_does_not_sell() {
        assertThatThrownBy(() -> provider.mid("KRW", "IDR", BigDecimal.ZERO))
                .hasMessageContaining("above zero");
        assertThatThrownBy(() -> provider.mid("KRW", "THB", BigDecimal.ONE))
                .hasMessageContaining("does not sell");
    }

    @Test
    void pushes_on_its_interval_until_paused() throws Exception {
        try (GatewayStandIn other = new GatewayStandIn(asked -> DONE);
                FxProvider quick =
                        FxProvider.start(
                                new ProviderSettings(
                                        other.address(),
                                        "fx-key",
                                        List.of(CurrencyPair.wonForRupiah("0.0895", 0)),
                                        Duration.ofMillis(1),
                                        Duration.ofSeconds(60),
                                        1,
                                        0))) {
            await().until(() -> other.asked().size() > 3);
            assertThat(control(quick, "POST", "/control/pause")).contains("\"paused\":true");
            quick.pushNow();
            int sofar = other.asked().size();
            assertThat(control(quick, "POST", "/control/push")).contains("\"status\":200");
            assertThat(other.asked().size()).isBetween(sofar + 1, sofar + 2);
            assertThat(control(quick, "POST", "/control/resume")).contains("\"paused\":false");
            await().until(() -> other.asked().size() > sofar + 3);
        }
    }

    @Test
    void is_directed_through_the_stage_door() throws Exception {
        assertThat(
                        control(
                                provider,
                                "POST",
                                "/control/rate",
                                "{\"source\":\"KRW\",\"destination\":\"IDR\",\"mid\":\"0.1\"}"))
                .contains("\"rate\":\"0.10015\"");
        assertThat(control(provider, "POST", "/control/rate", "{\"mid\":\"x\"}"))
                .contains("sentence");
        assertThat(control(provider, "GET", "/control/status")).contains("\"paused\":false");
    }

    private static String control(FxProvider provider, String method, String path)
            throws Exception {
        return control(provider, method, path, "");
    }

    private static String control(FxProvider provider, String method, String path, String body)
            throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:" + provider.port() + path))
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
