// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.authentication.cardtap.Card;
import dev.naru.formats.emv.ByteString;
import dev.naru.launcher.demo.Sandbox.Offer;
import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.card.SimulatedChip;
import dev.naru.simulators.card.SimulatedDynamicCard;
import dev.naru.simulators.card.SimulatedPaymentCard;
import dev.naru.simulators.participant.Customer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A large purchase is paid with a tap, and everything that is not that very tap is refused. */
final class TapAct {
    private static final String LARGE = "5000000.00";
    private static final int OWN_GROUP = 1;
    private static final int DIGITS = 10_000_000;
    private static final long DEPOSIT = 3_000_000;

    private final Sandbox sandbox;
    private final Verdicts verdicts;
    private final Telephones telephones;

    TapAct(Sandbox sandbox, Verdicts verdicts, Telephones telephones) {
        this.sandbox = sandbox;
        this.verdicts = verdicts;
        this.telephones = telephones;
    }

    void play() {
        verdicts.act("8. A tap that proves it: the card on the telephone, for this very purchase");
        Customer customer = newCustomer();
        sandbox.app().book().deposit(customer.account(), DEPOSIT);
        Card card = newCard();
        TappingPayer payer =
                new TappingPayer(sandbox.app(), customer, card, telephones.telephone());
        verified("a card is enrolled by a tap", payer.enrolCard());
        verdicts.equal("a telephone makes a key", 201, payer.registerDevice().status());
        verified("which is enrolled by a tap of the card", payer.enrolDevice());
        Heard rule =
                sandbox.app()
                        .put(
                                "/v1/trustone/rules/" + OWN_GROUP,
                                limited(customer.reference(), "300000"));
        verdicts.equal("above 300,000 won this customer wants a tap", 200, rule.status());

        Order first = order(customer, 0);
        refused("without one", first.pay(0), "EVIDENCE_MISSING");
        // What was refused keeps its id.
        refused(
                "in its first day the telephone proves no large purchase",
                payer.askToPay(order(customer, 0).payment, first.offer.order()),
                "AUTHENTICATOR_TOO_NEW");
        sandbox.advance(Duration.ofHours(24).plusMinutes(1));
        paid(payer, customer);
        attacked(payer, customer, card);
        telephones.remember(payer);
        entered();
    }

    private Customer newCustomer() {
        Customer own = sandbox.customer();
        return new Customer(
                own.name(), own.account(), "tap-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** Other cards let other customers in, each as it can. */
    private void entered() {
        SimulatedChip chip =
                telephones.dedicatedCard("%016X".formatted(ThreadLocalRandom.current().nextLong()));
        entered(
                "the dedicated card",
                command -> Optional.of(ByteString.of(chip.transmit(command.toByteArray()))));
        SimulatedDynamicCard dynamic = telephones.dynamicCard(digits());
        entered(
                "a card for whose cryptogram its issuer vouches",
                command -> Optional.of(dynamic.transmit(command)));
    }

    private void entered(String what, Card card) {
        TappingPayer payer =
                new TappingPayer(sandbox.app(), newCustomer(), card, telephones.telephone());
        verified(what + " is enrolled", payer.enrolCard());
        verdicts.equal(what + ": a telephone makes a key", 201, payer.registerDevice().status());
        verified(what + " lets the telephone in", payer.enrolDevice());
        Heard asked = payer.ask("LOGIN", JsonClient.object().put("currency", "KRW"));
        verified(what + " enters", payer.tap(asked));
        UUID request = UUID.randomUUID();
        verdicts.equal(what + ": which is used once", 200, payer.use(asked, request).status());
        verdicts.equal(what + ": and told again", 200, payer.use(asked, request).status());
        refused(what + ": to nobody else", payer.use(asked, UUID.randomUUID()), "EVIDENCE_USED");
        used(what + ": its evidence", payer, asked);
    }

    private void used(String what, TappingPayer payer, Heard asked) {
        verdicts.equal(
                what + " reads used", "USED", payer.look(asked).body().path("state").asString(""));
    }

    private void paid(TappingPayer payer, Customer customer) {
        Order order = order(customer, 0);
        Heard asked = payer.askToPay(order.payment, order.offer.order());
        verdicts.equal(
                "the customer is shown what is paid",
                order.offer.debit(),
                asked.body().path("display").path("amount").path("value").asString(""));
        ObjectNode answer = payer.answer(asked);
        Heard judged = payer.send(asked, answer);
        verified("the card and the telephone sign it", judged);
        long evidence = judged.body().path("evidence_reference").asLong(0);
        verdicts.holds(
                "and an assertion says so to whoever relies on it",
                judged.body().path("assertion").asString("").split("\\.").length == 3);
        refused("the same answer again", payer.send(asked, answer), "CHALLENGE_ANSWERED");

        Order other = order(customer, 0);
        refused("for another payment", other.pay(evidence), "EVIDENCE_DIFFERS");
        Heard paid = order.pay(evidence);
        verdicts.holds(
                "with it the purchase is paid",
                paid.status() == 201 && paid.body().path("state").asString("").equals("COMPLETED"),
                paid.status() + " " + paid.body());
        used("the evidence", payer, asked);
        refused("and never again", order(customer, 0).pay(evidence), "EVIDENCE_DIFFERS");
    }

    private void attacked(TappingPayer payer, Customer customer, Card card) {
        Order changed = order(customer, 0);
        Heard small = payer.askToPay(changed.payment, changed.offer.order());
        long evidence = payer.tap(small).body().path("evidence_reference").asLong(0);
        Order larger = new Order(changed.payment, offer(customer, 0, "6000000.00"), customer);
        refused("tapped for one amount, paid another", larger.pay(evidence), "EVIDENCE_DIFFERS");

        Order shown = order(customer, 0);
        Heard forShop = payer.askToPay(shown.payment, shown.offer.order());
        evidence = payer.tap(forShop).body().path("evidence_reference").asLong(0);
        Order elsewhere = new Order(shown.payment, offer(customer, 1, LARGE), customer);
        refused("tapped for one shop, paid another", elsewhere.pay(evidence), "EVIDENCE_DIFFERS");

        Order stolen = order(customer, 0);
        rejected(
                "another card",
                payer.tap(
                        payer.askToPay(stolen.payment, stolen.offer.order()),
                        newCard(),
                        payer.device()));
        Card copied = copy(payer, card);
        rejected(
                "a copy of the card's records, without its key",
                payer.tap(
                        payer.askToPay(stolen.payment, stolen.offer.order()),
                        copied,
                        payer.device()));
        rejected(
                "the card relayed to a telephone that nobody enrolled",
                payer.tap(
                        payer.askToPay(stolen.payment, stolen.offer.order()),
                        card,
                        telephones.telephone()));
        Order last = order(customer, 0);
        verified(
                "and the honest tap still proves",
                payer.tap(payer.askToPay(last.payment, last.offer.order())));
    }

    /**
     * Everything that a card ever said, said again: records are the same, but what it signs is not.
     */
    private Card copy(TappingPayer payer, Card card) {
        Map<String, ByteString> said = new HashMap<>();
        Card heard =
                command -> {
                    Optional<ByteString> answer = card.answer(command);
                    answer.ifPresent(bytes -> said.put(kind(command), bytes));
                    return answer;
                };
        Order order = order(payer.customer(), 0);
        payer.answer(payer.askToPay(order.payment, order.offer.order()), heard, payer.device());
        return command -> Optional.ofNullable(said.get(kind(command)));
    }

    /** A card's records are asked for by the same command; what it signs, by its first bytes. */
    private static String kind(ByteString command) {
        String hex = command.hex();
        return hex.startsWith("80AE") ? "80AE" : hex;
    }

    private Card newCard() {
        SimulatedPaymentCard card = telephones.card(digits());
        return command -> Optional.of(card.transmit(command));
    }

    private static String digits() {
        return "%07d".formatted(ThreadLocalRandom.current().nextInt(DIGITS));
    }

    private static ObjectNode limited(String reference, String won) {
        ObjectNode body = JsonClient.object().put("payer_reference", reference);
        body.putObject("evidence_above").put("value", won).put("currency", "KRW");
        return body;
    }

    private Order order(Customer customer, int merchant) {
        return new Order(UUID.randomUUID(), offer(customer, merchant, LARGE), customer);
    }

    private Offer offer(Customer customer, int merchant, String amount) {
        return sandbox.offer(
                customer, sandbox.merchants().get(merchant).staticCode(), Optional.of(amount));
    }

    /** What is to be paid under which id. */
    private final class Order {
        private final UUID payment;
        private final Offer offer;
        private final Customer customer;

        Order(UUID payment, Offer offer, Customer customer) {
            this.payment = payment;
            this.offer = offer;
            this.customer = customer;
        }

        /** Pays, with evidence if there is any. */
        Heard pay(long evidence) {
            ObjectNode order = offer.order();
            if (evidence != 0) {
                order.put("evidence_reference", evidence);
            }
            return sandbox.app().pay(customer, payment, order);
        }
    }

    private void verified(String what, Heard heard) {
        verdicts.holds(
                what + ": verified",
                heard.body().path("result").asString("").equals("VERIFIED"),
                heard.status() + " " + heard.body());
    }

    private void rejected(String what, Heard heard) {
        JsonNode body = heard.body();
        verdicts.holds(
                what + ": rejected, and not told why",
                heard.status() == 200
                        && body.path("result").asString("").equals("REJECTED")
                        && body.size() == 1,
                heard.status() + " " + body);
    }

    private void refused(String what, Heard heard, String code) {
        verdicts.holds(
                "%s: refused as %s".formatted(what, code),
                heard.code().equals(code),
                heard.status() + " " + heard.body());
    }
}
