// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.launcher.demo.Sandbox.Offer;
import dev.naru.qr.Qr;
import dev.naru.qr.QrObject;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.participant.App;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything that must be refused, each by its name, and no money moved. */
final class RefusalsAct {
    /** Characters of a code's check value. */
    private static final int CHECK_VALUE = 4;

    private final Sandbox sandbox;
    private final Verdicts verdicts;
    private final URI gateway;

    RefusalsAct(Sandbox sandbox, Verdicts verdicts, URI gateway) {
        this.sandbox = sandbox;
        this.verdicts = verdicts;
        this.gateway = gateway;
    }

    void play() {
        verdicts.act("2. Refusals: each by its name, before any money");
        badCrc();
        unknownIdentifier();
        unknownKey();
        expiredQuote();
        changedAmount();
        changedPayee();
        headroomPassed();
        usedQuoteAndRepeats();
    }

    private void refused(String what, Heard heard, int status, String code) {
        verdicts.holds(
                "%s: refused as %s".formatted(what, code),
                heard.status() == status && heard.code().equals(code),
                heard.status() + " " + heard.body());
    }

    private void badCrc() {
        String code = sandbox.merchants().getFirst().staticCode();
        String damaged = code.substring(0, code.length() - 1) + (code.endsWith("0") ? "1" : "0");
        Heard heard = sandbox.app().resolve(damaged);
        refused("a damaged code", heard, 422, "QR_CRC_MISMATCH");
        verdicts.equal(
                "and its place in the text is named: the check value at its end",
                damaged.length() - CHECK_VALUE,
                heard.body().path("qr_offset").asInt(-1));
    }

    private void unknownIdentifier() {
        refused(
                "a code of an unknown scheme",
                sandbox.app().resolve(codeOfNoKnownScheme()),
                422,
                "SCHEME_UNKNOWN");
    }

    /** Well formed, CRC right, of a scheme that does not exist. */
    private static String codeOfNoKnownScheme() {
        return Qr.write(
                        List.of(
                                QrObject.value(0, "01"),
                                QrObject.value(1, "11"),
                                QrObject.template(
                                        26,
                                        QrObject.value(0, "XX.NOWHERE.PAY"),
                                        QrObject.value(1, "4711")),
                                QrObject.value(52, "5812"),
                                QrObject.value(53, "360"),
                                QrObject.value(58, "ID"),
                                QrObject.value(59, "NOBODY"),
                                QrObject.value(60, "NOWHERE")))
                .text();
    }

    private void unknownKey() {
        try (App stranger = new App(gateway, "not-a-key-of-this-hub")) {
            refused(
                    "an unknown API key",
                    stranger.resolve(sandbox.merchants().getFirst().staticCode()),
                    401,
                    "API_KEY_UNKNOWN");
        }
    }

    private void expiredQuote() {
        Offer offer = sandbox.offer("120000.00");
        sandbox.advance(Duration.ofSeconds(601));
        // A resolution dies with its quote, so a fresh scan of the same code comes with the old
        // quote.
        ObjectNode order =
                sandbox.offer("120000.00")
                        .order()
                        .put("quote_id", offer.quote().path("quote_id").asString(""));
        refused("a quote ten minutes old", pay(order), 422, "QUOTE_EXPIRED");
    }

    private void changedAmount() {
        ObjectNode order = sandbox.offer("120000.00").order();
        order.putObject("destination_amount").put("value", "130000.00").put("currency", "IDR");
        refused("another amount than quoted", pay(order), 422, "QUOTE_AMOUNT_DIFFERS");
    }

    private void changedPayee() {
        Offer one = sandbox.offer("120000.00");
        Offer other =
                sandbox.offer(
                        sandbox.app(),
                        sandbox.merchants().get(1).staticCode(),
                        Optional.of("120000.00"));
        ObjectNode order = one.order();
        order.set("resolution", other.order().path("resolution").deepCopy());
        refused("quoted for one payee, paid to another", pay(order), 422, "QUOTE_PAYEE_DIFFERS");
    }

    private void headroomPassed() {
        Offer offer =
                sandbox.offer(
                        sandbox.smallApp(),
                        sandbox.merchants().getFirst().staticCode(),
                        Optional.of("2000000.00"));
        refused(
                "a member without headroom",
                sandbox.smallApp().pay(sandbox.customer(), UUID.randomUUID(), offer.order()),
                422,
                "HEADROOM_EXCEEDED");
    }

    private void usedQuoteAndRepeats() {
        Offer offer = sandbox.offer("120000.00");
        UUID payment = UUID.randomUUID();
        int before = sandbox.partner().payments().size();
        BigDecimal positionBefore = position();
        Heard first = sandbox.app().pay(sandbox.customer(), payment, offer.order());
        Heard again = sandbox.app().pay(sandbox.customer(), payment, offer.order());
        verdicts.holds(
                "the same payment twice: the same state",
                first.status() == 201
                        && first.body().path("state").equals(again.body().path("state"))
                        && first.body()
                                .path("payment_number")
                                .equals(again.body().path("payment_number")),
                again.body());
        verdicts.equal(
                "and money moved once, there", before + 1, sandbox.partner().payments().size());
        verdicts.equal(
                "and in the hub's ledger: the member owes the exact debit once",
                positionBefore.subtract(new BigDecimal(offer.debit())),
                position());
        refused("a used quote", pay(offer.order()), 422, "QUOTE_USED");
        ObjectNode otherBody = sandbox.offer("90000.00").order();
        refused(
                "the same id with another body",
                sandbox.app().send(payment, otherBody),
                422,
                "REQUEST_REUSED");
    }

    /** What the hub's ledger owes the member, in whole won; below zero it is owed by the member. */
    private BigDecimal position() {
        for (JsonNode row : sandbox.app().get("/v1/positions").body().path("data")) {
            JsonNode position = row.path("position");
            if (position.path("currency").asString("").equals("KRW")) {
                return new BigDecimal(position.path("value").asString("0"));
            }
        }
        throw new IllegalStateException("The member has no position in won");
    }

    private Heard pay(ObjectNode order) {
        return sandbox.app().pay(sandbox.customer(), UUID.randomUUID(), order);
    }
}
