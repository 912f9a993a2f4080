// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes a partner's unasked answers: a POST. 202 says that the machine has decided about it,
 * durably; 503 asks the partner to say it again; 400 says that it cannot be read.
 */
public final class CallbackListener implements AutoCloseable {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int AT_ONCE = 512;

    /** Shorter than a partner waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final LinkEngine engine;
    private final Function<byte[], AnswerReading> reading;
    private final WebServer server;

    /**
     * Where answers are taken.
     *
     * @param port 0 for a free one
     * @param path of the POST
     * @param sessionPath of the POST by which the partner speaks of the session
     */
    public record Place(String host, int port, String path, String sessionPath) {}

    /** A listener that takes answers when this returns. */
    public CallbackListener(
            Place place, LinkEngine engine, Function<byte[], AnswerReading> reading) {
        this.engine = engine;
        this.reading = reading;
        this.server =
                WebServer.builder()
                        .host(place.host())
                        .port(place.port())
                        .maxPayloadSize(MOST_BYTES)
                        .maxConcurrentRequests(AT_ONCE)
                        .shutdownGracePeriod(Duration.ofMillis(500))
                        .shutdownHook(false)
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        .routing(
                                routing ->
                                        routing.post(place.path(), this::take)
                                                .post(place.sessionPath(), this::session))
                        .build()
                        .start();
    }

    /** The port on which they are taken. */
    public int port() {
        return server.port();
    }

    /** The partner signs us off, or wants to know whether we are there. */
    private void session(ServerRequest request, ServerResponse response) {
        Optional<SessionMessages.Said> said = SessionMessages.read(bytes(request));
        if (said.isEmpty() || said.get().event() == SessionEvent.SIGN_ON) {
            engine.unreadable("not a message of the session");
            response.status(Status.BAD_REQUEST_400).send("ECHO or SIGN_OFF is taken here");
            return;
        }
        SessionEvent event = said.get().event();
        boolean isAgreed = event == SessionEvent.SIGN_OFF || engine.isSignedOn();
        if (event == SessionEvent.SIGN_OFF) {
            engine.signedOff(said.get().reason());
        } else {
            engine.echoed();
        }
        response.header(HeaderNames.CONTENT_TYPE, SessionMessages.TYPE)
                .send(
                        isAgreed
                                ? SessionMessages.agreed(event).toArray()
                                : SessionMessages.refused(event, "not signed on").toArray());
    }

    private static byte[] bytes(ServerRequest request) {
        return request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    }

    private void take(ServerRequest request, ServerResponse response) {
        byte[] bytes = bytes(request);
        switch (reading.apply(bytes)) {
            case AnswerReading.Understood(LinkAnswer answer) -> report(answer, response);
            case AnswerReading.Unclear(String reason) -> {
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
