// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * A partner's side of the session: who has signed on may order payments, everybody may ask about
 * them. A POST of {@code {"event": ...}} is answered with {@code "result"} AGREED or REFUSED. It
 * refuses sign-ons, leaves echoes unanswered and signs the hub off on request.
 *
 * <p>What it is not: a proof of who speaks. Nothing authenticates the hub here.
 */
public final class SessionDesk implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final Duration HANGING = Duration.ofMinutes(1);

    private final AtomicLong signOns = new AtomicLong();
    private final AtomicLong echoes = new AtomicLong();
    private final AtomicLong signOffs = new AtomicLong();
    private final AtomicInteger toMiss = new AtomicInteger();
    private final Callbacks callbacks;
    private final Pause pause;
    private volatile boolean signedOn;
    private volatile Optional<String> refusal = Optional.empty();
    private volatile Echoes answering = Echoes.ANSWERED;

    /** What happens to echoes. */
    public enum Echoes {
        /** They are answered. */
        ANSWERED,
        /** They are refused as one that cannot be served now is: 503. */
        UNAVAILABLE,
        /** They are not answered for a long time. */
        SILENT
    }

    /**
     * A desk where nobody has signed on.
     *
     * @param hub where the hub is told of the session, without the path
     * @param path of the session, the same at both ends
     */
    public SessionDesk(URI hub, String path, Pause pause) {
        this.pause = pause;
        this.callbacks = new Callbacks(hub, new Callbacks.Route(path, JSON), List.of(), pause);
    }

    /** From now on the hub is told here. */
    public void hub(URI target) {
        callbacks.target(target);
    }

    /** Whether the hub may order payments. */
    public boolean isSignedOn() {
        return signedOn;
    }

    /** How often the hub has signed on, refused times too. */
    public long signOns() {
        return signOns.get();
    }

    /** How many echoes came. */
    public long echoes() {
        return echoes.get();
    }

    /** How often the hub has signed off. */
    public long signOffs() {
        return signOffs.get();
    }

    /** From now on sign-ons are refused for this reason. */
    public void refuseSignOns(String reason) {
        refusal = Optional.of(reason);
    }

    /** From now on sign-ons are agreed to. */
    public void agreeToSignOns() {
        refusal = Optional.empty();
    }

    /** What happens to echoes from now on. */
    public void echoes(Echoes how) {
        answering = how;
    }

    /** As many echoes as this are not answered from now on, as one that cannot be served: 503. */
    public void missEchoes(int count) {
        toMiss.set(count);
    }

    /** Forgets the sign-on without a word, as a partner does that was started again. */
    public void forget() {
        signedOn = false;
    }

    /** Signs the hub off; whether it has heard that. */
    public boolean signOff(String reason) {
        signedOn = false;
        return callbacks.deliver(
                JsonService.object()
                        .put("event", "SIGN_OFF")
                        .put("reason", reason)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Asks the hub whether it is there; whether it is. */
    public boolean echo() {
        return callbacks.deliver(
                JsonService.object()
                        .put("event", "ECHO")
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Answers one message of the session.
     *
     * @throws IllegalArgumentException when it is none
     */
    public void take(ServerRequest request, ServerResponse response) {
        String event = JsonService.body(request).path("event").asString("");
        switch (event) {
            case "SIGN_ON" -> {
                signOns.incrementAndGet();
                Optional<String> no = refusal;
                signedOn = no.isEmpty();
                answer(event, no, response);
            }
            case "ECHO" -> echo(response);
            case "SIGN_OFF" -> {
                signOffs.incrementAndGet();
                signedOn = false;
                answer(event, Optional.empty(), response);
            }
            default ->
                    throw new IllegalArgumentException("event must be SIGN_ON, ECHO or SIGN_OFF.");
        }
    }

    private void echo(ServerResponse response) {
        echoes.incrementAndGet();
        boolean isMissed = toMiss.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        switch (isMissed ? Echoes.UNAVAILABLE : answering) {
            case ANSWERED ->
                    answer(
                            "ECHO",
                            signedOn ? Optional.empty() : Optional.of("not signed on"),
                            response);
            case UNAVAILABLE -> JsonService.refuse(response, 503, "Not available.");
            case SILENT -> {
                pause.endsEarly(HANGING);
                JsonService.refuse(response, 503, "Silent.");
            }
        }
    }

    private static void answer(String event, Optional<String> no, ServerResponse response) {
        ObjectNode body = JsonService.object().put("event", event);
        body.put("result", no.isEmpty() ? "AGREED" : "REFUSED");
        no.ifPresent(reason -> body.put("reason", reason));
        JsonService.send(response, body);
    }

    /** Whether payments may be ordered; if not, that was answered. */
    public boolean admits(ServerResponse response) {
        boolean isAdmitted = signedOn;
        if (!isAdmitted) {
            response.status(Status.FORBIDDEN_403);
            JsonService.send(response, JsonService.object().put("sentence", "Sign on first."));
        }
        return isAdmitted;
    }

    /**
     * A director's wish: {@code {"refuse_sign_ons": "reason"|""}}, {@code {"echoes":
     * "answered"|"unavailable"|"silent"}}, {@code {"sign_off": "reason"}}, {@code {"forget":
     * true}}.
     */
    public void direct(ServerRequest request, ServerResponse response) {
        var body = JsonService.body(request);
        if (body.has("refuse_sign_ons")) {
            String reason = body.path("refuse_sign_ons").asString("");
            refusal = reason.isEmpty() ? Optional.empty() : Optional.of(reason);
        }
        switch (body.path("echoes").asString("")) {
            case "" -> {}
            case "answered" -> echoes(Echoes.ANSWERED);
            case "unavailable" -> echoes(Echoes.UNAVAILABLE);
            case "silent" -> echoes(Echoes.SILENT);
            default ->
                    throw new IllegalArgumentException(
                            "Echoes are answered, unavailable or silent.");
        }
        if (body.path("forget").asBoolean(false)) {
            forget();
        }
        if (body.has("sign_off")) {
            signOff(body.path("sign_off").asString(""));
        }
        JsonService.send(response, JsonService.object().put("signed_on", signedOn));
    }

    @Override
    public void close() {
        callbacks.close();
    }
}
