// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.launcher.StatusCommand;
import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.status.HubStatus.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HubStatusTest {
    private static final URI HUB = URI.create("http://127.0.0.1:8100");
    private static final String HEALTH =
            """
            {"status":"UP","parts":[
              {"name":"node","status":"UP","standing":"LEADER","figures":{"event_number":41}},
              {"name":"link 20","status":"UP","standing":"STREAMING","figures":{"open":2}},
              {"name":"disk","status":"UP",
               "figures":{"free_bytes":10737418240,"total_bytes":21474836480}}]}
            """;
    private static final String FIGURES =
            """
            {"event_number":41,"time":"2026-11-28T09:00:00Z","time_offset_seconds":3600,
             "open_payments":2,"open_quotes":1,"open_recovery_items":0,
             "payments_by_state":{"HELD":0,"DISPATCHED":2,"COMPLETED":12}}
            """;
    private static final String METRICS =
            """
            # HELP naru_payments Payments that are or ended in a state
            naru_payments{state="COMPLETED"} 12.0
            naru_payments{state="HELD"} 0.0
            naru_payments{state="IN_DOUBT"} 0.0
            naru_machine_room_used{what="remembered_payments"} 14.0
            naru_machine_room_limit{what="remembered_payments"} 2000000.0
            naru_machine_room_used{what="recovery_items"} 0.0
            naru_machine_room_limit{what="recovery_items"} 100000.0
            naru_machine_room_used{what="open_payments"} 2.0
            naru_machine_room_limit{what="open_payments"} 1000000.0
            naru_machine_room_used{what="open_quotes"} 1.0
            naru_machine_room_limit{what="open_quotes"} 1000000.0
            naru_machine_room_used{what="accounts"} 40.0
            naru_machine_room_limit{what="accounts"} 1000000.0
            naru_machine_room_used{what="participants"} 41.0
            naru_machine_room_limit{what="participants"} 4096.0
            naru_headroom_used_ratio{group="KR-KRW",participant="11"} 0.25
            naru_webhooks_delivered 7.0
            naru_webhooks_failed 1.0
            """;

    @TempDir Path folder;

    private static HubStatus of(String health, String figures, String metrics) {
        return HubStatus.of(
                new HubSight(
                        HUB,
                        Optional.of(json(health)),
                        Optional.of(json(figures)),
                        Optional.of(Scrape.read(metrics)),
                        List.of(),
                        List.of()));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void aHealthyHubFitsOnOneScreen() {
        HubStatus status = of(HEALTH, FIGURES, METRICS);

        assertThat(status.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(StatusScreen.of(status))
                .containsExactly(
                        "The hub at http://127.0.0.1:8100 is healthy.",
                        "  node           UP       LEADER     event number 41",
                        "  link 20        UP       STREAMING  open 2",
                        "  disk           UP       10.0 of 20.0 GiB free",
                        "  machine        event 41 at 2026-11-28T09:00:00Z, moved 3600 s ahead of"
                                + " the clock",
                        "  payments       DISPATCHED 2, COMPLETED 12",
                        "  open           2 payments, 1 quotes, 0 recovery items",
                        "  room           participants 1.0 %, accounts 0.0 %, remembered payments"
                                + " 0.0 %, open payments 0.0 %, open quotes 0.0 %, recovery items"
                                + " 0.0 %",
                        "  headroom       0 of 1 at 80 % or more; the most used is participant 11"
                                + " in KR-KRW, 25.0 %",
                        "  webhooks       7 delivered, 1 attempts not taken, since the start");
    }

    @Test
    void whatIsWrongIsNamed() {
        HubStatus status =
                of(
                        HEALTH.replace("\"UP\",\"standing\":\"STREAMING\"", degraded())
                                .replaceFirst("UP", "DEGRADED"),
                        FIGURES,
                        METRICS.replace("} 14.0", "} 1900000.0"));

        assertThat(status.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(status.attention())
                .containsExactly(
                        "link 20 is DEGRADED: NOT_HERE",
                        "95.0 % of the room for remembered payments is used");
    }

    private static String degraded() {
        return "\"DEGRADED\",\"standing\":\"NOT_HERE\"";
    }

    @Test
    void whatWaitsForPeopleIsSaidAndDegradesNothing() {
        HubStatus status =
                of(
                        HEALTH,
                        FIGURES,
                        METRICS.replace("IN_DOUBT\"} 0.0", "IN_DOUBT\"} 3.0")
                                .replace("recovery_items\"} 0.0", "recovery_items\"} 2.0")
                                .replace("} 0.25", "} 0.91"));

        assertThat(status.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(status.forPeople())
                .containsExactly(
                        "2 recovery items are open",
                        "3 payments are IN_DOUBT",
                        "participant 11 uses 91.0 % of its headroom in KR-KRW");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "naru_payments{state=\"IN_DOUBT\"}",
                "naru_payments{state=\"HELD\"}",
                "naru_machine_room_used{what=\"accounts\"}",
                "naru_machine_room_limit{what=\"accounts\"}",
                "naru_headroom_used_ratio{group=\"KR-KRW\",participant=\"11\"}",
                "naru_webhooks_failed"
            })
    void whatHasNoValueIsNotReadAndNotHealthy(String metric) {
        for (String value : List.of("NaN", "many")) {
            String metrics =
                    METRICS.lines()
                            .map(line -> line.startsWith(metric) ? metric + " " + value : line)
                            .collect(Collectors.joining("\n"));
            HubStatus status = of(HEALTH, FIGURES, metrics);

            assertThat(status.verdict()).isEqualTo(Verdict.DEGRADED);
            assertThat(status.notRead())
                    .singleElement()
                    .asString()
                    .startsWith("/metrics: " + metric.replaceFirst("\\{.*", ""));
            assertThat(StatusScreen.of(status))
                    .endsWith("Not read:", "  - " + status.notRead().getFirst());
            assertThat(json(status.json()).path("not_read")).hasSize(1);
        }
    }

    @Test
    void whatIsMissingIsNotReadAndNotHealthy() {
        HubStatus status =
                of(
                        "{\"status\":\"UP\"}",
                        FIGURES.replace("open_quotes", "other").replace("payments_by_state", "x"),
                        METRICS.replace("naru_payments{state=\"HELD\"} 0.0", "")
                                .replace(
                                        "naru_machine_room_limit{what=\"accounts\"} 1000000.0",
                                        ""));

        assertThat(status.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(status.notRead())
                .containsExactly(
                        "/health: its parts",
                        "/v1/operator/figures: open_quotes",
                        "/v1/operator/figures: payments_by_state",
                        "/metrics: naru_payments of HELD",
                        "/metrics: naru_machine_room_limit of accounts");
        assertThat(StatusScreen.of(status)).contains("  payments       ?");
    }

    @Test
    void aFigureThatTheMachineDidNotGiveIsNotTakenForNothing() {
        HubStatus status = of(HEALTH, FIGURES, METRICS.replace("} 14.0", "} NaN"));

        assertThat(status.verdict().ordinal()).isEqualTo(1);
        assertThat(StatusScreen.of(status))
                .noneMatch(line -> line.startsWith("  room") && line.contains("remembered"));
        assertThat(json(status.json()).path("room").has("remembered_payments")).isFalse();
    }

    @Test
    void withoutAKeyItSaysWhatItCouldNotReadAndIsNotCalledHealthy() {
        HubStatus status =
                HubStatus.of(
                        new HubSight(
                                HUB,
                                Optional.of(json(HEALTH)),
                                Optional.empty(),
                                Optional.empty(),
                                List.of("/metrics: HTTP status 401"),
                                List.of()));

        assertThat(status.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(StatusScreen.of(status))
                .endsWith("Not read:", "  - /metrics: HTTP status 401")
                .noneMatch(line -> line.contains("payments"));
        assertThat(json(status.json()).has("figures")).isFalse();
    }

    @Test
    void whereNobodyIsThereTheExitCodeSaysSo() throws IOException {
        int nobodysPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodysPort = socket.getLocalPort();
        }
        Path file = folder.resolve("hub.yaml");
        Files.writeString(file, "folder: %s\ngateway: {port: %d}\n".formatted(folder, nobodysPort));
        CommandLine command = new CommandLine(new StatusCommand());

        assertThat(command.execute("--config", file.toString())).isEqualTo(2);
    }

    @Test
    void theDoorIsWhereTheConfigurationSays() {
        assertThat(door("gateway: {host: 0.0.0.0, port: 9}").address())
                .hasToString("http://127.0.0.1:9");
        assertThat(door("parts: [node]\nobservation: {host: '::1', port: 7}").address())
                .hasToString("http://[::1]:7");
        assertThat(door("parts: [node]")).isInstanceOf(HubSight.Door.Side.class);
        assertThat(door("gateway: {port: 9}"))
                .isEqualTo(
                        new HubSight.Door.Front(
                                URI.create("http://127.0.0.1:9"), Optional.empty()));
    }

    private HubSight.Door door(String text) {
        return HubSight.Door.of(Configuration.parse("folder: " + folder + "\n" + text));
    }
}
