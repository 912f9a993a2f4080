// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.matrix;

import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The wire of a link in one direction: forwards every request, and lets one fault happen to the
 * first message that a predicate picks. What it holds back goes on when it is released.
 */
final class FaultyWire implements AutoCloseable {
    private static final String GARBAGE = "<{]";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CountDownLatch released = new CountDownLatch(1);
    private final URI target;
    private final Fault fault;
    private final Predicate<String> picks;
    private final UnaryOperator<String> contradiction;
    private final WebServer server;
    private boolean happened;

    /**
     * A wire.
     *
     * @param target where it leads, before every path
     * @param picks the message, by its method, path and text
     * @param contradiction makes of an answer one that says the opposite
     */
    FaultyWire(
            URI target, Fault fault, Predicate<String> picks, UnaryOperator<String> contradiction) {
        this.target = target;
        this.fault = fault;
        this.picks = picks;
        this.contradiction = contradiction;
        this.server =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .shutdownGracePeriod(Duration.ofMillis(100))
                        .shutdownHook(false)
                        .routing(routing -> routing.any(this::pass))
                        .build()
                        .start();
    }

    /** What happens to one message. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** Its answer comes only when the wire is released. */
        DELAY,
        /** It does not arrive. */
        LOSS,
        /** It arrives twice. */
        DUPLICATE,
        /** It arrives only after what was sent later: when the wire is released. */
        REORDER,
        /** Something arrives in its place that is no message. */
        GARBLED,
        /** It arrives, and its answer is replaced by something that is no message. */
        GARBAGE,
        /** It arrives, and the connection breaks before its answer. */
        DISCONNECT,
        /** Its answer comes only when the wire is released, and says the opposite by then. */
        CONTRADICTION
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Whether the fault has met its message. */
    synchronized boolean hasHappened() {
        return happened;
    }

    /** Lets go what is held back. */
    void release() {
        released.countDown();
    }

    private synchronized boolean meets(String message) {
        boolean first = !happened && picks.test(message);
        happened |= first;
        return first;
    }

    private void pass(ServerRequest request, ServerResponse response) {
        byte[] body =
                request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
        String method = request.prologue().method().text();
        String path = request.path().rawPath();
        String type =
                request.headers().contentType().map(of -> of.text()).orElse("application/json");
        String message = method + " " + path + "\n" + new String(body, StandardCharsets.UTF_8);
        switch (meets(message) ? fault : Fault.NONE) {
            case NONE -> send(forward(method, path, type, body), response);
            case DELAY -> {
                HttpResponse<byte[]> answer = forward(method, path, type, body);
                await();
                send(answer, response);
            }
            case CONTRADICTION -> {
                HttpResponse<byte[]> answer = forward(method, path, type, body);
                await();
                response.status(Status.create(answer.statusCode()))
                        .send(
                                contradiction
                                        .apply(new String(answer.body(), StandardCharsets.UTF_8))
                                        .getBytes(StandardCharsets.UTF_8));
            }
            case LOSS -> throw new CloseConnectionException("lost");
            case DUPLICATE -> {
                forward(method, path, type, body);
                send(forward(method, path, type, body), response);
            }
            case REORDER -> {
                await();
                send(forward(method, path, type, body), response);
            }
            case GARBLED -> send(forwardGarbled(method, path, type, body), response);
            case GARBAGE -> {
                forward(method, path, type, body);
                response.send(GARBAGE);
            }
            case DISCONNECT -> {
                forward(method, path, type, body);
                throw new CloseConnectionException("cut");
            }
        }
    }

    /** What has no body is all path. */
    private HttpResponse<byte[]> forwardGarbled(
            String method, String path, String type, byte[] body) {
        return body.length == 0
                ? forward(method, path + "%7B", type, body)
                : forward(method, path, type, GARBAGE.getBytes(StandardCharsets.UTF_8));
    }

    private void await() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(String method, String path, String type, byte[] body) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(target + path))
                            .header("Content-Type", type)
                            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new CloseConnectionException("nobody there", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("closed", e);
        }
    }

    private static void send(HttpResponse<byte[]> answer, ServerResponse response) {
        response.status(Status.create(answer.statusCode())).send(answer.body());
    }

    @Override
    public void close() {
        release();
        server.stop();
        http.shutdownNow();
    }
}
