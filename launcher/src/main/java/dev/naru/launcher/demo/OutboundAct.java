// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.launcher.demo.Sandbox.Offer;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.fxprovider.FxProvider;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A Korean app pays an Indonesian merchant, by a code at the till and by one for a single bill. */
final class OutboundAct {
    private final Sandbox sandbox;
    private final Verdicts verdicts;
    private final Comparison card;

    OutboundAct(Sandbox sandbox, Verdicts verdicts, Comparison card) {
        this.sandbox = sandbox;
        this.verdicts = verdicts;
        this.card = card;
    }

    void play() {
        verdicts.act("1. Outbound: a Korean app pays in Indonesia");
        pay(
                "a static code, the payer enters IDR 250,000.00",
                sandbox.merchants().get(0).staticCode(),
                Optional.of("250000.00"));
        pay(
                "a dynamic code for IDR 1,375,500.00",
                sandbox.merchants().get(3).dynamicCode("1375500.00", "INV-20261122-7"),
                Optional.empty());
        verdicts.tell(
                "Beside it, by card: two conversions through a dollar and a brand fee. Assumed: "
                        + card);
    }

    private void pay(String what, String code, Optional<String> amount) {
        verdicts.tell("");
        verdicts.tell("Scanned: " + what);
        verdicts.tell("  " + code);
        // Standing still, so that what is quoted can be compared with what stands.
        sandbox.providers().forEach(FxProvider::pause);
        sandbox.freshPrices();
        Offer offer = sandbox.offer(sandbox.app(), code, amount);
        JsonNode payee = offer.resolution().path("payee");
        JsonNode quote = offer.quote();
        verdicts.tell(
                "The switch says: %s, %s (MCC %s)"
                        .formatted(
                                payee.path("name").asString("?"),
                                payee.path("city").asString("?"),
                                payee.path("category").asString("?")));
        BigDecimal bought =
                new BigDecimal(quote.path("destination_amount").path("value").asString("0"));
        List<BigDecimal> prices =
                sandbox.providers().stream()
                        .map(provider -> provider.price("KRW", "IDR", bought))
                        .toList();
        sandbox.providers().forEach(FxProvider::resume);
        BigDecimal rate = new BigDecimal(quote.path("rate").asString("0"));
        verdicts.holds(
                "the best of three prices: %s won a rupiah from %s, of %s"
                        .formatted(rate, quote.path("fx_provider").asString("?"), prices),
                prices.size() == 3 && rate.compareTo(Collections.min(prices)) == 0,
                quote);
        UUID payment = UUID.randomUUID();
        Heard paid = sandbox.app().pay(sandbox.customer(), payment, offer.order());
        verdicts.holds(
                "paid, and every leg posted",
                paid.status() == 201 && isState(paid, "COMPLETED"),
                paid.status() + " " + paid.body());
        print(quote);
        sandbox.partner()
                .payment(payment)
                .ifPresentOrElse(
                        theirs ->
                                verdicts.equal(
                                        "the switch has in its book what the hub says that it was"
                                                + " sent",
                                        quote.path("credit_amount").path("value").asString(""),
                                        BigDecimal.valueOf(theirs.amountMinor(), 2)
                                                .toPlainString()),
                        () -> verdicts.holds("the switch knows the payment", false));
    }

    private void print(JsonNode quote) {
        BigDecimal destination =
                new BigDecimal(quote.path("destination_amount").path("value").asString("0"));
        BigDecimal debit = new BigDecimal(quote.path("debit_amount").path("value").asString("0"));
        BigDecimal byCard = card.cardDebit(destination);
        verdicts.tell(
                "  exact debit   KRW %,12d   (%s for the purchase, fee %s)"
                        .formatted(
                                debit.longValueExact(),
                                money(quote, "source_amount"),
                                money(quote, "payer_fee")));
        verdicts.tell(
                "  by card       KRW %,12d   (KRW %,d more)"
                        .formatted(
                                byCard.longValueExact(), byCard.subtract(debit).longValueExact()));
        verdicts.tell(
                "  payee's side  %s, its fee %s, so %s"
                        .formatted(
                                money(quote, "destination_amount"),
                                money(quote, "payee_fee"),
                                money(quote, "credit_amount")));
    }

    private static String money(JsonNode quote, String field) {
        return quote.path(field).path("currency").asString("?")
                + " "
                + quote.path(field).path("value").asString("?");
    }

    private static boolean isState(Heard heard, String state) {
        return heard.body().path("state").asString("").equals(state);
    }
}
