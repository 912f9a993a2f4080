// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes answers to the hub's listener. Tries a few times; after that the hub has to ask. */
public final class Callbacks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Callbacks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final Route route;
    private final List<Duration> pauses;
    private final Pause pause;
    private final AtomicLong refused = new AtomicLong();
    private volatile URI target;

    /** How answers are sent: {@code /iso20022} and {@code application/xml}. */
    public record Route(String path, String contentType) {}

    /**
     * Answers to a listener.
     *
     * @param target where they go, without the route's path
     * @param route the path and the media type of an answer
     * @param pauses how long to wait before each further try
     */
    public Callbacks(URI target, Route route, List<Duration> pauses, Pause pause) {
        this.target = target;
        this.route = route;
        this.pauses = pauses;
        this.pause = pause;
    }

    /** From now on answers go here. */
    public void target(URI other) {
        target = other;
    }

    /** How many answers the hub called unreadable. */
    public long refused() {
        return refused.get();
    }

    /** Whether the hub took it. */
    public boolean deliver(byte[] message) {
        for (int tried = 0; ; tried++) {
            int status = post(message);
            if (status / 100 == 2) {
                return true;
            }
            if (status / 100 == 4) {
                refused.incrementAndGet();
                return false;
            }
            if (tried == pauses.size() || pause.endsEarly(pauses.get(tried))) {
                return false;
            }
        }
    }

    /** The status of the answer, 0 for none. */
    private int post(byte[] message) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(target + route.path()))
                        .timeout(PATIENCE)
                        .header("Content-Type", route.contentType())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            log.debug("the hub did not take an answer", e);
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
