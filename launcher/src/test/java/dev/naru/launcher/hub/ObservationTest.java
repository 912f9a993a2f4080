// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.client.ClientSettings;
import dev.naru.client.Door;
import dev.naru.client.EventHearing;
import dev.naru.client.EventHearing.Standing;
import dev.naru.client.EventPosition;
import dev.naru.client.HubClient;
import dev.naru.gateway.http.HealthReport.Part;
import dev.naru.gateway.http.HealthReport.Status;
import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.status.HubSight;
import dev.naru.launcher.status.HubStatus;
import dev.naru.launcher.status.StatusScreen;
import dev.naru.node.KeptEvents;
import dev.naru.node.NodeFigures;
import dev.naru.node.eventlog.Opening;
import dev.naru.projection.writer.ProjectionStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationTest {
    @TempDir Path folder;

    @Test
    void aClientWithoutASessionIsDown() {
        ClientSettings settings =
                ClientSettings.through(new Door.SharedMemory(folder.resolve("nobody")));
        try (HubClient client = HubClient.connect(settings);
                Observation observation =
                        new Observation(
                                Optional.empty(),
                                Optional.of(client),
                                List.of(),
                                new Observation.Ground(
                                        new DiskRoom(folder),
                                        new MachineMeters.Room(1_000, 1_000, 1_000)))) {
            assertThat(observation.health().status()).isEqualTo(Status.DOWN);
            assertThat(observation.metrics())
                    .contains("naru_client_connected 0.0")
                    .contains("naru_machine_event_number NaN")
                    .contains("naru_payments{state=\"COMPLETED\"} NaN");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "STREAMING,  0,      1,  UP",
        "STREAMING,  10001,  1,  DEGRADED",
        "STREAMING,  0,      11, DEGRADED",
        "CONNECTING, 0,      1,  UP",
        "CONNECTING, 0,      11, DEGRADED",
        "NOT_HERE,   0,      1,  DEGRADED",
        "AHEAD,      0,      1,  DEGRADED",
        "DIVERGED,   0,      1,  DEGRADED"
    })
    void whoHearsNoEventServerSaysSo(Standing standing, long lag, long seconds, Status status) {
        long heardAtNs = System.nanoTime() - Duration.ofSeconds(seconds).toNanos();
        assertThat(Observation.byHearing(new EventHearing(standing, lag, heardAtNs)))
                .isEqualTo(status);
    }

    @Test
    void whyWebhooksAreNotDeliveredIsSaid() {
        EventHearing heard = new EventHearing(Standing.STREAMING, 0, System.nanoTime());
        Optional<String> nothing = Optional.empty();
        assertThat(Observation.webhooksPart(heard, nothing, nothing).status()).isEqualTo(Status.UP);
        assertThat(Observation.webhooksPart(heard, nothing, Optional.of("no database")))
                .satisfies(part -> assertThat(part.status()).isEqualTo(Status.DEGRADED))
                .satisfies(part -> assertThat(part.standing()).contains("STREAMING"))
                .satisfies(part -> assertThat(part.note()).contains("no database"));
        assertThat(Observation.webhooksPart(heard, Optional.of("event 7"), Optional.of("event 7")))
                .satisfies(part -> assertThat(part.status()).isEqualTo(Status.DEGRADED))
                .satisfies(part -> assertThat(part.standing()).contains("HALTED"))
                .satisfies(part -> assertThat(part.note()).contains("event 7"));
    }

    @Test
    void anEventThatWasSetAsideIsSaid() {
        assertThat(projection(0).status()).isEqualTo(Status.UP);
        assertThat(projection(1).status()).isEqualTo(Status.DEGRADED);
        assertThat(projection(1).figures()).containsEntry("set_aside", 1L);
    }

    private static Part projection(long setAside) {
        return Observation.projectionPart(
                new ProjectionStatus(
                        ProjectionStatus.State.FOLLOWING,
                        new EventPosition(7, 0),
                        new EventHearing(Standing.STREAMING, 0, System.nanoTime()),
                        setAside,
                        1,
                        ""));
    }

    @Test
    void aProcessWithoutAGatewayTellsHowItIs() throws Exception {
        Configuration configuration =
                Configuration.parse(
                        """
                        folder: %s
                        parts: [node]
                        members: [{host: 127.0.0.1, base_port: 0, events_port: 0}]
                        limits: {open_quotes: 1000, open_payments: 1000, remembered_payments: 1000}
                        observation: {port: 0}
                        """
                                .formatted(folder));
        try (HubProcess hub = HubProcess.start(configuration);
                HttpClient http = HttpClient.newHttpClient()) {
            String where = hub.addresses().get("observation");
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(get(http, where + "/health")).contains("LEADER"));
            assertThat(get(http, where + "/metrics")).contains("naru_node_event_number");
            assertThat(get(http, where + "/v1/corridors")).contains("PATH_UNKNOWN");

            HubStatus status = HubStatus.of(HubSight.of(new HubSight.Door.Side(URI.create(where))));
            assertThat(status.verdict()).isEqualTo(HubStatus.Verdict.HEALTHY);
            assertThat(StatusScreen.of(status))
                    .anyMatch(line -> line.matches(" +node +UP +LEADER .*"))
                    .endsWith("Not in this process:", "  - the machine's figures");
        }
    }

    @Test
    void whatIsWrongWithAMembersEventFilesIsSaid() {
        Opening whole = new Opening(Opening.Standing.WHOLE, 9, Optional.empty(), 0, List.of());
        Opening damaged =
                new Opening(
                        Opening.Standing.DAMAGED,
                        9,
                        Optional.of(new Opening.Hole(3, 4, 0)),
                        0,
                        List.of("3.events: bad", "events 3 to 4 are not here"));
        assertThat(Observation.nodePart(figures(whole, "")).status()).isEqualTo(Status.UP);
        assertThat(Observation.nodePart(figures(whole, "")).note()).isEmpty();
        assertThat(Observation.nodePart(figures(damaged, "")).status()).isEqualTo(Status.DEGRADED);
        assertThat(Observation.nodePart(figures(damaged, "")).note())
                .contains("3.events: bad; events 3 to 4 are not here");
        assertThat(Observation.nodePart(figures(whole, "no room")).status())
                .isEqualTo(Status.DEGRADED);
        assertThat(Observation.nodePart(figures(damaged, "no room")).note()).contains("no room");
    }

    private static NodeFigures figures(Opening opening, String complaint) {
        return new NodeFigures(
                NodeFigures.Role.LEADER,
                9,
                9,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                opening,
                new KeptEvents(1, 0, 0, -1, complaint),
                0);
    }

    @ParameterizedTest
    @CsvSource({"0, DEGRADED", "4294967295, DEGRADED", "4294967296, UP", "-1, DEGRADED"})
    void whoHasLittleRoomOnDiskSaysSo(long freeBytes, Status status) {
        assertThat(DiskRoom.part(freeBytes, 1L << 40).status()).isEqualTo(status);
    }

    private static String get(HttpClient http, String url) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(url)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
