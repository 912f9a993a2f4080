// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.participant.WebhookReceiver;
import dev.naru.simulators.participant.WebhookReceiver.News;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The app is told what happens, signed and in order, also when its server was down. */
final class WebhooksAct {
    private static final List<String> WHOLE = List.of("payment.reserved", "payment.completed");

    private final Sandbox sandbox;
    private final Verdicts verdicts;

    WebhooksAct(Sandbox sandbox, Verdicts verdicts) {
        this.sandbox = sandbox;
        this.verdicts = verdicts;
    }

    void play() {
        verdicts.act("7. Webhooks: told, signed and in order");
        // What an earlier run that was broken off has left.
        sandbox.app().hearNoMore();
        try (WebhookReceiver receiver = WebhookReceiver.start(0)) {
            Heard registered = sandbox.app().hearAt(receiver);
            verdicts.equal("the app says where it wants to be told", 201, registered.status());
            UUID first = pay();
            verdicts.equal(
                    "it is told of a payment, signed and in order", WHOLE, told(receiver, first));
            downForAnHour(receiver);
            everythingCanBeReadAgain(receiver);
            verdicts.equal("no message was forged", 0, receiver.forged());
        } finally {
            sandbox.app().hearNoMore();
        }
    }

    private void downForAnHour(WebhookReceiver receiver) {
        receiver.goDown();
        List<UUID> payments = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            payments.add(pay());
        }
        verdicts.holds(
                "its server goes down, and three messages find it so",
                sandbox.await(() -> receiver.turnedAway() >= payments.size()));
        for (int quarter = 0; quarter < 4; quarter++) {
            int before = receiver.turnedAway();
            sandbox.advance(Duration.ofMinutes(15));
            verdicts.holds(
                    "a quarter of an hour later they are tried again",
                    sandbox.await(() -> receiver.turnedAway() > before));
        }
        receiver.comeBack();
        // The longest pause that can follow the attempts of an hour.
        sandbox.advance(Duration.ofHours(2));
        for (UUID payment : payments) {
            verdicts.equal(
                    "after an hour it comes back and is told of payment "
                            + payment.toString().substring(0, 8),
                    WHOLE,
                    told(receiver, payment));
        }
        sandbox.freshPrices();
    }

    /** The hub's own list, compared with what has arrived. */
    private void everythingCanBeReadAgain(WebhookReceiver receiver) {
        List<String> arrived = receiver.news().stream().map(News::id).sorted().toList();
        List<String> listed = new ArrayList<>();
        String cursor = "";
        JsonNode page;
        do {
            page = sandbox.app().news(cursor).body();
            page.path("data").forEach(event -> listed.add(event.path("id").asString("")));
            cursor = page.path("last_cursor").asString("");
        } while (page.path("has_more").asBoolean(false));
        int from = arrived.isEmpty() ? -1 : listed.indexOf(arrived.getFirst());
        verdicts.equal(
                "GET /v1/events lists the same, each once",
                arrived,
                from < 0 ? listed : listed.subList(from, listed.size()));
    }

    private List<String> told(WebhookReceiver receiver, UUID payment) {
        sandbox.await(() -> receiver.newsOf(payment).size() >= WHOLE.size());
        return receiver.newsOf(payment).stream().map(News::type).toList();
    }

    private UUID pay() {
        UUID payment = UUID.randomUUID();
        sandbox.freshPrices();
        sandbox.app().pay(sandbox.customer(), payment, sandbox.offer("125000.00").order());
        sandbox.awaitEnd(payment);
        return payment;
    }
}
