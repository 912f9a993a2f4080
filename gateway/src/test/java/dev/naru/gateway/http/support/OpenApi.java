// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import static dev.naru.gateway.http.support.SchemaCheck.map;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The interface's description, as what requests and answers are held against. */
public final class OpenApi {
    private static final OpenApi SERVED = new OpenApi();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> document;
    private final SchemaCheck check;

    /** An exchange as it went over the wire. */
    public record Exchange(
            String method,
            String path,
            Optional<String> requestBody,
            int status,
            Map<String, List<String>> headers,
            String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of("")).getFirst();
        }
    }

    private OpenApi() {
        try (InputStream in =
                OpenApi.class.getResourceAsStream("/dev/naru/gateway/http/openapi.yaml")) {
            document =
                    map(new Load(LoadSettings.builder().build()).loadFromInputStream(require(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        check = new SchemaCheck(document);
    }

    /** The one that is served. */
    public static OpenApi served() {
        return SERVED;
    }

    /** Every operation as {@code GET /path}. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        map(document.get("paths"))
                .forEach(
                        (path, item) ->
                                map(item)
                                        .keySet()
                                        .forEach(
                                                method ->
                                                        operations.add(
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path)));
        return operations;
    }

    /** Every operation's own name. */
    public List<String> operationIds() {
        List<String> ids = new ArrayList<>();
        map(document.get("paths"))
                .values()
                .forEach(
                        item ->
                                map(item)
                                        .values()
                                        .forEach(
                                                operation ->
                                                        ids.add(
                                                                String.valueOf(
                                                                        map(operation)
                                                                                .get(
                                                                                        "operationId")))));
        return ids;
    }

    /** Keywords in schemas that nobody checks. */
    public List<String> uncheckedKeywords() {
        List<String> unchecked = new ArrayList<>();
        map(map(document.get("components")).get("schemas"))
                .values()
                .forEach(schema -> unchecked.addAll(check.unknownKeywords(map(schema))));
        return unchecked;
    }

    /** What of an exchange the description does not allow, as sentences. */
    public List<String> violations(Exchange exchange) {
        Optional<Map<String, Object>> operation = operation(exchange);
        if (operation.isEmpty()) {
            return problemViolations(exchange);
        }
        List<String> found = new ArrayList<>();
        if (exchange.status() < 300) {
            found.addAll(requestViolations(operation.get(), exchange));
        }
        Map<String, Object> responses = map(operation.get().get("responses"));
        Object response = responses.get(Integer.toString(exchange.status()));
        boolean problem = exchange.header("Content-Type").startsWith("application/problem+json");
        if (response == null || problem) {
            response = responses.get("default");
        }
        found.addAll(responseViolations(check.resolve(map(response)), exchange));
        return found;
    }

    private List<String> problemViolations(Exchange exchange) {
        Map<String, Object> responses = map(map(document.get("components")).get("responses"));
        return responseViolations(map(responses.get("Problem")), exchange);
    }

    private List<String> requestViolations(Map<String, Object> operation, Exchange exchange) {
        if (exchange.requestBody().isEmpty()) {
            return operation.containsKey("requestBody")
                    ? List.of("a body is described and was not needed")
                    : List.of();
        }
        if (!operation.containsKey("requestBody")) {
            return List.of("a body was taken that is not described");
        }
        Map<String, Object> content = map(map(operation.get("requestBody")).get("content"));
        if (!content.containsKey("application/json")) {
            return List.of();
        }
        Map<String, Object> schema = map(map(content.get("application/json")).get("schema"));
        return check.violations(schema, JSON.readTree(exchange.requestBody().get()));
    }

    private List<String> responseViolations(Map<String, Object> response, Exchange exchange) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, Object> header : map(response.get("headers")).entrySet()) {
            Map<String, Object> described = check.resolve(map(header.getValue()));
            JsonNode value = JSON.getNodeFactory().stringNode(exchange.header(header.getKey()));
            check.violations(map(described.get("schema")), value)
                    .forEach(one -> found.add(header.getKey() + ": " + one));
        }
        String type = exchange.header("Content-Type").split(";")[0];
        Map<String, Object> content = map(response.get("content"));
        if (!content.containsKey(type)) {
            found.add("the media type " + type + " is not described");
        } else if (type.endsWith("json")) {
            Map<String, Object> schema = map(map(content.get(type)).get("schema"));
            found.addAll(check.violations(schema, JSON.readTree(exchange.body())));
        }
        return found;
    }

    private Optional<Map<String, Object>> operation(Exchange exchange) {
        String path = exchange.path().split("\\?")[0];
        Optional<Object> item =
                map(document.get("paths")).entrySet().stream()
                        .filter(
                                entry ->
                                        path.matches(
                                                entry.getKey()
                                                        .replaceAll("\\{[a-z0-9_]+}", "[^/]+")
                                                        .replace(".", "\\.")))
                        .map(Map.Entry::getValue)
                        .findFirst();
        return item.flatMap(
                        found ->
                                Optional.ofNullable(
                                        map(found).get(exchange.method().toLowerCase(Locale.ROOT))))
                .map(SchemaCheck::map);
    }

    private static InputStream require(@Nullable InputStream in) {
        if (in == null) {
            throw new IllegalStateException("openapi.yaml is missing");
        }
        return in;
    }
}
