// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.simulators.acquirer.AcquirerConduct;
import dev.naru.simulators.acquirer.KoreaAcquirer;
import dev.naru.simulators.acquirer.Shop;
import dev.naru.simulators.scheme.AbroadApp;
import dev.naru.simulators.scheme.AbroadApp.Heard;
import dev.naru.simulators.scheme.AbroadApp.Purchase;
import dev.naru.simulators.scheme.AbroadApp.Scanned;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** An Indonesian app pays at Korean shops, and the acquirer does not always do as it should. */
final class InboundAct {
    private static final int SWITCH = 20;
    private static final Duration PAST_ANSWER = Duration.ofSeconds(9);

    private final Sandbox sandbox;
    private final Verdicts verdicts;
    private final AbroadApp app;
    private final KoreaAcquirer acquirer;
    private final Shop shop;

    InboundAct(Sandbox sandbox, Verdicts verdicts) {
        this.sandbox = sandbox;
        this.verdicts = verdicts;
        this.app = sandbox.abroad().app();
        this.acquirer = sandbox.abroad().acquirer();
        this.shop = acquirer.shops().getFirst();
    }

    void play() {
        verdicts.act("5. Inbound: an Indonesian app pays in Korea");
        paysAndAsksAgain();
        refusedByTheAcquirer();
        lateYes();
        cancelled();
        refusedBeforeAnybodyIsAsked();
        prefundingUsedUp();
    }

    private void paysAndAsksAgain() {
        long prefunding = prefundingWon();
        long balance = app.balanceMinor();
        String bill = "BILL-" + UUID.randomUUID().toString().substring(0, 8);
        Scanned scanned = app.scan(shop.dynamicCode(12_800, bill));
        verdicts.holds(
                "a dynamic code is %s of %s, and asks for 12,800 won"
                        .formatted(scanned.merchant(), scanned.name()),
                scanned.name().equals(shop.name())
                        && scanned.amountWon().orElse(0) == 12_800
                        && scanned.reference().equals(bill),
                scanned);
        Purchase purchase = app.order(scanned, 12_800);
        Heard paid = app.pay(purchase);
        verdicts.equal("pacs.008 in won is answered ACCC", "ACCC", paid.status());
        verdicts.holds(
                "the shop's terminal shows it: " + newest(),
                newest().startsWith("PAID 12,800 KRW"),
                newest());
        verdicts.equal(
                "the prefunding is drawn by 12,800 won", prefunding - 12_800, prefundingWon());
        verdicts.equal(
                "the customer paid rupiah at the switch's price",
                balance - AbroadApp.costMinor(12_800),
                app.balanceMinor());

        verdicts.equal("the partner asks again: the stored state", "ACCC", ask(purchase));
        verdicts.equal("the same pacs.008 again: the same", "ACCC", app.send(purchase).status());
        verdicts.equal("and money moved once", prefunding - 12_800, prefundingWon());
        verdicts.equal("the acquirer was asked once", 1, acquirer.timesReceived(purchase.id()));
        Heard other = app.send(purchase.over(12_900));
        verdicts.equal("the same UETR over another amount: RJCT", "RJCT", other.status());
        verdicts.equal("as a duplicate", "DUPL", other.reason());
        verdicts.equal("which changes nothing about the first", "ACCC", ask(purchase));
    }

    private void refusedByTheAcquirer() {
        long prefunding = prefundingWon();
        long balance = app.balanceMinor();
        acquirer.script(AcquirerConduct.REFUSE);
        Heard refused = app.pay(app.order(app.scan(shop.staticCode()), 7_000));
        verdicts.equal("the acquirer refuses: RJCT", "RJCT", refused.status());
        verdicts.equal("for its own reason", "AC04", refused.reason());
        verdicts.equal("the prefunding is whole again", prefunding, prefundingWon());
        verdicts.equal("and so is the customer", balance, app.balanceMinor());
    }

    /** The terminal is at it, and takes it in the end. */
    private void lateYes() {
        long prefunding = prefundingWon();
        Purchase purchase = app.order(app.scan(shop.staticCode()), 8_000);
        CompletableFuture<Heard> paid = begin(purchase, AcquirerConduct.LATE);
        sandbox.advance(PAST_ANSWER);
        verdicts.holds(
                "silence for 8 s: in doubt, asked for, and a cancel that the acquirer denies",
                sandbox.await(
                        () ->
                                acquirer.enquiries(purchase.id()) >= 1
                                        && acquirer.cancels(purchase.id()) >= 1));
        verdicts.equal("meanwhile the partner hears PDNG", "PDNG", ask(purchase));
        verdicts.equal("and 8,000 won stay reserved", prefunding - 8_000, prefundingWon());
        acquirer.release();
        verdicts.holds(
                "then the shop takes it, and the partner hears ACCC",
                sandbox.await(() -> ask(purchase).equals("ACCC")));
        paid.join();
    }

    /** Nobody at the terminal does anything, and the cancel is confirmed. */
    private void cancelled() {
        long prefunding = prefundingWon();
        long balance = app.balanceMinor();
        Purchase purchase = app.order(app.scan(shop.staticCode()), 9_000);
        CompletableFuture<Heard> paid = begin(purchase, AcquirerConduct.WAIT);
        sandbox.advance(PAST_ANSWER);
        Heard heard = paid.join();
        verdicts.holds(
                "silence again, and the cancel is confirmed: only now RJCT",
                sandbox.await(() -> ask(purchase).equals("RJCT")),
                heard);
        verdicts.equal("after one cancel", 1, acquirer.cancels(purchase.id()));
        verdicts.holds(
                "the terminal shows it: " + newest(),
                newest().startsWith("CANCELLED 9,000 KRW"),
                newest());
        verdicts.equal("the prefunding is whole again", prefunding, prefundingWon());
        verdicts.equal("and so is the customer", balance, app.balanceMinor());
    }

    private void refusedBeforeAnybodyIsAsked() {
        long lookups = acquirer.lookups();
        verdicts.equal(
                "an Indonesian code is refused here",
                "AG03",
                app.scan(sandbox.merchants().getFirst().staticCode()).reason());
        String code = shop.staticCode();
        String damaged = code.substring(0, code.length() - 1) + (code.endsWith("0") ? "1" : "0");
        verdicts.equal("a damaged one, too", "FF01", app.scan(damaged).reason());
        verdicts.equal("and the acquirer was not asked", lookups, acquirer.lookups());
        verdicts.equal(
                "a shop that has closed is refused for that",
                "AC04",
                app.scan(acquirer.shops().getLast().staticCode()).reason());
        verdicts.equal(
                "what is no message is not taken",
                400,
                app.sendRaw("hello".getBytes(StandardCharsets.UTF_8)));
    }

    private void prefundingUsedUp() {
        long requests = acquirer.requests();
        long prefunding = prefundingWon();
        Purchase purchase = app.order(app.scan(shop.staticCode()), prefunding + 1);
        Heard refused = app.pay(purchase);
        verdicts.equal(
                "one won more than the prefunding: RJCT",
                List.of("RJCT", "AM23"),
                List.of(refused.status(), refused.reason()));
        verdicts.equal("the acquirer was not asked", requests, acquirer.requests());
        verdicts.equal("and it stays so", "RJCT", ask(purchase));
    }

    private CompletableFuture<Heard> begin(Purchase purchase, AcquirerConduct conduct) {
        acquirer.script(conduct);
        CompletableFuture<Heard> paid = Sandbox.meanwhile(() -> app.pay(purchase));
        sandbox.await(() -> acquirer.timesReceived(purchase.id()) == 1);
        return paid;
    }

    private String ask(Purchase purchase) {
        return app.ask(purchase.id()).status();
    }

    private String newest() {
        List<String> screen = acquirer.screen(shop.number());
        return screen.isEmpty() ? "" : screen.getLast();
    }

    /** What the switch may still pay, whole won. */
    private long prefundingWon() {
        for (JsonNode row : Pages.all(sandbox.operator(), "/v1/operator/groups/1/positions")) {
            if (row.path("participant_id").asString("").equals(Integer.toString(SWITCH))) {
                return new BigDecimal(row.path("headroom").path("value").asString("0"))
                        .longValueExact();
            }
        }
        return 0;
    }
}
