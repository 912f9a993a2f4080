// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.participant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.simulators.JsonService;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The member's server that the hub tells what happened. It reads Standard Webhooks for itself:
 * nothing is taken that is not signed with its secret, or is older or newer than five minutes; what
 * comes twice is taken and counted once. It can be down for as long as its director likes.
 */
public final class WebhookReceiver implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String PREFIX = "whsec_";
    private static final String HMAC = "HmacSHA256";
    private static final long TOLERANCE_S = 300;

    private final WebServer server;
    private final LongSupplier nowSeconds;
    private final List<News> news = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private byte[] secret = new byte[0];
    private boolean isDown;
    private final Map<String, Long> byState = new HashMap<>();
    private long repeated;
    private int turnedAway;
    private int forged;

    /**
     * What the member was told, in the order in which it came.
     *
     * @param id the message's, by which a repeat is known
     * @param paymentId whose payment
     * @param paymentNumber what the hub calls it
     * @param state that the payment has reached
     * @param isFinal whether it ends there
     */
    public record News(
            String id,
            String type,
            UUID paymentId,
            String paymentNumber,
            String state,
            boolean isFinal) {}

    /**
     * What came.
     *
     * @param taken messages, each once
     * @param repeated how often one came that had been taken
     * @param forged messages that were not the hub's
     * @param byState those that were taken, by the state that the payment has reached
     */
    public record Tally(long taken, long repeated, long forged, Map<String, Long> byState) {
        public Tally {
            byState = Map.copyOf(byState);
        }
    }

    private WebhookReceiver(int port, LongSupplier nowSeconds) {
        this.nowSeconds = nowSeconds;
        this.server = JsonService.start(port, routes -> routes.post("/hooks", this::take));
    }

    /**
     * Starts a receiver on the loopback address.
     *
     * @param port 0 for a free one
     */
    public static WebhookReceiver start(int port) {
        return new WebhookReceiver(port, () -> System.currentTimeMillis() / 1_000);
    }

    static WebhookReceiver start(LongSupplier nowSeconds) {
        return new WebhookReceiver(0, nowSeconds);
    }

    /** Where the hub shall send to. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port() + "/hooks");
    }

    /**
     * Learns the secret that the hub gave for this address.
     *
     * @throws IllegalArgumentException when it is no shared key
     */
    public synchronized void learn(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A shared key begins with " + PREFIX);
        }
        secret = Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    /** From now on it answers nothing but 503. */
    public synchronized void goDown() {
        isDown = true;
    }

    /** It takes messages again. */
    public synchronized void comeBack() {
        isDown = false;
    }

    /** What was taken, each message once. */
    public synchronized List<News> news() {
        return List.copyOf(news);
    }

    /** How many messages it was told about one payment. */
    public synchronized List<News> newsOf(UUID paymentId) {
        return news.stream().filter(one -> one.paymentId().equals(paymentId)).toList();
    }

    /** How much came until now. */
    public synchronized Tally tally() {
        return new Tally(news.size(), repeated, forged, byState);
    }

    /** How many messages met it while it was down. */
    public synchronized int turnedAway() {
        return turnedAway;
    }

    /** How many messages were not of the hub. */
    public synchronized int forged() {
        return forged;
    }

    @Override
    public void close() {
        server.stop();
    }

    private synchronized void take(ServerRequest request, ServerResponse response) {
        String id = header(request, "webhook-id");
        byte[] body = request.content().as(byte[].class);
        if (isDown) {
            turnedAway++;
            JsonService.refuse(response, 503, "Down.");
        } else if (!isSigned(id, header(request, "webhook-timestamp"), request, body)) {
            forged++;
            JsonService.refuse(response, 401, "Not of the hub.");
        } else {
            if (ids.add(id)) {
                News one = read(id, body);
                news.add(one);
                byState.merge(one.state(), 1L, Long::sum);
            } else {
                repeated++;
            }
            response.status(Status.NO_CONTENT_204).send();
        }
    }

    private boolean isSigned(String id, String timestamp, ServerRequest request, byte[] body) {
        if (secret.length == 0 || !timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        long age = nowSeconds.getAsLong() - Long.parseLong(timestamp);
        if (Math.abs(age) > TOLERANCE_S) {
            return false;
        }
        byte[] wanted = ("v1," + mac(id + "." + timestamp + ".", body)).getBytes(UTF_8);
        boolean signed = false;
        for (String entry : header(request, "webhook-signature").split(" ", -1)) {
            signed |= MessageDigest.isEqual(wanted, entry.getBytes(UTF_8));
        }
        return signed;
    }

    private String mac(String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            mac.update(before.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    private static News read(String id, byte[] body) {
        try {
            JsonNode message = MAPPER.readTree(body);
            JsonNode data = message.path("data");
            return new News(
                    id,
                    message.path("type").asString(""),
                    UUID.fromString(data.path("payment_id").asString("")),
                    data.path("payment_number").asString(""),
                    data.path("state").asString(""),
                    data.path("is_final").asBoolean(false));
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("The message is not JSON.", malformed);
        }
    }

    private static String header(ServerRequest request, String name) {
        return request.headers().first(HeaderNames.create(name)).orElse("");
    }
}
