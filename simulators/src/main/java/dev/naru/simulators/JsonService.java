// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the simulators' small HTTP servers share: a loopback listener, and JSON in and out. */
public final class JsonService {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final long MOST_BYTES = 64 * 1024;

    private JsonService() {}

    /**
     * Starts a server on the loopback address.
     *
     * @param port 0 for a free one
     */
    public static WebServer start(int port, Consumer<HttpRouting.Builder> routes) {
        return WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .maxPayloadSize(MOST_BYTES)
                .shutdownGracePeriod(Duration.ofMillis(100))
                .shutdownHook(false)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(
                        routing -> {
                            routes.accept(routing);
                            routing.error(
                                    IllegalArgumentException.class,
                                    (request, response, malformed) ->
                                            refuse(
                                                    response,
                                                    400,
                                                    String.valueOf(malformed.getMessage())));
                        })
                .build()
                .start();
    }

    /**
     * The request's JSON object; an empty one where there is no body.
     *
     * @throws IllegalArgumentException when the body is anything else
     */
    public static JsonNode body(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return MAPPER.createObjectNode();
        }
        try {
            JsonNode body = MAPPER.readTree(request.content().as(byte[].class));
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("The body is not JSON.", malformed);
        }
        throw new IllegalArgumentException("The body must be a JSON object.");
    }

    /** A new JSON object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Answers with JSON. */
    public static void send(ServerResponse response, JsonNode body) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json")
                .send(MAPPER.writeValueAsBytes(body));
    }

    /** Answers with a status and a sentence. */
    public static void refuse(ServerResponse response, int status, String sentence) {
        response.status(Status.create(status));
        send(response, object().put("sentence", sentence));
    }
}
