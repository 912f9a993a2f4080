// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.protocol.Bytes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a partner over HTTP and waits for the whole answer, of at most 64 KiB. A POST goes out once:
 * the JDK's client repeats by itself only methods that are idempotent, and follows no redirects.
 */
public final class PartnerClient implements AutoCloseable {
    private static final int MOST_BYTES = 64 * 1024;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .executor(threads)
                    .build();
    private final URI partner;
    private final String contentType;

    /**
     * A client of one partner.
     *
     * @param partner where it listens, before every path
     * @param contentType of what is posted
     */
    public PartnerClient(URI partner, String contentType) {
        this.partner = partner;
        this.contentType = contentType;
    }

    /** What came back. */
    public sealed interface Exchange {
        /** An answer, whole. */
        record Got(int status, Bytes body) implements Exchange {}

        /** None, or not a whole one. */
        record Nothing(String reason) implements Exchange {}
    }

    /** Posts once. The time-out is for everything, from connecting to the body's last byte. */
    public Exchange post(String path, Bytes message, Duration timeout) {
        return post(path, contentType, message, timeout);
    }

    /** The same with another content type. */
    Exchange post(String path, String type, Bytes message, Duration timeout) {
        return exchange(
                request(path)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(message.toArray()))
                        .build(),
                timeout);
    }

    /** Reads. The time-out is for everything. */
    public Exchange get(String path, Duration timeout) {
        return exchange(request(path).GET().build(), timeout);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(partner + path));
    }

    private Exchange exchange(HttpRequest request, Duration timeout) {
        // The client's own time-out ends with the headers; this one holds for the body as well.
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Exchange.Got(response.statusCode(), Bytes.copyOf(response.body()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Exchange.Nothing("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return new Exchange.Nothing(reason(e));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Exchange.Nothing("interrupted");
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause instanceof IOException
                ? cause.getClass().getSimpleName()
                : String.valueOf(cause);
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
