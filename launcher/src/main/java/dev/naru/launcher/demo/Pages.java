// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads whole lists from the gateway, page by page. */
final class Pages {
    private Pages() {}

    /** Every row of a list. */
    static List<JsonNode> all(JsonClient client, String path) {
        List<JsonNode> rows = new ArrayList<>();
        String after = "";
        while (true) {
            Heard page = client.get(path + "?limit=100" + after);
            if (!page.isSuccess()) {
                throw new IllegalStateException(
                        path + " answered " + page.status() + " " + page.body());
            }
            page.body().path("data").forEach(rows::add);
            if (!page.body().path("has_more").asBoolean(false)) {
                return rows;
            }
            after = "&starting_after=" + page.body().path("last_cursor").asString("");
        }
    }
}
