// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The wire of a link in one direction: forwards every request, and lets one fault happen to the
 * first message that a predicate picks. What it holds back goes on when it is released.
 */
public final class FaultyWire implements AutoCloseable {
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
     * @param contradiction makes of a text one that says the opposite: of an answer, or of a
     *     message, as the fault says
     */
    public FaultyWire(
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
    public enum Fault {
        /** Nothing. */
        NONE,
        /** Its answer comes only when the wire is released. */
        DELAY,
        /** It does not arrive. */
        LOSS,
        /** It arrives twice, one after the other. */
        DUPLICATE,
        /** It arrives twice, both at once. */
        TWINS,
        /** It arrives only after what was sent later: when the wire is released. */
        REORDER,
        /** Something arrives in its place that is no message. */
        GARBLED,
        /** Its first half arrives, as if that were all. */
        CUT,
        /** It arrives as a document of another kind. */
        MISTYPED,
        /** The connection breaks in the middle of it. */
        BROKEN_OFF,
        /** The connection breaks as soon as it is sent: whether it arrives, nobody knows. */
        HUNG_UP,
        /** It arrives, and its answer is replaced by something that is no message. */
        GARBAGE,
        /** It arrives, and the connection breaks before its answer. */
        DISCONNECT,
        /** Its answer comes only when the wire is released, and says the opposite by then. */
        CONTRADICTION,
        /** It arrives, and after it another one in its name that says something else. */
        CONTRADICTED,
        /** Before it arrives another one in its name that says something else. */
        FORESTALLED;

        /** Whether the wire holds something back until it is released. */
        public boolean isHolding() {
            return this == DELAY || this == REORDER || this == CONTRADICTION;
        }

        /** Whether another message comes in the name of the first. */
        public boolean isOtherMessage() {
            return this == CONTRADICTED || this == FORESTALLED;
        }

        /** Whether it happens to what a message has in it, so that there must be something. */
        public boolean isOfContent() {
            return this == CUT || this == MISTYPED || this == BROKEN_OFF;
        }
    }

    /** Where it takes messages, before every path. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Whether the fault has met its message. */
    public synchronized boolean hasHappened() {
        return happened;
    }

    /** Lets go what is held back. */
    public void release() {
        released.countDown();
    }

    private synchronized boolean meets(Message message) {
        boolean first = !happened && picks.test(message.toString());
        happened |= first;
        return first;
    }

    /** What is sent over it: texts only. */
    private record Message(
            String method, String path, String type, Optional<String> authorization, String text) {
        static Message of(ServerRequest request) {
            return new Message(
                    request.prologue().method().text(),
                    request.path().rawPath(),
                    request.headers().contentType().map(of -> of.text()).orElse("application/json"),
                    request.headers().first(HeaderNames.AUTHORIZATION),
                    request.content().hasEntity()
                            ? new String(request.content().as(byte[].class), UTF_8)
                            : "");
        }

        Message saying(String other) {
            return new Message(method, path, type, authorization, other);
        }

        byte[] bytes() {
            return text.getBytes(UTF_8);
        }

        /** What has no text is all path. */
        Message garbled() {
            return text.isEmpty()
                    ? new Message(method, path + "%7B", type, authorization, text)
                    : saying(GARBAGE);
        }

        Message half() {
            return saying(text.substring(0, text.length() / 2));
        }

        Message mistyped() {
            return new Message(method, path, "text/plain", authorization, text);
        }

        @Override
        public String toString() {
            return method + " " + path + "\n" + text;
        }
    }

    private void pass(ServerRequest request, ServerResponse response) {
        Message message = Message.of(request);
        switch (meets(message) ? fault : Fault.NONE) {
            case NONE -> send(forward(message), response);
            case DELAY -> {
                HttpResponse<byte[]> answer = forward(message);
                await();
                send(answer, response);
            }
            case CONTRADICTION -> {
                HttpResponse<byte[]> answer = forward(message);
                await();
                String opposite = contradiction.apply(new String(answer.body(), UTF_8));
                response.status(Status.create(answer.statusCode())).send(opposite.getBytes(UTF_8));
            }
            case LOSS -> throw new CloseConnectionException("lost");
            case DUPLICATE -> {
                forward(message);
                send(forward(message), response);
            }
            case TWINS -> {
                CompletableFuture<HttpResponse<byte[]>> twin = begin(message);
                HttpResponse<byte[]> answer = forward(message);
                twin.join();
                send(answer, response);
            }
            case REORDER -> {
                await();
                send(forward(message), response);
            }
            case GARBLED -> send(forward(message.garbled()), response);
            case CUT -> send(forward(message.half()), response);
            case MISTYPED -> send(forward(message.mistyped()), response);
            case BROKEN_OFF -> hangUp(message, message.half());
            case HUNG_UP -> hangUp(message, message);
            case GARBAGE -> {
                forward(message);
                response.send(GARBAGE);
            }
            case DISCONNECT -> {
                forward(message);
                throw new CloseConnectionException("cut");
            }
            case CONTRADICTED -> {
                HttpResponse<byte[]> answer = forward(message);
                forward(message.saying(contradiction.apply(message.text())));
                send(answer, response);
            }
            case FORESTALLED -> {
                forward(message.saying(contradiction.apply(message.text())));
                send(forward(message), response);
            }
        }
    }

    private void await() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> begin(Message message) {
        return http.sendAsync(request(message), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> forward(Message message) {
        try {
            return http.send(request(message), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new CloseConnectionException("nobody there", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("closed", e);
        }
    }

    private HttpRequest request(Message message) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(target + message.path()))
                        .header("Content-Type", message.type())
                        .method(
                                message.method(),
                                HttpRequest.BodyPublishers.ofByteArray(message.bytes()));
        message.authorization().ifPresent(of -> request.header("Authorization", of));
        return request.build();
    }

    /** Promises a whole message, sends this much of it, and is gone. */
    private void hangUp(Message message, Message sent) {
        StringBuilder head = new StringBuilder();
        head.append(message.method()).append(' ').append(message.path()).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(target.getAuthority()).append("\r\n");
        head.append("Content-Type: ").append(message.type()).append("\r\n");
        head.append("Content-Length: ").append(message.bytes().length).append("\r\n");
        message.authorization()
                .ifPresent(of -> head.append("Authorization: ").append(of).append("\r\n"));
        head.append("\r\n");
        try (Socket socket = new Socket(target.getHost(), target.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head.toString().getBytes(US_ASCII));
            out.write(sent.bytes());
            out.flush();
        } catch (IOException e) {
            throw new CloseConnectionException("nobody there", e);
        }
        throw new CloseConnectionException("hung up");
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
