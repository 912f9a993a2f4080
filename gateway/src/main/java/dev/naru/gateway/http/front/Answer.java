// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.protocol.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What goes back to the caller.
 *
 * @param headers besides those that every answer has
 * @param flow writes the body where it is too long to be held, or goes on; then {@code body} is
 *     empty
 */
public record Answer(
        int status,
        String contentType,
        Bytes body,
        Map<String, String> headers,
        Optional<Flow> flow) {
    /** The media type of everything but problems. */
    public static final String JSON = "application/json";

    /** The media type of a refusal. */
    public static final String PROBLEM = "application/problem+json";

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** An answer whose body is there. */
    public Answer(int status, String contentType, Bytes body, Map<String, String> headers) {
        this(status, contentType, body, headers, Optional.empty());
    }

    /** 200 and a body that is written while it is sent. */
    public static Answer flowing(String contentType, Flow flow) {
        return new Answer(200, contentType, Bytes.EMPTY, Map.of(), Optional.of(flow));
    }

    /** 200 and this as JSON. */
    public static Answer ok(Object view) {
        return json(200, view);
    }

    /** This as JSON. */
    public static Answer json(int status, Object view) {
        return new Answer(status, JSON, Bytes.copyOf(Json.write(view)), Map.of());
    }

    /** A text of another media type. */
    public static Answer text(String contentType, String text) {
        return new Answer(200, contentType, Bytes.copyOf(text.getBytes(UTF_8)), Map.of());
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, contentType, body, all, flow);
    }
}
