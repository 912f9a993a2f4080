// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.simulators.JsonClient;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whether everybody is within its headroom, by arithmetic of its own from the positions. */
final class Headroom {
    private final JsonClient operator;
    private final Verdicts verdicts;

    Headroom(JsonClient operator, Verdicts verdicts) {
        this.operator = operator;
        this.verdicts = verdicts;
    }

    /** Checks all groups at once. */
    void check() {
        List<String> broken = new ArrayList<>();
        for (JsonNode group : Pages.all(operator, "/v1/operator/groups")) {
            String path = "/v1/operator/groups/" + group.path("group_id").asString("");
            for (JsonNode row : Pages.all(operator, path + "/positions")) {
                if (!isKept(row)) {
                    broken.add(row.toString());
                }
            }
        }
        verdicts.equal("everybody is within its headroom", List.of(), broken);
    }

    /** Whether a row of positions is what the hub says of it, and not below zero. */
    static boolean isKept(JsonNode row) {
        BigDecimal left = left(row);
        return left.signum() >= 0 && left.compareTo(value(row, "headroom")) == 0;
    }

    /** What may still be debited. */
    static BigDecimal left(JsonNode row) {
        BigDecimal reserve = value(row, "liquidity").subtract(value(row, "pending_debits"));
        return row.path("rule").asString("").equals("PREFUNDED")
                ? reserve.subtract(value(row, "unsettled_debits"))
                : reserve.add(value(row, "cap"))
                        .add(value(row, "position"))
                        .add(value(row, "obligation"));
    }

    private static BigDecimal value(JsonNode node, String field) {
        return new BigDecimal(node.path(field).path("value").asString("0"));
    }
}
