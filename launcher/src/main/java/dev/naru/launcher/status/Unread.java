// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.status;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a hub did not say although it should have: an answer that did not come, a field that is
 * missing, a measurement that is missing or not a number. None of them counts as zero.
 */
final class Unread {
    private static final List<String> FIGURES =
            List.of(
                    "event_number",
                    "time",
                    "time_offset_seconds",
                    "open_payments",
                    "open_quotes",
                    "open_recovery_items",
                    "payments_by_state");

    private static final List<String> STATES_FOR_PEOPLE = List.of("HELD", "IN_DOUBT");

    private static final List<String> ROOMS =
            List.of(
                    "remembered_payments",
                    "open_payments",
                    "open_quotes",
                    "recovery_items",
                    "accounts",
                    "participants");

    private Unread() {}

    static List<String> of(HubSight sight) {
        List<String> all = new ArrayList<>(sight.notRead());
        sight.health()
                .filter(health -> health.path("parts").isEmpty())
                .ifPresent(_ -> all.add("/health: its parts"));
        sight.figures().ifPresent(figures -> figures(figures, all));
        sight.metrics()
                .ifPresent(
                        metrics -> {
                            if (sight.hasMachine()) {
                                missing(metrics, all);
                            }
                            unknown(metrics, all);
                        });
        return all;
    }

    private static void figures(JsonNode figures, List<String> all) {
        for (String name : FIGURES) {
            JsonNode value = figures.path(name);
            if (value.isMissingNode() || value.isNull()) {
                all.add("/v1/operator/figures: " + name);
            }
        }
    }

    private static void missing(Scrape metrics, List<String> all) {
        for (String state : STATES_FOR_PEOPLE) {
            missing(metrics, "naru_payments", "state", state, all);
        }
        for (String room : ROOMS) {
            missing(metrics, "naru_machine_room_used", "what", room, all);
            missing(metrics, "naru_machine_room_limit", "what", room, all);
        }
    }

    private static void missing(
            Scrape metrics, String name, String label, String value, List<String> all) {
        if (!metrics.has(name, label, value)) {
            all.add("/metrics: " + name + " of " + value);
        }
    }

    private static void unknown(Scrape metrics, List<String> all) {
        metrics.unknown()
                .forEach(
                        (name, points) -> {
                            String labels =
                                    points.stream()
                                            .flatMap(point -> point.labels().values().stream())
                                            .sorted()
                                            .collect(Collectors.joining(", "));
                            all.add(
                                    "/metrics: "
                                            + name
                                            + (labels.isEmpty() ? "" : " of " + labels));
                        });
    }
}
