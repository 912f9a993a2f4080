// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

import dev.naru.connectors.scheme.LinkAnswer;
import dev.naru.connectors.scheme.LinkEngine;
import dev.naru.connectors.scheme.indonesia.StatusReading.Occasion;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;

/**
 * Takes the switch's answers: {@code POST /iso20022} with a pacs.002. 202 says that the machine has
 * decided about it, durably; 503 asks the switch to say it again; 400 says that it cannot be read.
 */
final class CallbackListener implements AutoCloseable {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int AT_ONCE = 512;

    /** Shorter than a partner waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final LinkEngine engine;
    private final StatusReading statuses;
    private final WebServer server;

    CallbackListener(IndonesiaSettings settings, LinkEngine engine, StatusReading statuses) {
        this.engine = engine;
        this.statuses = statuses;
        this.server =
                WebServer.builder()
                        .host(settings.listenHost())
                        .port(settings.listenPort())
                        .maxPayloadSize(MOST_BYTES)
                        .maxConcurrentRequests(AT_ONCE)
                        .shutdownGracePeriod(Duration.ofMillis(500))
                        .shutdownHook(false)
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        .routing(routing -> routing.post("/iso20022", this::take))
                        .build()
                        .start();
    }

    int port() {
        return server.port();
    }

    private void take(ServerRequest request, ServerResponse response) {
        byte[] bytes =
                request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
        switch (statuses.read(bytes, Occasion.OTHER)) {
            case StatusReading.Result.Understood(LinkAnswer answer) -> report(answer, response);
            case StatusReading.Result.Unclear(String reason) -> {
                engine.unreadable(reason);
                response.status(Status.BAD_REQUEST_400).send(reason);
            }
        }
    }

    private void report(LinkAnswer answer, ServerResponse response) {
        try {
            switch (engine.report(answer, PATIENCE)) {
                case TAKEN -> response.status(Status.ACCEPTED_202).send();
                case NOT_TAKEN -> response.status(Status.SERVICE_UNAVAILABLE_503).send();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.status(Status.SERVICE_UNAVAILABLE_503).send();
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
