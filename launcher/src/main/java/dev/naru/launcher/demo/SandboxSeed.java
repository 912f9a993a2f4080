// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who takes part in the sandbox: a file of requests to the gateway, which sent twice change
 * nothing.
 */
public final class SandboxSeed {
    private static final String FILE = "/dev/naru/launcher/sandbox-seed.json";

    private SandboxSeed() {}

    /**
     * Sends every request of the file in order.
     *
     * @return how many there are
     * @throws IllegalStateException naming the first that was refused
     */
    public static int send(JsonClient operator) {
        JsonNode steps;
        InputStream file = SandboxSeed.class.getResourceAsStream(FILE);
        steps =
                JsonMapper.shared()
                        .readTree(Objects.requireNonNull(file, FILE + " is missing from the jar"));
        for (JsonNode step : steps) {
            String key = step.path("idempotency_key").asString("");
            Heard heard =
                    operator.send(
                            step.path("method").asString(""),
                            step.path("path").asString(""),
                            key.isEmpty() ? Map.of() : Map.of("Idempotency-Key", key),
                            step.path("body"));
            if (!heard.isSuccess()) {
                throw new IllegalStateException(
                        "The seed's "
                                + step.path("path")
                                + " answered "
                                + heard.status()
                                + " "
                                + heard.body());
            }
        }
        return steps.size();
    }
}
