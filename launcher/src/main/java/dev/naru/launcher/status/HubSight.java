// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.status;

import dev.naru.authentication.apikey.KeyRing;
import dev.naru.launcher.configuration.Configuration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a hub said of itself.
 *
 * @param notRead what should have been there and was not, and why
 * @param notHere what a process like this does not have
 */
public record HubSight(
        URI hub,
        Optional<JsonNode> health,
        Optional<JsonNode> figures,
        Optional<Scrape> metrics,
        List<String> notRead,
        List<String> notHere) {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Metrics take up to two seconds while the machine does not answer, figures up to five. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final String FIGURES = "/v1/operator/figures";
    private static final String METRICS = "/metrics";
    private static final String HEALTH = "/health";
    private static final String MACHINE = "the machine's figures";

    public HubSight {
        notRead = List.copyOf(notRead);
        notHere = List.copyOf(notHere);
    }

    /** Where a process is asked how it is. */
    public sealed interface Door {
        /** Before every path. */
        URI address();

        /**
         * A gateway, which gives the machine's figures to an operator.
         *
         * @param key the operator's; empty when it is not where the first start left it
         */
        record Front(URI address, Optional<String> key) implements Door {}

        /** The small server of a process without a gateway: it knows no keys and no figures. */
        record Side(URI address) implements Door {}

        /** That of a process which runs by this configuration. */
        static Door of(Configuration configuration) {
            return configuration.parts().contains(Configuration.Part.GATEWAY)
                    ? new Front(
                            address(configuration.gateway().host(), configuration.gateway().port()),
                            key(Path.of(configuration.folder())))
                    : new Side(
                            address(
                                    configuration.observation().host(),
                                    configuration.observation().port()));
        }

        private static URI address(String host, int port) {
            return URI.create("http://" + reachable(host) + ":" + port);
        }

        /** What listens on all addresses is asked at its own. */
        private static String reachable(String host) {
            return switch (host) {
                case "0.0.0.0" -> "127.0.0.1";
                case "::", "0:0:0:0:0:0:0:0" -> "[::1]";
                default -> host.contains(":") ? "[" + host + "]" : host;
            };
        }

        private static Optional<String> key(Path folder) {
            try {
                return Optional.of(
                        Files.readString(folder.resolve("secrets").resolve(KeyRing.OPERATOR_FILE))
                                .strip());
            } catch (IOException taken) {
                return Optional.empty();
            }
        }
    }

    /** Asks; it never throws at what the hub does. */
    public static HubSight of(Door door) {
        try (HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build()) {
            return new Asking(http, door).ask();
        }
    }

    /** Whether anybody answered there as a hub does. */
    public boolean isReached() {
        return health.isPresent();
    }

    /** Whether the process speaks for the machine. */
    boolean hasMachine() {
        return !notHere.contains(MACHINE);
    }

    private static final class Asking {
        private final List<String> notRead = new ArrayList<>();
        private final HttpClient http;
        private final Door door;

        Asking(HttpClient http, Door door) {
            this.http = http;
            this.door = door;
        }

        HubSight ask() {
            Optional<JsonNode> health =
                    get(HEALTH, List.of(200, 503)).flatMap(text -> json(HEALTH, text));
            if (health.isEmpty()) {
                return seen(health, Optional.empty(), Optional.empty(), List.of());
            }
            return switch (door) {
                case Door.Side _ -> seen(health, Optional.empty(), metrics(), List.of(MACHINE));
                case Door.Front(URI _, Optional<String> key) -> {
                    if (key.isEmpty()) {
                        notRead.add(
                                FIGURES
                                        + " and "
                                        + METRICS
                                        + ": the operator's key is not in the hub's folder");
                        yield seen(health, Optional.empty(), Optional.empty(), List.of());
                    }
                    Optional<JsonNode> figures =
                            get(FIGURES, List.of(200)).flatMap(text -> json(FIGURES, text));
                    yield seen(health, figures, metrics(), List.of());
                }
            };
        }

        private Optional<Scrape> metrics() {
            return get(METRICS, List.of(200)).map(Scrape::read);
        }

        private HubSight seen(
                Optional<JsonNode> health,
                Optional<JsonNode> figures,
                Optional<Scrape> metrics,
                List<String> notHere) {
            return new HubSight(door.address(), health, figures, metrics, notRead, notHere);
        }

        private Optional<String> get(String path, List<Integer> good) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(door.address() + path)).timeout(PATIENCE);
            if (door instanceof Door.Front(URI _, Optional<String> key)) {
                key.ifPresent(given -> request.header("Authorization", "Bearer " + given));
            }
            try {
                HttpResponse<String> response =
                        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (good.contains(response.statusCode())) {
                    return Optional.of(response.body());
                }
                notRead.add(path + ": HTTP status " + response.statusCode());
            } catch (IOException nobody) {
                notRead.add(path + ": " + nobody.getClass().getSimpleName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                notRead.add(path + ": interrupted");
            }
            return Optional.empty();
        }

        private Optional<JsonNode> json(String path, String text) {
            try {
                JsonNode body = JsonMapper.shared().readTree(text);
                if (body.isObject()) {
                    return Optional.of(body);
                }
            } catch (JacksonException strange) {
                // Said below: what it is instead does not matter.
            }
            notRead.add(path + ": the answer is not a hub's");
            return Optional.empty();
        }
    }
}
