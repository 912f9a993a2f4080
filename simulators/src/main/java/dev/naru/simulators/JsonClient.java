// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Talks to the hub's gateway as one of its participants. Safe for many threads. */
public final class JsonClient implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JsonClient.class);
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final URI gateway;
    private final String apiKey;
    private final Duration patience;

    /**
     * A client with one key.
     *
     * @param gateway the address before {@code /v1}
     * @param patience how long to wait for one answer
     */
    public JsonClient(URI gateway, String apiKey, Duration patience) {
        this.gateway = gateway;
        this.apiKey = apiKey;
        this.patience = patience;
    }

    /**
     * What came back.
     *
     * @param status the HTTP status, 0 when nothing came back
     * @param body an empty object where there is no JSON
     */
    public record Heard(int status, JsonNode body) {
        /** Whether it was done. */
        public boolean isSuccess() {
            return status / 100 == 2;
        }

        /** The stable code of a refusal, empty where there is none. */
        public String code() {
            return body.path("code").asString("");
        }
    }

    /** Asks once. */
    public Heard send(String method, String path, Map<String, String> headers, JsonNode body) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                method.equals("GET")
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(
                                                MAPPER.writeValueAsBytes(body)));
        headers.forEach(request::header);
        return heard(request.build());
    }

    /** Posts what is no JSON, or nothing. */
    public Heard sendText(String path, String idempotencyKey, String mediaType, String text) {
        return heard(
                request(path)
                        .header("Content-Type", mediaType)
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(HttpRequest.BodyPublishers.ofString(text))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(patience)
                .header("Authorization", "Bearer " + apiKey);
    }

    private Heard heard(HttpRequest request) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Heard(response.statusCode(), json(response.body()));
        } catch (IOException e) {
            log.debug("the gateway did not answer", e);
            return new Heard(0, object());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Heard(0, object());
        }
    }

    /** Reads. */
    public Heard get(String path) {
        return send("GET", path, Map.of(), object());
    }

    /** Reads what is no JSON; an empty text where it is not given whole. */
    public String text(String path) {
        HttpRequest request = request(path).build();
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() / 100 == 2 ? response.body() : "";
        } catch (IOException e) {
            log.debug("the gateway did not answer to its end", e);
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** A new JSON object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? object() : MAPPER.readTree(body);
        } catch (JacksonException e) {
            log.debug("the gateway answered something that is not JSON", e);
            return object();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
