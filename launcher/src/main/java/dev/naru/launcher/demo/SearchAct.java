// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.hub.Rebuilding;
import dev.naru.projection.rebuild.Rebuild;
import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Everyone can see it: what PostgreSQL has is what the ledger says, a payment is found by each of
 * its names, and the tables can be built again from the first event.
 */
public final class SearchAct {
    /** What the demo's payments are known by beside their ids, whatever else they have. */
    private static final List<String> OF_EVERY_PAYMENT =
            List.of("MERCHANT", "PAYEE_NAME", "PAYER_REFERENCE", "SCHEME_REFERENCE");

    /** Of these names one may belong to more payments than a page shows. */
    private static final List<String> SHARED = List.of("MERCHANT", "PAYEE_NAME", "PAYER_REFERENCE");

    private static final String SEARCH = "/v1/operator/projection/payments";

    /** A header, OPENING, CREDITS, DEBITS, CLOSING and END. */
    private static final int LINES_BESIDE_ITEMS = 6;

    private final Sandbox sandbox;
    private final Verdicts verdicts;
    private final JsonClient operator;
    private final Path configuration;

    /**
     * Reads through this sandbox.
     *
     * @param configuration the running hub's YAML file
     */
    public SearchAct(Sandbox sandbox, Verdicts verdicts, Path configuration) {
        this.sandbox = sandbox;
        this.verdicts = verdicts;
        this.operator = sandbox.operator();
        this.configuration = configuration;
    }

    /** Checks everything. */
    public void play() {
        verdicts.act("10. Everyone can see it: PostgreSQL against the ledger's own reads");
        // PostgreSQL may have just been started again; until it has caught up searches answer 503.
        verdicts.holds(
                "the tables have caught up with the events",
                sandbox.await(() -> operator.get(SEARCH).isSuccess()));
        verdicts.equal(
                "PostgreSQL counts as many payments in each state as the machine",
                byState("/v1/operator/figures"),
                byState("/v1/operator/projection/figures"));
        verdicts.equal(
                "and lists the same payments, the same in every field",
                payments(Pages.all(operator, "/v1/operator/payments")),
                payments(
                        Pages.all(operator, SEARCH).stream()
                                .map(row -> row.path("payment"))
                                .toList()));
        for (JsonNode group : Pages.all(operator, "/v1/operator/groups")) {
            String accounts = "/groups/" + group.path("group_id").asString("") + "/accounts";
            verdicts.equal(
                    group.path("code").asString("") + ": the same balances to the minor unit",
                    balances("/v1/operator" + accounts),
                    balances("/v1/operator/projection" + accounts));
        }
        for (JsonNode group : Pages.all(operator, "/v1/operator/groups")) {
            closeMembersDays(group);
        }
        findByEveryName();
        rebuild();
    }

    /** Each member's file of the day that lasts closes where the machine has its position. */
    private void closeMembersDays(JsonNode group) {
        String id = group.path("group_id").asString("");
        String now = operator.get("/v1/operator/figures").body().path("time").asString("");
        String date =
                Instant.parse(now)
                        .plus(Duration.ofMinutes(group.path("utc_offset_minutes").asLong(0)))
                        .toString()
                        .substring(0, "2026-11-22".length());
        List<String> different = new ArrayList<>();
        int items = 0;
        for (JsonNode row : Pages.all(operator, "/v1/operator/groups/" + id + "/positions")) {
            String member = row.path("participant_id").asString("");
            List<String> lines =
                    operator.text(
                                    "/v1/operator/participants/%s/statements/%s/%s/items.csv"
                                            .formatted(member, id, date))
                            .lines()
                            .toList();
            items += Math.max(0, lines.size() - LINES_BESIDE_ITEMS);
            BigDecimal position = new BigDecimal(row.path("position").path("value").asString("0"));
            String closing =
                    position.signum() < 0
                            ? ",DEBIT," + position.negate().toPlainString() + ","
                            : ",CREDIT," + position.toPlainString() + ",";
            boolean isWhole = !lines.isEmpty() && lines.getLast().startsWith("END,");
            if (!isWhole || !lines.get(lines.size() - 2).contains(closing)) {
                different.add(member + " is at " + position + ": " + lines);
            }
        }
        verdicts.equal(
                "%s: the file of each member's day closes at its position (%d items)"
                        .formatted(group.path("code").asString(""), items),
                List.of(),
                different);
    }

    private String byState(String path) {
        return operator.get(path).body().path("payments_by_state").toString();
    }

    /** Of a refused payment the machine may know more than any event tells. */
    private static Map<String, String> payments(List<JsonNode> rows) {
        Map<String, String> byNumber = new TreeMap<>();
        for (JsonNode row : rows) {
            boolean isRefused = row.path("reason").path("by").asString("").equals("HUB");
            byNumber.put(
                    row.path("payment_number").asString(""),
                    isRefused ? row.path("reason").toString() : row.toString());
        }
        return byNumber;
    }

    /** The machine also lists accounts that nothing has touched. */
    private List<String> balances(String path) {
        List<String> rows = new ArrayList<>();
        for (JsonNode row : Pages.all(operator, path)) {
            boolean isZero =
                    row.findValuesAsString("value").stream()
                            .allMatch(value -> value.matches("0(\\.0+)?"));
            if (!isZero) {
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private void findByEveryName() {
        JsonNode last = null;
        for (JsonNode row : Pages.all(operator, SEARCH)) {
            if (row.path("payment").path("state").asString("").equals("COMPLETED")) {
                last = row;
            }
        }
        if (last == null) {
            verdicts.holds("there is a completed payment to be found", false);
            return;
        }
        String id = last.path("payment").path("payment_id").asString("");
        String number = last.path("payment").path("payment_number").asString("");
        Map<String, String> names =
                new TreeMap<>(Map.of("PAYMENT_ID", id, "END_TO_END_ID", number));
        for (JsonNode name : last.path("references")) {
            names.put(name.path("kind").asString(""), name.path("reference").asString(""));
        }
        List<String> missed = new ArrayList<>(OF_EVERY_PAYMENT);
        missed.removeAll(names.keySet());
        names.forEach(
                (kind, name) -> {
                    if (!isFound(name, id, SHARED.contains(kind))) {
                        missed.add(kind);
                    }
                });
        verdicts.equal("a payment is found by " + names.keySet(), List.of(), missed);
        Heard told = operator.get(SEARCH + "/" + number);
        List<String> states = new ArrayList<>();
        for (JsonNode step : told.body().path("timeline")) {
            if (step.has("state")) {
                states.add(step.path("state").asString(""));
            }
        }
        verdicts.holds(
                "its timeline tells every step " + states + " and its transfers are posted",
                states.size() >= 3
                        && states.getLast().equals("COMPLETED")
                        && told.body().path("transfers").size() > 0,
                told.body());
    }

    /**
     * Whether it is among those of a name.
     *
     * @param isShared whether more payments may have the name than one page shows
     */
    private boolean isFound(String name, String id, boolean isShared) {
        String query = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        Heard found = operator.get(SEARCH + "?limit=100&reference=" + query);
        for (JsonNode row : found.body().path("data")) {
            if (row.path("payment").path("payment_id").asString("").equals(id)) {
                return true;
            }
        }
        return isShared && found.body().path("has_more").asBoolean(false);
    }

    private void rebuild() {
        try {
            Rebuild.Result result = Rebuilding.run(Configuration.read(configuration), status -> {});
            verdicts.equal(
                    "built again from the first event up to number %d in %d ms, all %d tables are"
                                    .formatted(
                                            result.eventNumber(),
                                            result.built().toMillis(),
                                            result.tables())
                            + " what they were",
                    List.of(),
                    result.different());
        } catch (SQLException | IllegalStateException failed) {
            verdicts.holds("PostgreSQL can be built again", false, failed);
        }
    }
}
