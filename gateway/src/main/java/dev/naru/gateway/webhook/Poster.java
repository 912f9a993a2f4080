// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import dev.naru.protocol.Bytes;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.DnsAddressLookup;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.spi.DnsResolver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one message once. It follows no redirect, believes no length, and takes no longer than its
 * limit whatever the receiver does. Safe for many threads.
 */
final class Poster {
    private static final Logger LOG = LoggerFactory.getLogger(Poster.class);

    /** How long the body of an answer may take once its status is known. */
    private static final Duration DRAINING = Duration.ofSeconds(1);

    private static final int MOST_READ_BYTES = 4 * 1024;

    /** Allocated for each message; more is sent in parts. The library's own is 64 KiB. */
    private static final int MESSAGE_BYTES = 4 * 1024;

    /** The receiver wants nothing any more. */
    static final int GONE = 410;

    private final Egress egress;
    private final NameLookups names;
    private final WebClient client;
    private final ExecutorService threads;
    private final Duration limit;

    /**
     * Of a receiver's answer.
     *
     * @param status HTTP's, 0 where there was none
     * @param failure why the message was not taken, empty where it was
     * @param askedFor how long the receiver wants to be left alone
     */
    record Answered(int status, String failure, Duration askedFor) {
        boolean isTaken() {
            return failure.isEmpty();
        }

        private static Answered nothing(String failure) {
            return new Answered(0, failure, Duration.ZERO);
        }
    }

    /**
     * What is sent.
     *
     * @param atSeconds when, epoch seconds of the wall clock, which receivers compare with theirs
     */
    record Letter(String id, long atSeconds, String signatures, Bytes body) {}

    Poster(Egress egress, Duration limit, ExecutorService threads) {
        this.egress = egress;
        this.names = new NameLookups(InetAddress::getAllByName, limit);
        this.limit = limit;
        this.threads = threads;
        this.client =
                WebClient.builder()
                        .followRedirects(false)
                        // One would look the names up by itself.
                        .proxy(Proxy.noProxy())
                        .connectTimeout(limit)
                        .readTimeout(limit)
                        .sendExpectContinue(false)
                        .writeBufferSize(MESSAGE_BYTES)
                        .dnsResolver(new Found())
                        .build();
    }

    /**
     * Before each message the name is looked up and judged; where a new connection is needed it is
     * made to what was found. A kept one stays where it was judged.
     */
    private static final class Found implements DnsResolver {
        private static final ScopedValue<InetAddress> ADDRESS = ScopedValue.newInstance();

        @Override
        public InetAddress resolveAddress(String host, DnsAddressLookup lookup) {
            return ADDRESS.get();
        }
    }

    private InetAddress address(WebhookEndpoint endpoint) throws UnknownHostException {
        String host = endpoint.url().getHost();
        // A literal IPv6 address stands in brackets in a URL.
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return egress.pick(names.all(name, endpoint.participantId()))
                .orElseThrow(
                        () -> new UnknownHostException("no address of this host may be spoken to"));
    }

    Answered post(WebhookEndpoint endpoint, Letter letter) throws InterruptedException {
        long endNs = System.nanoTime() + limit.toNanos();
        CompletableFuture<Answered> answer = new CompletableFuture<>();
        Future<?> attempt = threads.submit(() -> exchange(endpoint, letter, answer));
        try {
            Answered answered = answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            drain(attempt, Math.min(endNs - System.nanoTime(), DRAINING.toNanos()));
            return answered;
        } catch (TimeoutException e) {
            return Answered.nothing("no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            return Answered.nothing(reason(e.getCause() == null ? e : e.getCause()));
        } finally {
            // Interrupting a virtual thread closes the socket that it waits for.
            attempt.cancel(true);
        }
    }

    /**
     * The status has said what became of the message; a body that does not come changes nothing.
     */
    private static void drain(Future<?> attempt, long patienceNs) throws InterruptedException {
        try {
            attempt.get(Math.max(0, patienceNs), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("the body of an answer did not come whole", e);
        }
    }

    private void exchange(
            WebhookEndpoint endpoint, Letter letter, CompletableFuture<Answered> answer) {
        try {
            InetAddress address = address(endpoint);
            ScopedValue.where(Found.ADDRESS, address)
                    .call(
                            () -> {
                                say(endpoint, letter, answer);
                                return answer;
                            });
        } catch (IOException | RuntimeException e) {
            // After an answer this changes nothing.
            answer.completeExceptionally(e);
        }
    }

    private void say(WebhookEndpoint endpoint, Letter letter, CompletableFuture<Answered> answer)
            throws IOException {
        try (HttpClientResponse response =
                client.post()
                        .uri(endpoint.url())
                        .header(HeaderNames.CONTENT_TYPE, "application/json")
                        .header(HeaderNames.USER_AGENT, "Naru-Webhooks/1")
                        .header(HeaderNames.create("webhook-id"), letter.id())
                        .header(
                                HeaderNames.create("webhook-timestamp"),
                                Long.toString(letter.atSeconds()))
                        .header(HeaderNames.create("webhook-signature"), letter.signatures())
                        .submit(letter.body().toArray())) {
            int status = response.status().code();
            boolean taken = status >= 200 && status < 300;
            answer.complete(
                    new Answered(
                            status,
                            taken ? "" : "status " + status,
                            response.headers()
                                    .first(HeaderNames.RETRY_AFTER)
                                    .map(text -> RetryAfter.asked(text, Instant.now()))
                                    .orElse(Duration.ZERO)));
            if (response.entity().hasEntity()) {
                // What is read to its end leaves the connection for the next message.
                try (InputStream in = response.inputStream()) {
                    in.readNBytes(MOST_READ_BYTES);
                }
            }
        }
    }

    /** A word for the log that everybody may read; what the receiver said stays out of it. */
    private static String reason(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof UnknownHostException ours) {
                return String.valueOf(ours.getMessage());
            }
            if (at instanceof java.net.ConnectException) {
                return "connection refused";
            }
            if (at instanceof javax.net.ssl.SSLException) {
                return "no trusted TLS connection";
            }
        }
        return "no answer: " + failure.getClass().getSimpleName();
    }
}
