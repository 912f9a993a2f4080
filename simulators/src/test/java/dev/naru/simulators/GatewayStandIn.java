// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A gateway for tests: writes down what it is asked, and answers as the test says. */
public final class GatewayStandIn implements AutoCloseable {
    /** One request. */
    public record Asked(
            String method, String path, String authorization, String key, JsonNode body) {}

    /** One answer. */
    public record Answer(int status, JsonNode body) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final WebServer server;
    private volatile Function<Asked, Answer> answers;

    /** Starts it. */
    public GatewayStandIn(Function<Asked, Answer> answers) {
        this.answers = answers;
        this.server = JsonService.start(0, routing -> routing.any(this::take));
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** What it was asked. */
    public List<Asked> asked() {
        return asked;
    }

    /** From now on it answers like this. */
    public void answer(Function<Asked, Answer> other) {
        answers = other;
    }

    private void take(ServerRequest request, ServerResponse response) {
        Asked one =
                new Asked(
                        request.prologue().method().text(),
                        request.path().path(),
                        request.headers().first(HeaderNames.AUTHORIZATION).orElse(""),
                        request.headers().first(HeaderNames.create("Idempotency-Key")).orElse(""),
                        JsonService.body(request));
        asked.add(one);
        Answer answer = answers.apply(one);
        response.status(Status.create(answer.status()));
        JsonService.send(response, answer.body());
    }

    @Override
    public void close() {
        server.stop();
    }
}
