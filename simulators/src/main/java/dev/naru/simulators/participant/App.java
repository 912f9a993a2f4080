// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.participant;

import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Korean app and the member behind it: scans a code, shows a quote, debits its customer and pays,
 * and keeps its own book of what it was told. Each step can be taken alone, and wrongly, by whoever
 * directs it; {@link #buy} takes them all.
 *
 * <p>What it is not: a party that repeats by itself. Whether to ask again is the director's choice.
 */
public final class App implements AutoCloseable {
    private final JsonClient gateway;
    private final CustomerBook book = new CustomerBook();

    /**
     * An app of one member.
     *
     * @param address the hub's gateway, before {@code /v1}
     * @param apiKey the member's key
     */
    public App(URI address, String apiKey) {
        // The gateway answers within 15 s.
        this.gateway = new JsonClient(address, apiKey, Duration.ofSeconds(20));
    }

    /** The member's own book. */
    public CustomerBook book() {
        return book;
    }

    /**
     * Tells the hub where to send news of the member's payments; the receiver learns its secret.
     *
     * @return what the hub answered
     */
    public Heard hearAt(WebhookReceiver receiver) {
        Heard heard =
                gateway.send(
                        "POST",
                        "/v1/webhook-endpoints",
                        key(UUID.randomUUID()),
                        JsonClient.object().put("url", receiver.address().toString()));
        if (heard.isSuccess()) {
            receiver.learn(heard.body().path("secret").asString(""));
        }
        return heard;
    }

    /** Takes back every address that the hub was told. */
    public void hearNoMore() {
        for (JsonNode endpoint : gateway.get("/v1/webhook-endpoints").body().path("data")) {
            String path = "/v1/webhook-endpoints/" + endpoint.path("id").asString("");
            gateway.send("DELETE", path, Map.of(), JsonClient.object());
        }
    }

    /** Asks for the list of news after this cursor; for the first page it is empty. */
    public Heard news(String cursor) {
        String after = cursor.isEmpty() ? "" : "&starting_after=" + cursor;
        return gateway.get("/v1/events?limit=100" + after);
    }

    /** Asks what a scanned code stands for. */
    public Heard resolve(String payload) {
        return gateway.send(
                "POST", "/v1/qr/resolve", Map.of(), JsonClient.object().put("payload", payload));
    }

    /**
     * Asks for a price.
     *
     * @param resolution what {@link #resolve} heard
     * @param amount what the payer enters, in the payee's currency, as a decimal; empty where the
     *     code says it
     */
    public Heard quote(JsonNode resolution, Optional<String> amount) {
        ObjectNode body = JsonClient.object();
        body.put("resolution", resolution.path("resolution").asString(""));
        amount.ifPresent(
                value ->
                        body.putObject("amount")
                                .put("value", value)
                                .put("currency", resolution.path("currency").asString("")));
        return gateway.send("POST", "/v1/quotes", key(UUID.randomUUID()), body);
    }

    /** The order that accepts a quote as it was shown. */
    public ObjectNode order(Customer customer, JsonNode resolution, JsonNode quote) {
        ObjectNode body = JsonClient.object();
        body.put("quote_id", quote.path("quote_id").asString(""));
        body.put("resolution", resolution.path("resolution").asString(""));
        body.set("debit_amount", quote.path("debit_amount").deepCopy());
        body.set("destination_amount", quote.path("destination_amount").deepCopy());
        body.putObject("payer")
                .put("name", customer.name())
                .put("account", customer.account())
                .put("reference", customer.reference());
        return body;
    }

    /**
     * Debits the customer and sends the order; the same id again debits nothing.
     *
     * @return status 0 and code {@code INSUFFICIENT_FUNDS}, without asking the hub, when the
     *     customer has too little
     */
    public Heard pay(Customer customer, UUID paymentId, JsonNode order) {
        long amountWon = Long.parseLong(order.path("debit_amount").path("value").asString("0"));
        if (!book.debit(customer.account(), paymentId, amountWon)) {
            return new Heard(0, JsonClient.object().put("code", "INSUFFICIENT_FUNDS"));
        }
        Heard heard = told(paymentId, send(paymentId, order));
        if (heard.status() / 100 == 4 && read(paymentId).status() == 404) {
            // Refused, and the hub has no payment of this id: it can never happen.
            book.giveBack(paymentId);
        }
        return heard;
    }

    /** Sends an order without touching the book: for repeats, and for wrong ones. */
    public Heard send(UUID paymentId, JsonNode order) {
        return gateway.send("POST", "/v1/payments", key(paymentId), order);
    }

    /** Asks how a payment stands, and books what it hears. */
    public Heard read(UUID paymentId) {
        return told(paymentId, gateway.get("/v1/payments/" + paymentId));
    }

    /** Reads anything else of the member's. */
    public Heard get(String path) {
        return gateway.get(path);
    }

    /** Asks for anything else of the member's. */
    public Heard post(String path, UUID key, JsonNode body) {
        return gateway.send("POST", path, key(key), body);
    }

    /** Says how anything else of the member's shall be. */
    public Heard put(String path, JsonNode body) {
        return gateway.send("PUT", path, Map.of(), body);
    }

    /** What {@link #buy} came to, as far as it came. */
    public record Purchase(UUID paymentId, Heard resolution, Heard quote, Heard payment) {}

    /** Scans, asks the price, and pays it. */
    public Purchase buy(Customer customer, String payload, Optional<String> amount) {
        Heard none = new Heard(0, JsonClient.object());
        UUID paymentId = UUID.randomUUID();
        Heard resolution = resolve(payload);
        if (!resolution.isSuccess()) {
            return new Purchase(paymentId, resolution, none, none);
        }
        Heard quote = quote(resolution.body(), amount);
        if (!quote.isSuccess()) {
            return new Purchase(paymentId, resolution, quote, none);
        }
        ObjectNode order = order(customer, resolution.body(), quote.body());
        return new Purchase(paymentId, resolution, quote, pay(customer, paymentId, order));
    }

    @Override
    public void close() {
        gateway.close();
    }

    /** Books an end; anything that is not one leaves the debit as it is. */
    private Heard told(UUID paymentId, Heard heard) {
        if (heard.isSuccess()) {
            switch (heard.body().path("state").asString("")) {
                case "COMPLETED", "BLOCKED", "completed", "blocked" -> book.keep(paymentId);
                case "REJECTED", "EXPIRED", "rejected", "expired" -> book.giveBack(paymentId);
                default -> {}
            }
        }
        return heard;
    }

    private static Map<String, String> key(UUID id) {
        return Map.of("Idempotency-Key", id.toString());
    }
}
