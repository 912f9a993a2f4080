// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.apikey.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A caller of the gateway over a real socket. Every answer is held against the description: a test
 * that passes has seen only answers that are described.
 */
public final class Api {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final Map<String, String> headers;
    private final Consumer<Answer> listener;

    private Api(int port, Map<String, String> headers, Consumer<Answer> listener) {
        this.port = port;
        this.headers = headers;
        this.listener = listener;
    }

    /**
     * Without a key.
     *
     * @param listener hears every answer as well
     */
    public static Api anonymous(int port, Consumer<Answer> listener) {
        return new Api(port, Map.of(), listener);
    }

    /** What came back. */
    public record Answer(int status, Map<String, List<String>> headers, String text) {
        /** The body as JSON. */
        public JsonNode json() {
            return JSON.readTree(text);
        }

        /** The member at this path, {@code price.value}, as a text. */
        public String at(String path) {
            return json().at("/" + path.replace('.', '/')).asString();
        }

        /** The first header of this name, or an empty text. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of("")).getFirst();
        }

        /** The same, after checking the status. */
        public Answer is(int wanted) {
            assertThat(status).as(text).isEqualTo(wanted);
            return this;
        }

        /** The same, after checking that it is a refusal with this status and code. */
        public Answer refused(int wanted, String code) {
            is(wanted);
            assertThat(at("code")).as(text).isEqualTo(code);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(at("request_id")).isEqualTo(header("Request-Id"));
            assertThat(json().get("status").asInt()).isEqualTo(wanted);
            return this;
        }
    }

    /** The same caller with a key. */
    public Api as(ApiKey key) {
        return with("Authorization", "Bearer " + key.text());
    }

    /** The same caller with one more header. */
    public Api with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Api(port, all, listener);
    }

    /** The same caller with this idempotency key. */
    public Api key(String key) {
        return with("Idempotency-Key", key);
    }

    /** The same caller with a fresh idempotency key. */
    public Api freshKey() {
        return key(UUID.randomUUID().toString());
    }

    /** GET. */
    public Answer get(String path) {
        return send("GET", path, Optional.empty());
    }

    /** DELETE. */
    public Answer delete(String path) {
        return send("DELETE", path, Optional.empty());
    }

    /** PUT of JSON. */
    public Answer put(String path, String body) {
        return json("PUT", path, body);
    }

    /** POST of JSON. */
    public Answer post(String path, String body) {
        return json("POST", path, body);
    }

    /** The bytes that answer a POST of JSON. */
    public byte[] bytes(String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8));
        headers.forEach(request::setHeader);
        request.setHeader("Content-Type", "application/json");
        try {
            HttpResponse<byte[]> response =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new AssertionError(path + " had no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** POST of nothing. */
    public Answer post(String path) {
        return send("POST", path, Optional.of(new byte[0]));
    }

    /** Any method with any bytes, or none. */
    public Answer send(String method, String path, Optional<byte[]> body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(PATIENCE)
                        .method(
                                method,
                                body.map(HttpRequest.BodyPublishers::ofByteArray)
                                        .orElseGet(HttpRequest.BodyPublishers::noBody));
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
            Answer answer =
                    new Answer(response.statusCode(), response.headers().map(), response.body());
            listener.accept(answer);
            checkDescribed(method, path, body, answer);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " had no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Answer json(String method, String path, String body) {
        Api caller =
                headers.containsKey("Content-Type")
                        ? this
                        : with("Content-Type", "application/json");
        return caller.send(method, path, Optional.of(body.getBytes(UTF_8)));
    }

    private static void checkDescribed(
            String method, String path, Optional<byte[]> body, Answer answer) {
        OpenApi.Exchange exchange =
                new OpenApi.Exchange(
                        method,
                        path,
                        body.filter(bytes -> bytes.length > 0)
                                .map(bytes -> new String(bytes, UTF_8)),
                        answer.status(),
                        answer.headers(),
                        answer.text());
        assertThat(OpenApi.served().violations(exchange))
                .as("%s %s -> %s %s", method, path, answer.status(), answer.text())
                .isEmpty();
    }
}
