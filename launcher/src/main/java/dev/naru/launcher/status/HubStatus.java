// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a hub is, judged from what it said.
 *
 * @param attention what makes it less than healthy
 * @param notRead what should have been there and was not, or had no value
 * @param forPeople what waits for a person while the hub works: it changes no verdict
 */
public record HubStatus(
        HubSight sight,
        Verdict verdict,
        List<String> attention,
        List<String> notRead,
        List<String> forPeople) {
    /** Use at which somebody should look. */
    private static final double MUCH = 0.8;

    public HubStatus {
        attention = List.copyOf(attention);
        notRead = List.copyOf(notRead);
        forPeople = List.copyOf(forPeople);
    }

    /** What it comes to; the exit code of {@code ./naru status} is its place here. */
    public enum Verdict {
        /** Everything was read, and all of it is well. */
        HEALTHY,
        /** It answers, and something is wrong or could not be read. */
        DEGRADED,
        /** Nobody answers there as a hub does. */
        NOT_REACHABLE
    }

    /** Judges. */
    public static HubStatus of(HubSight sight) {
        List<String> attention = new ArrayList<>();
        List<String> notRead = Unread.of(sight);
        List<String> forPeople = new ArrayList<>();
        sight.health().ifPresent(health -> judgeHealth(health, attention));
        sight.metrics()
                .ifPresent(
                        metrics -> {
                            judgeRoom(metrics, attention);
                            judgePeople(metrics, forPeople);
                        });
        Verdict verdict =
                !sight.isReached()
                        ? Verdict.NOT_REACHABLE
                        : attention.isEmpty() && notRead.isEmpty()
                                ? Verdict.HEALTHY
                                : Verdict.DEGRADED;
        return new HubStatus(sight, verdict, attention, notRead, forPeople);
    }

    private static void judgeHealth(JsonNode health, List<String> attention) {
        for (JsonNode part : health.path("parts")) {
            String status = part.path("status").asString("");
            if (!status.equals("UP")) {
                String why = part.path("note").asString(part.path("standing").asString(""));
                attention.add(
                        part.path("name").asString("a part")
                                + " is "
                                + (status.isEmpty() ? "silent about itself" : status)
                                + (why.isEmpty() ? "" : ": " + why));
            }
        }
        String whole = health.path("status").asString("");
        if (attention.isEmpty() && !whole.equals("UP")) {
            attention.add("the hub calls itself " + (whole.isEmpty() ? "nothing" : whole));
        }
    }

    private static void judgeRoom(Scrape metrics, List<String> attention) {
        for (Fill fill : fills(metrics)) {
            // Work for people has its own line, long before its room is used.
            if (fill.ratio() >= MUCH) {
                attention.add(
                        "%s of the room for %s is used"
                                .formatted(percent(fill.ratio()), fill.words()));
            }
        }
    }

    private static void judgePeople(Scrape metrics, List<String> forPeople) {
        for (Fill fill : fills(metrics)) {
            if (fill.what().equals("recovery_items") && fill.used() > 0) {
                forPeople.add("%.0f recovery items are open".formatted(fill.used()));
            }
        }
        for (Scrape.Point state : metrics.of("naru_payments")) {
            boolean waits = List.of("HELD", "IN_DOUBT").contains(state.label("state"));
            if (waits && state.value() > 0) {
                forPeople.add(
                        "%.0f payments are %s".formatted(state.value(), state.label("state")));
            }
        }
        for (Scrape.Point use : warnings(metrics)) {
            forPeople.add(
                    "participant %s uses %s of its headroom in %s"
                            .formatted(
                                    use.label("participant"),
                                    percent(use.value()),
                                    use.label("group")));
        }
    }

    /** How full one room of the machine is. */
    record Fill(String what, double used, double limit) {
        double ratio() {
            return limit <= 0 ? 0 : used / limit;
        }

        String words() {
            return what.replace('_', ' ');
        }
    }

    static List<Fill> fills(Scrape metrics) {
        List<Fill> fills = new ArrayList<>();
        for (Scrape.Point used : metrics.of("naru_machine_room_used")) {
            String what = used.label("what");
            metrics.of("naru_machine_room_limit").stream()
                    .filter(limit -> limit.label("what").equals(what))
                    .findFirst()
                    .ifPresent(limit -> fills.add(new Fill(what, used.value(), limit.value())));
        }
        return fills;
    }

    static List<Scrape.Point> warnings(Scrape metrics) {
        return metrics.of("naru_headroom_used_ratio").stream()
                .filter(use -> use.value() >= MUCH)
                .toList();
    }

    static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * ratio);
    }

    /** The same for programs; a field that is missing was not read. */
    public String json() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("status", verdict.name()).put("hub", sight.hub().toString());
        texts(body.putArray("attention"), attention);
        texts(body.putArray("for_people"), forPeople);
        texts(body.putArray("not_read"), notRead);
        texts(body.putArray("not_here"), sight.notHere());
        sight.health().ifPresent(health -> body.set("health", health));
        sight.figures().ifPresent(figures -> body.set("figures", figures));
        sight.metrics()
                .ifPresent(
                        metrics -> {
                            room(body.putObject("room"), metrics);
                            headroom(body.putArray("headroom"), metrics);
                        });
        return body.toPrettyString();
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static void room(ObjectNode room, Scrape metrics) {
        for (Fill fill : fills(metrics)) {
            room.putObject(fill.what())
                    .put("used", (long) fill.used())
                    .put("limit", (long) fill.limit());
        }
    }

    private static void headroom(ArrayNode rows, Scrape metrics) {
        for (Scrape.Point use : metrics.of("naru_headroom_used_ratio")) {
            rows.addObject()
                    .put("participant_id", use.label("participant"))
                    .put("group", use.label("group"))
                    .put("used_ratio", use.value());
        }
    }
}
