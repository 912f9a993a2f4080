// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.fxprovider;

import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.JsonService;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pushes tiered prices to the gateway ({@code PUT /v1/fx/rates}), on an interval and when it is
 * told to ({@link #pushNow} or {@code POST /control/push}). Its stage door also has {@code /rate
 * {"source", "destination", "mid"}}, {@code /pause}, {@code /resume} and {@code GET /status}.
 *
 * <p>What it is not: a keeper of liquidity. What it owes is in the hub's ledger.
 */
public final class FxProvider implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Book> books = new ArrayList<>();
    private final ProviderSettings settings;
    private final JsonClient gateway;
    private final WebServer server;
    private final Thread clockwork;
    private volatile boolean paused;

    private record Book(CurrencyPair pair, RateWalk walk) {}

    /**
     * What became of one push.
     *
     * @param status HTTP status, 0 when the gateway did not answer
     * @param code the gateway's code for a refusal, or empty
     */
    public record Push(String source, String destination, int status, String code) {
        /** Whether the hub has the price now. */
        public boolean isTaken() {
            return status / 100 == 2;
        }
    }

    private FxProvider(ProviderSettings settings) {
        this.settings = settings;
        this.gateway = new JsonClient(settings.gateway(), settings.apiKey(), Duration.ofSeconds(5));
        long seed = settings.seed();
        for (CurrencyPair pair : settings.pairs()) {
            books.add(new Book(pair, new RateWalk(pair.mid(), seed++)));
        }
        this.server =
                JsonService.start(
                        settings.port(),
                        routing ->
                                routing.post("/control/push", (in, out) -> push(out))
                                        .post("/control/rate", this::rate)
                                        .post("/control/pause", (in, out) -> pause(out))
                                        .post("/control/resume", (in, out) -> resume(out))
                                        .get("/control/status", (in, out) -> status(out)));
        this.clockwork = Thread.ofVirtual().name("fx-provider").unstarted(this::run);
    }

    /** Starts it; the first push goes out at once. */
    public static FxProvider start(ProviderSettings settings) {
        FxProvider provider = new FxProvider(settings);
        provider.clockwork.start();
        return provider;
    }

    /** Its stage door, on the loopback address. */
    public int port() {
        return server.port();
    }

    /** Pushes the price of each pair as it stands, paused or not. */
    public synchronized List<Push> pushNow() {
        List<Push> pushes = new ArrayList<>();
        for (Book book : books) {
            Heard heard = gateway.send("PUT", "/v1/fx/rates", Map.of(), message(book));
            pushes.add(
                    new Push(
                            book.pair().source(),
                            book.pair().destination(),
                            heard.status(),
                            heard.code()));
        }
        return pushes;
    }

    /** Walks around this price from now on. */
    public synchronized void mid(String source, String destination, BigDecimal mid) {
        if (mid.signum() <= 0) {
            throw new IllegalArgumentException("A price is above zero.");
        }
        boolean known = false;
        for (Book book : books) {
            if (book.pair().source().equals(source)
                    && book.pair().destination().equals(destination)) {
                book.walk().restart(mid);
                known = true;
            }
        }
        if (!known) {
            throw new IllegalArgumentException("This provider does not sell that pair.");
        }
    }

    /**
     * Its price as it stands for this much of the destination currency, in units of the source
     * currency for one of it.
     */
    public synchronized BigDecimal price(String source, String destination, BigDecimal amount) {
        for (Book book : books) {
            CurrencyPair pair = book.pair();
            if (pair.source().equals(source) && pair.destination().equals(destination)) {
                for (CurrencyPair.Tier tier : pair.tiers()) {
                    if (amount.compareTo(new BigDecimal(tier.upTo())) <= 0) {
                        return new BigDecimal(price(book, tier));
                    }
                }
            }
        }
        throw new IllegalArgumentException("This provider does not sell that much of that pair.");
    }

    private static String price(Book book, CurrencyPair.Tier tier) {
        return book.walk().price(book.pair().spreadMillionths() + tier.extraMillionths());
    }

    /** Stops the walk and the pushes of the interval; no step is under way when this returns. */
    public synchronized void pause() {
        paused = true;
    }

    /** Goes on with them. */
    public void resume() {
        paused = false;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop();
        gateway.close();
    }

    private void run() {
        try {
            do {
                stepUnlessPaused();
            } while (!closed.await(settings.interval().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void stepUnlessPaused() {
        if (!paused) {
            step();
            pushNow();
        }
    }

    private void step() {
        books.forEach(book -> book.walk().step());
    }

    private JsonNode message(Book book) {
        CurrencyPair pair = book.pair();
        ObjectNode body = JsonClient.object();
        body.put("source", pair.source());
        body.put("destination", pair.destination());
        ArrayNode tiers = body.putArray("tiers");
        for (CurrencyPair.Tier tier : pair.tiers()) {
            ObjectNode row = tiers.addObject();
            row.putObject("up_to").put("value", tier.upTo()).put("currency", pair.destination());
            row.put("rate", price(book, tier));
        }
        body.put("valid_for_seconds", settings.validFor().toSeconds());
        return body;
    }

    private void push(ServerResponse out) {
        ObjectNode body = JsonService.object();
        ArrayNode rows = body.putArray("data");
        for (Push push : pushNow()) {
            rows.addObject()
                    .put("source", push.source())
                    .put("destination", push.destination())
                    .put("status", push.status())
                    .put("code", push.code());
        }
        JsonService.send(out, body);
    }

    private void rate(ServerRequest in, ServerResponse out) {
        JsonNode body = JsonService.body(in);
        mid(
                body.path("source").asString(""),
                body.path("destination").asString(""),
                new BigDecimal(body.path("mid").asString("0")));
        status(out);
    }

    private void pause(ServerResponse out) {
        pause();
        status(out);
    }

    private void resume(ServerResponse out) {
        resume();
        status(out);
    }

    private synchronized void status(ServerResponse out) {
        ObjectNode body = JsonService.object();
        body.put("paused", paused);
        ArrayNode rows = body.putArray("data");
        books.forEach(book -> rows.add(message(book)));
        JsonService.send(out, body);
    }
}
