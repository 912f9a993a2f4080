// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.gateway.http.support.OpenApi;
import dev.naru.gateway.http.support.TestWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private final OpenApi served = OpenApi.served();

    @Test
    void whatIsDescribedIsServedAndNothingElse() {
        try (TestWorld world = TestWorld.telling()) {
            assertThat(new TreeSet<>(world.gateway().operations()))
                    .isEqualTo(new TreeSet<>(served.operations()));
        }
    }

    @Test
    void aLiveHubHasNoSandbox() {
        try (TestWorld world =
                TestWorld.empty(
                        was ->
                                new GatewaySettings(
                                        was.address(),
                                        GatewaySettings.World.LIVE,
                                        was.secretsFolder(),
                                        was.corridors(),
                                        was.times(),
                                        was.pace(),
                                        was.mostRequests(),
                                        was.surroundings()))) {
            Set<String> live = new TreeSet<>(served.operations());
            live.removeIf(operation -> operation.contains("/v1/sandbox/"));
            // This one has no database.
            live.removeIf(operation -> operation.contains("/v1/webhook-endpoints"));
            live.removeIf(operation -> operation.contains("/v1/trustone"));
            live.removeIf(operation -> operation.contains("/v1/events"));
            live.removeIf(operation -> operation.contains("/bank-entries"));
            // Nobody funds by one person's word there.
            live.remove("POST /v1/operator/fundings");
            assertThat(new TreeSet<>(world.gateway().operations())).isEqualTo(live);
            world.operator()
                    .freshKey()
                    .post("/v1/sandbox/time", "{\"advance_seconds\": 1}")
                    .refused(404, "PATH_UNKNOWN");
            world.operator()
                    .freshKey()
                    .post("/v1/operator/fundings", "{}")
                    .refused(404, "PATH_UNKNOWN");
        }
    }

    @Test
    void everyOperationHasANameOfItsOwn() {
        List<String> ids = served.operationIds();
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("null");
    }

    @Test
    void everyKeywordThatIsUsedIsChecked() {
        assertThat(served.uncheckedKeywords()).isEmpty();
    }

    @Test
    void anAnswerThatIsNotAsDescribedIsNoticed() {
        assertThat(violations("{\"result\": \"done\"}")).isEmpty();
        assertThat(violations("{\"result\": \"other\"}")).hasSize(1);
        assertThat(violations("{}")).hasSize(1);
        assertThat(violations("{\"result\": \"done\", \"more\": 1}")).hasSize(1);
        assertThat(violations("[]")).hasSize(1);
    }

    private List<String> violations(String body) {
        return served.violations(
                new OpenApi.Exchange(
                        "PUT",
                        "/v1/operator/participants/1/status",
                        Optional.of("{\"status\": \"ACTIVE\"}"),
                        200,
                        Map.of(
                                "request-id", List.of("req_0000000000000"),
                                "naru-version", List.of("2026-11-22"),
                                "content-type", List.of("application/json")),
                        body));
    }
}
