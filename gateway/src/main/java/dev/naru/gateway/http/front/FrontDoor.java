// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import dev.naru.authentication.apikey.Caller;
import dev.naru.client.trace.RequestTrace;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every request: version, path, key, role, pace, media types, size, the endpoint, and
 * whatever comes of it as an answer with the headers that every answer has. One line in the log
 * says who asked what and how it went, without anything personal.
 */
public final class FrontDoor implements Handler {
    /** The largest body. */
    public static final int MOST_BODY_BYTES = 64 * 1024;

    /** What is taken from the network, and thrown away, of a body that is too large. */
    public static final int MOST_RECEIVED_BYTES = 1024 * 1024;

    private static final Duration REST = Duration.ofSeconds(1);

    /** The version that is spoken. */
    public static final String VERSION = "2026-11-22";

    private static final Set<String> VERSIONS = Set.of(VERSION);
    private static final String BEARER = "Bearer ";
    private static final String CONNECTION = "Connection";
    private static final String UNMATCHED = "unmatched";
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final Logger ACCESS_LOG =
            LoggerFactory.getLogger("dev.naru.gateway.http.access");

    private final Router router;
    private final Function<String, Optional<Caller>> keys;
    private final TokenBuckets buckets;
    private final Semaphore places;
    private final Deadlines deadlines;
    private final RequestObserver observer;

    /**
     * How much is taken on.
     *
     * @param pace how fast each caller may ask
     * @param mostRequests how many requests may be worked on or wait at once, at least 1
     * @param deadlines how long a body may take to come
     */
    public record Bounds(TokenBuckets.Pace pace, int mostRequests, Deadlines deadlines) {}

    /**
     * The door to these endpoints.
     *
     * @param keys whose key a text is, empty when it is nobody's
     */
    public FrontDoor(
            Router router,
            Function<String, Optional<Caller>> keys,
            Bounds bounds,
            RequestObserver observer) {
        this.router = router;
        this.keys = keys;
        this.buckets = new TokenBuckets(bounds.pace(), System::nanoTime);
        this.places = new Semaphore(bounds.mostRequests());
        this.deadlines = bounds.deadlines();
        this.observer = observer;
    }

    /** What is known of a request by the time that it is answered. */
    private static final class Visit {
        private final long startedAtNs = System.nanoTime();
        private final String requestId = RequestIds.next();
        private final RequestTrace trace = new RequestTrace();
        private String route = UNMATCHED;
        private String who = "-";
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        Visit visit = new Visit();
        Answer answer;
        try {
            answer = visit.trace.during(() -> admit(request, visit));
        } catch (RefusedException refused) {
            answer = document(refused.refusal(), request, visit);
        } catch (RequestException malformed) {
            answer = document(lowLevel(malformed.status().code()), request, visit);
        } catch (CloseConnectionException left) {
            ACCESS_LOG.info("{} left {}", visit.route, visit.requestId);
            throw left;
        } catch (RuntimeException bug) {
            LOG.error("request {} failed", visit.requestId, bug);
            Refusal refusal = Refusal.of(Problem.INTERNAL, Problem.INTERNAL.english());
            answer = document(refusal, request, visit);
        }
        if (answer.flow().isPresent()) {
            try (Flow flow = answer.flow().get()) {
                tell(request, answer, visit);
                stream(request, response, answer, visit, flow);
            }
            return;
        }
        // Told before it is sent, so that whoever has the answer finds it in log and measurements.
        tell(request, answer, visit);
        putHead(response, answer, visit);
        response.send(answer.body().toArray());
        if (answer.headers().containsKey(CONNECTION)) {
            takeRest(request);
            // Helidon would take what is left of the body for the next request.
            throw new CloseConnectionException("the body was not read to its end");
        }
    }

    /** The problem document for what Helidon refuses before it asks us. */
    public static DirectHandler.TransportResponse answerMalformed(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        String requestId = RequestIds.next();
        Answer answer = ProblemDocument.of(lowLevel(status.code()), Language.ENGLISH, requestId);
        DirectHandler.TransportResponse.Builder response =
                DirectHandler.TransportResponse.builder()
                        .status(Status.create(answer.status()))
                        .header(HeaderNames.CONTENT_TYPE, answer.contentType())
                        .keepAlive(false)
                        .entity(answer.body().toArray());
        commonHeaders(requestId)
                .forEach((name, value) -> response.header(HeaderNames.create(name), value));
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        ACCESS_LOG.info("- {} {} 0us {} -", UNMATCHED, answer.status(), requestId);
        return response.build();
    }

    private Answer admit(ServerRequest request, Visit visit) {
        header(request, "Naru-Version").ifPresent(FrontDoor::checkVersion);
        Router.Match match =
                router.find(request.prologue().method().text(), request.path().rawPath());
        Endpoint endpoint = match.endpoint();
        visit.route = endpoint.template();
        Optional<Caller> caller = identify(request, endpoint.access());
        caller.ifPresent(
                known -> {
                    visit.who = scope(known);
                    checkRole(endpoint.access(), known);
                    checkPace(visit.who);
                });
        checkAccepted(request, endpoint.produces());
        // How the hub is can be asked however busy it is.
        return endpoint.access() == Access.PUBLIC
                ? work(request, visit, match, caller)
                : inAPlace(() -> work(request, visit, match, caller));
    }

    private Answer inAPlace(Supplier<Answer> work) {
        if (!places.tryAcquire()) {
            throw Refusal.of(Problem.GATEWAY_BUSY, Problem.GATEWAY_BUSY.english())
                    .retryAfter(1)
                    .withHeader(CONNECTION, "close")
                    .thrown();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private Answer work(
            ServerRequest request, Visit visit, Router.Match match, Optional<Caller> caller) {
        byte[] body = body(request, match.endpoint().consumes());
        Call.Envelope envelope =
                new Call.Envelope(
                        visit.requestId, name -> header(request, name), request.query().toMap());
        return match.endpoint().handler().handle(new Call(envelope, match.names(), caller, body));
    }

    private static void checkVersion(String version) {
        if (!VERSIONS.contains(version)) {
            throw Refusal.of(Problem.VERSION_UNKNOWN, "Known is " + VERSION + ".")
                    .about("Naru-Version")
                    .thrown();
        }
    }

    private Optional<Caller> identify(ServerRequest request, Access access) {
        if (access == Access.PUBLIC) {
            return Optional.empty();
        }
        String authorization =
                header(request, "Authorization")
                        .filter(value -> value.startsWith(BEARER))
                        .orElseThrow(() -> unauthorized(Problem.API_KEY_MISSING));
        return Optional.of(
                keys.apply(authorization.substring(BEARER.length()).strip())
                        .orElseThrow(() -> unauthorized(Problem.API_KEY_UNKNOWN)));
    }

    private static RefusedException unauthorized(Problem problem) {
        return Refusal.of(problem, "Send Authorization: Bearer and your key.")
                .withHeader("WWW-Authenticate", "Bearer realm=\"naru\"")
                .thrown();
    }

    private static void checkRole(Access access, Caller caller) {
        boolean allowed =
                switch (access) {
                    case PUBLIC, ANY_KEY -> true;
                    case PARTICIPANT -> caller instanceof Caller.Participant;
                    case OPERATOR -> caller instanceof Caller.Operator;
                };
        if (!allowed) {
            throw Refusal.of(Problem.ROLE_FORBIDDEN, "This endpoint is for another role.").thrown();
        }
    }

    private void checkPace(String who) {
        OptionalInt wait = buckets.take(who);
        if (wait.isPresent()) {
            throw Refusal.of(Problem.RATE_LIMITED, "The bucket of this caller is empty.")
                    .retryAfter(wait.getAsInt())
                    .thrown();
        }
    }

    private static String scope(Caller caller) {
        return switch (caller) {
            case Caller.Operator operator -> "operator-" + operator.personId();
            case Caller.Participant participant -> "participant-" + participant.participantId();
        };
    }

    private byte[] body(ServerRequest request, String type) {
        if (request.headers().contentLength().orElse(0) > MOST_BODY_BYTES) {
            throw tooLarge();
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        byte[] body = readBody(request);
        if (body.length > MOST_BODY_BYTES) {
            throw tooLarge();
        }
        if (body.length > 0
                && !header(request, "Content-Type")
                        .map(sent -> MediaTypes.isOf(type, sent))
                        .orElse(false)) {
            throw Refusal.of(Problem.MEDIA_TYPE_UNSUPPORTED, "Send Content-Type: " + type + ".")
                    .about("Content-Type")
                    .thrown();
        }
        return body;
    }

    /** A caller that leaves in the middle of its body is no fault of ours, and hears nothing. */
    private byte[] readBody(ServerRequest request) {
        deadlines.begin();
        // What may be read is also what is allocated for it.
        long most = request.headers().contentLength().orElse(MOST_BODY_BYTES + 1);
        try (InputStream in = request.content().inputStream()) {
            return in.readNBytes((int) most);
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("the body could not be read", e);
        } catch (DataReader.InsufficientDataAvailableException e) {
            throw new CloseConnectionException("the body did not come whole", e);
        } finally {
            deadlines.end();
        }
    }

    /** A connection that is closed over bytes that nobody read takes its answer with it. */
    private void takeRest(ServerRequest request) {
        byte[] ignored = new byte[8 * 1024];
        int left = MOST_RECEIVED_BYTES;
        deadlines.begin(REST);
        try (InputStream in = request.content().inputStream()) {
            for (int got = in.read(ignored); got >= 0 && left > 0; got = in.read(ignored)) {
                left -= got;
            }
        } catch (IOException | RuntimeException gone) {
            LOG.debug("the rest of a refused request did not come", gone);
        } finally {
            deadlines.end();
        }
    }

    private static RefusedException tooLarge() {
        return Refusal.of(Problem.BODY_TOO_LARGE, "At most " + MOST_BODY_BYTES + " bytes are read.")
                .withHeader(CONNECTION, "close")
                .thrown();
    }

    private static void checkAccepted(ServerRequest request, String type) {
        header(request, "Accept")
                .filter(accept -> !MediaTypes.accepts(accept, type))
                .ifPresent(
                        accept -> {
                            throw Refusal.of(Problem.NOT_ACCEPTABLE, "Here is " + type + " only.")
                                    .about("Accept")
                                    .thrown();
                        });
    }

    private static Refusal lowLevel(int status) {
        if (status == Problem.BODY_TOO_LARGE.status()) {
            return tooLarge().refusal();
        }
        return Refusal.of(Problem.HTTP_MALFORMED, "The server could not read the request.");
    }

    private static Answer document(Refusal refusal, ServerRequest request, Visit visit) {
        Language language = Language.of(header(request, "Accept-Language"));
        return ProblemDocument.of(refusal, language, visit.requestId);
    }

    private static void putHead(ServerResponse response, Answer answer, Visit visit) {
        response.status(answer.status());
        response.header("Content-Type", answer.contentType());
        commonHeaders(visit.requestId).forEach(response::header);
        answer.headers().forEach(response::header);
    }

    /**
     * As long as there is something to say, the key is good, and the caller takes it in time. The
     * last chunk says that a body is whole, so it is only sent when it is.
     */
    private void stream(
            ServerRequest request, ServerResponse response, Answer answer, Visit visit, Flow flow) {
        putHead(response, answer, visit);
        try {
            OutputStream out = response.outputStream();
            flow.run(part -> sendPart(request, visit, out, part));
            out.close();
        } catch (IOException | UncheckedIOException over) {
            LOG.debug("the answer to request {} was cut off", visit.requestId, over);
            throw new CloseConnectionException("the answer was not taken to its end", over);
        } catch (RuntimeException failed) {
            LOG.warn("the answer to request {} was cut off", visit.requestId, failed);
            throw new CloseConnectionException("the answer could not be told to its end", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("a stream was stopped", stopped);
        }
    }

    private void sendPart(ServerRequest request, Visit visit, OutputStream out, byte[] part)
            throws IOException {
        if (!isStillKnown(request, visit)) {
            throw new IOException("the key is not good any more");
        }
        deadlines.begin();
        try {
            out.write(part);
            out.flush();
        } finally {
            deadlines.end();
        }
    }

    private boolean isStillKnown(ServerRequest request, Visit visit) {
        return header(request, "Authorization")
                .flatMap(value -> keys.apply(value.substring(BEARER.length()).strip()))
                .filter(caller -> scope(caller).equals(visit.who))
                .isPresent();
    }

    private static Map<String, String> commonHeaders(String requestId) {
        return Map.of(
                "Request-Id", requestId, "Naru-Version", VERSION, "Cache-Control", "no-store");
    }

    private void tell(ServerRequest request, Answer answer, Visit visit) {
        long micros = (System.nanoTime() - visit.startedAtNs) / 1_000;
        String method =
                Fields.constant(Method.class, request.prologue().method().text())
                        .map(Method::name)
                        .orElse("OTHER");
        observer.answered(method, visit.route, answer.status(), micros);
        observer.traced(
                visit.trace,
                method,
                visit.route,
                answer.status(),
                header(request, "traceparent").orElse(""));
        ACCESS_LOG.info(
                "{} {} {} {}us {} {}",
                method,
                visit.route,
                answer.status(),
                micros,
                visit.requestId,
                visit.who);
    }

    private static Optional<String> header(ServerRequest request, String name) {
        return request.headers().first(HeaderNames.create(name));
    }
}
