// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A hub's status as lines for a person. */
public final class StatusScreen {
    private static final String LINE = "  %-14s %s";
    private static final double GIB = 1L << 30;

    private StatusScreen() {}

    /** The lines, about one screen of them. */
    public static List<String> of(HubStatus status) {
        HubSight sight = status.sight();
        List<String> lines = new ArrayList<>();
        lines.add(
                "The hub at "
                        + sight.hub()
                        + " is "
                        + status.verdict().name().replace('_', ' ').toLowerCase(Locale.ROOT)
                        + ".");
        sight.health().ifPresent(health -> parts(health, lines));
        sight.figures().ifPresent(figures -> machine(figures, lines));
        sight.metrics().ifPresent(metrics -> measured(metrics, lines));
        list("Look at", status.attention(), lines);
        list("For a person", status.forPeople(), lines);
        list("Not read", status.notRead(), lines);
        list("Not in this process", sight.notHere(), lines);
        return lines;
    }

    private static void parts(JsonNode health, List<String> lines) {
        for (JsonNode part : health.path("parts")) {
            String name = part.path("name").asString("");
            if (name.equals("disk")) {
                lines.add(LINE.formatted(name, disk(part)));
                continue;
            }
            String standing = part.path("standing").asString("");
            String figures =
                    part.path("figures").properties().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(
                                    figure ->
                                            figure.getKey().replace('_', ' ')
                                                    + " "
                                                    + figure.getValue().asString(""))
                            .collect(Collectors.joining(", "));
            lines.add(
                    LINE.formatted(
                            name,
                            "%-8s %-10s %s"
                                    .formatted(
                                            part.path("status").asString(""), standing, figures)));
        }
    }

    private static String disk(JsonNode part) {
        return "%-8s %s of %s GiB free"
                .formatted(
                        part.path("status").asString(""),
                        gib(part.path("figures").path("free_bytes")),
                        gib(part.path("figures").path("total_bytes")));
    }

    private static String gib(JsonNode bytes) {
        return bytes.asLong(-1) < 0
                ? "?"
                : String.format(Locale.ROOT, "%.1f", bytes.asLong(-1) / GIB);
    }

    private static void machine(JsonNode figures, List<String> lines) {
        long offset = figures.path("time_offset_seconds").asLong(0);
        lines.add(
                LINE.formatted(
                        "machine",
                        "event %s at %s%s"
                                .formatted(
                                        figures.path("event_number").asString("?"),
                                        figures.path("time").asString("?"),
                                        offset == 0
                                                ? ""
                                                : ", moved " + offset + " s ahead of the clock")));
        String payments =
                figures.path("payments_by_state").properties().stream()
                        .filter(state -> state.getValue().asLong(0) > 0)
                        .map(state -> state.getKey() + " " + state.getValue().asString(""))
                        .collect(Collectors.joining(", "));
        lines.add(LINE.formatted("payments", payments.isEmpty() ? nothing(figures) : payments));
        lines.add(
                LINE.formatted(
                        "open",
                        "%s payments, %s quotes, %s recovery items"
                                .formatted(
                                        figures.path("open_payments").asString("?"),
                                        figures.path("open_quotes").asString("?"),
                                        figures.path("open_recovery_items").asString("?"))));
    }

    private static String nothing(JsonNode figures) {
        return figures.has("payments_by_state") ? "none yet" : "?";
    }

    private static void measured(Scrape metrics, List<String> lines) {
        List<HubStatus.Fill> fills = HubStatus.fills(metrics);
        lines.add(
                LINE.formatted(
                        "room",
                        fills.isEmpty()
                                ? "not known: the machine did not say"
                                : fills.stream()
                                        .sorted(
                                                Comparator.comparingDouble(HubStatus.Fill::ratio)
                                                        .reversed())
                                        .map(
                                                fill ->
                                                        fill.words()
                                                                + " "
                                                                + HubStatus.percent(fill.ratio()))
                                        .collect(Collectors.joining(", "))));
        lines.add(LINE.formatted("headroom", headroom(metrics)));
        OptionalDouble delivered = metrics.one("naru_webhooks_delivered");
        OptionalDouble failed = metrics.one("naru_webhooks_failed");
        if (delivered.isPresent() && failed.isPresent()) {
            lines.add(
                    LINE.formatted(
                            "webhooks",
                            "%.0f delivered, %.0f attempts not taken, since the start"
                                    .formatted(delivered.getAsDouble(), failed.getAsDouble())));
        }
    }

    private static String headroom(Scrape metrics) {
        List<Scrape.Point> all = metrics.of("naru_headroom_used_ratio");
        if (all.isEmpty()) {
            return "not known: nobody is in a group, or the machine did not say";
        }
        Scrape.Point most =
                all.stream().max(Comparator.comparingDouble(Scrape.Point::value)).orElseThrow();
        return "%d of %d at 80 %% or more; the most used is participant %s in %s, %s"
                .formatted(
                        HubStatus.warnings(metrics).size(),
                        all.size(),
                        most.label("participant"),
                        most.label("group"),
                        HubStatus.percent(most.value()));
    }

    private static void list(String title, List<String> entries, List<String> lines) {
        if (!entries.isEmpty()) {
            lines.add(title + ":");
            entries.forEach(entry -> lines.add("  - " + entry));
        }
    }
}
