// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.status.HubSight;
import dev.naru.launcher.status.HubStatus;
import dev.naru.launcher.status.Scrape;
import dev.naru.launcher.status.StatusScreen;
import dev.naru.simulators.JsonClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The dashboard and the operator's page speak of what a whole hub really measures. */
class DashboardTest {
    private static final Path DASHBOARD = Path.of("..", "operations", "grafana", "naru.json");
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:naru|jvm|process|system)_[a-z_]*[a-z]\\b");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir Path folder;

    @Test
    void everyMetricThatIsSpokenOfIsMeasured() throws IOException {
        Configuration configuration = Configuration.parse(configuration());
        try (HubProcess hub = HubProcess.start(configuration)) {
            HubSight.Door.Front door =
                    new HubSight.Door.Front(
                            URI.create(
                                    Optional.ofNullable(hub.addresses().get("gateway"))
                                            .orElseThrow()),
                            Optional.of(
                                    Files.readString(folder.resolve("secrets/operator-api-key"))
                                            .strip()));
            putSomebodyIntoAGroup(door);
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(HubSight.of(door).metrics().orElseThrow().names())
                                            .contains("naru_http_requests_seconds_bucket")
                                            .containsAll(spokenOf()));
            Awaitility.await()
                    .untilAsserted(
                            () -> {
                                Scrape metrics = HubSight.of(door).metrics().orElseThrow();
                                assertThat(metrics.of("naru_payments")).hasSize(8);
                            });
            assertThatWhatIsWrongIsSaid(HubStatus.of(HubSight.of(door)));
        }
    }

    /** Every gateway and connector exports them: added up they would be as many times too high. */
    @Test
    void whatIsTheMachinesIsNeverAddedUp() throws IOException {
        Pattern machines =
                Pattern.compile("naru_(?:payments|machine_[a-z_]+|headroom_used_ratio)\\b");
        int found = 0;
        for (String expression : expressions()) {
            if (machines.matcher(expression).find()) {
                found++;
                assertThat(expression)
                        .matches("(topk\\(10, )?max(?: by \\([a-z, ]+\\))? ?\\(.*")
                        .doesNotContain("sum");
            }
        }
        assertThat(found).isEqualTo(6);
    }

    /** No partner and no collector is there, which changes nothing in what is measured. */
    private String configuration() {
        return """
        folder: %s
        members: [{host: 127.0.0.1, base_port: 0, events_port: 0}]
        limits: {open_quotes: 1000, open_payments: 1000, remembered_payments: 1000}
        gateway: {port: 0}
        telemetry: {otlp_endpoint: 'http://127.0.0.1:1'}
        links:
          - {name: indonesia, scheme: QRIS, corridor: 1, participant: 20,
             partner_url: 'http://127.0.0.1:1', callback_host: 127.0.0.1, callback_port: 0,
             hub_bic: NARUKRSEXXX, partner_bic: QRSWIDJAXXX, lookup_timeout_ms: 3000,
             send_timeout_ms: 10000, most_in_flight: 16, most_open: 16, sends_per_second: 100}
        """
                .formatted(folder);
    }

    private static void putSomebodyIntoAGroup(HubSight.Door.Front door) {
        try (JsonClient operator =
                new JsonClient(door.address(), door.key().orElseThrow(), PATIENCE)) {
            ObjectNode member = JsonClient.object().put("code", "IS-HANA").put("kind", "MEMBER");
            member.putArray("allowed_kinds").add("QR_PURCHASE");
            put(operator, "/participants/10", member);
            put(
                    operator,
                    "/groups/1",
                    JsonClient.object()
                            .put("code", "KR-KRW")
                            .put("currency", "KRW")
                            .put("settlement_bank", "BOK")
                            .put("utc_offset_minutes", 540));
            put(operator, "/groups/1/members/10", JsonClient.object().put("rule", "PREFUNDED"));
        }
    }

    private static void put(JsonClient operator, String path, JsonNode body) {
        JsonClient.Heard heard = operator.send("PUT", "/v1/operator" + path, Map.of(), body);
        assertThat(heard.isSuccess()).as(path + ": " + heard).isTrue();
    }

    /** Of the link to a partner that is not there. */
    private static void assertThatWhatIsWrongIsSaid(HubStatus status) {
        List<String> screen = StatusScreen.of(status);
        assertThat(status.verdict()).isEqualTo(HubStatus.Verdict.DEGRADED);
        assertThat(status.attention())
                .anyMatch(line -> line.startsWith("link 20 is DEGRADED: no answer to the sign-on"));
        assertThat(screen).anyMatch(line -> line.matches(" +link 20 +DEGRADED NOT_ANSWERING .*"));
        assertThat(status.notRead()).isEmpty();
    }

    private static Set<String> spokenOf() throws IOException {
        Set<String> names = new TreeSet<>();
        expressions().forEach(expression -> collect(expression, names));
        assertThat(names).hasSizeGreaterThan(30);
        collect(Files.readString(PAGE), names);
        return names;
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        JsonNode board = JsonMapper.shared().readTree(Files.readString(DASHBOARD));
        for (JsonNode panel : board.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                expressions.add(target.path("expr").asString(""));
            }
        }
        return expressions;
    }

    private static void collect(String text, Set<String> names) {
        METRIC.matcher(text).results().forEach(found -> names.add(found.group()));
    }
}
