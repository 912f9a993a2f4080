// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.acquirer.KoreaAcquirer;
import dev.naru.simulators.fxprovider.FxProvider;
import dev.naru.simulators.participant.App;
import dev.naru.simulators.participant.Customer;
import dev.naru.simulators.scheme.AbroadApp;
import dev.naru.simulators.scheme.IndonesiaSwitch;
import dev.naru.simulators.scheme.Merchant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everybody who takes part in the story, and the few moves that its acts are made of.
 *
 * @param hub the hub's process
 * @param operator speaks to the gateway as the operator
 * @param secondPerson the same as another person
 * @param app the Korean app, of a member with ample headroom
 * @param smallApp the app of a member with almost none
 * @param partner the Indonesian switch
 * @param abroad who takes part in payments from abroad
 * @param providers three of them, the first the dearest
 * @param customer who pays
 * @param merchants whom they pay
 */
public record Sandbox(
        HubChild hub,
        JsonClient operator,
        JsonClient secondPerson,
        App app,
        App smallApp,
        IndonesiaSwitch partner,
        Abroad abroad,
        List<FxProvider> providers,
        Customer customer,
        List<Merchant> merchants) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> FINAL = Set.of("COMPLETED", "REJECTED", "BLOCKED", "EXPIRED");

    /** Runs on a virtual thread. */
    static <T> CompletableFuture<T> meanwhile(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                work, task -> Thread.ofVirtual().name("story").start(task));
    }

    /**
     * Who takes part in payments from abroad.
     *
     * @param app the Indonesian one, and the switch behind it
     * @param acquirer of the Korean shops
     */
    public record Abroad(AbroadApp app, KoreaAcquirer acquirer) {}

    /** A quote that was shown, and the order that accepts it. */
    public record Offer(JsonNode resolution, JsonNode quote, ObjectNode order) {
        /** The exact debit in whole won. */
        public String debit() {
            return quote.path("debit_amount").path("value").asString("");
        }
    }

    /** Scans and asks the price; the payer has not accepted yet. */
    public Offer offer(App buyer, String code, Optional<String> amount) {
        return offer(buyer, customer, code, amount);
    }

    /** The same for another customer of the member. */
    Offer offer(Customer payer, String code, Optional<String> amount) {
        return offer(app, payer, code, amount);
    }

    private static Offer offer(App buyer, Customer payer, String code, Optional<String> amount) {
        Heard resolution = demand("resolve", buyer.resolve(code));
        Heard quote = demand("quote", buyer.quote(resolution.body(), amount));
        return new Offer(
                resolution.body(),
                quote.body(),
                buyer.order(payer, resolution.body(), quote.body()));
    }

    /** The same from the first merchant's code at the till, for this many rupiah. */
    public Offer offer(String amount) {
        return offer(app, merchants.getFirst().staticCode(), Optional.of(amount));
    }

    private static Heard demand(String step, Heard heard) {
        if (!heard.isSuccess()) {
            throw new IllegalStateException(
                    "The story cannot go on: "
                            + step
                            + " answered "
                            + heard.status()
                            + " "
                            + heard.body());
        }
        return heard;
    }

    /** The state that the hub gives of a payment now; empty text when it does not know it. */
    public String state(UUID payment) {
        return app.read(payment).body().path("state").asString("");
    }

    /** Whether a payment has been in a state, whatever it is in now. */
    boolean hasBeen(UUID payment, String state) {
        for (JsonNode reached : app.read(payment).body().path("states")) {
            if (reached.path("state").asString("").equals(state)) {
                return true;
            }
        }
        return false;
    }

    /** Waits until a payment is in a state that fits, and gives the last one that was seen. */
    String await(UUID payment, Predicate<String> fits) {
        String[] seen = {""};
        await(
                () -> {
                    seen[0] = state(payment);
                    return fits.test(seen[0]);
                });
        return seen[0];
    }

    /** Waits until a payment has ended. */
    String awaitEnd(UUID payment) {
        return await(payment, FINAL::contains);
    }

    /** Waits until something holds, for 20 s at the most; says whether it does. */
    public boolean await(Supplier<Boolean> holds) {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.get()) {
            if (System.nanoTime() > deadlineNs) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return true;
    }

    /**
     * Moves the sandbox's time forward, the hub's and then the others', and has fresh prices
     * pushed.
     */
    public void advance(Duration by) {
        Heard moved =
                demand(
                        "moving time",
                        operator.send(
                                "POST",
                                "/v1/sandbox/time",
                                Map.of("Idempotency-Key", UUID.randomUUID().toString()),
                                JsonClient.object().put("advance_seconds", by.toSeconds())));
        moveOthersTo(time(moved));
        freshPrices();
    }

    /** Brings the others' clocks to the hub's, which an earlier run may have moved. */
    void setClocks() {
        moveOthersTo(time(demand("figures", operator.get("/v1/operator/figures"))));
    }

    private void moveOthersTo(Instant time) {
        partner.moveTimeTo(time);
        abroad.acquirer().moveTimeTo(time);
    }

    private static Instant time(Heard heard) {
        return Instant.parse(heard.body().path("time").asString(""));
    }

    /** Has every provider push its price now. */
    public void freshPrices() {
        for (FxProvider provider : providers) {
            await(() -> provider.pushNow().stream().allMatch(FxProvider.Push::isTaken));
        }
    }

    /** Arms a fault of the sandbox for the next payment. */
    void arm(String point) {
        demand(
                "arming a fault",
                operator.send(
                        "POST",
                        "/v1/sandbox/faults",
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()),
                        JsonClient.object().put("action", "ARM").put("point", point)));
    }

    /** How many recovery items there are. */
    int recoveryItems() {
        return Pages.all(operator, "/v1/operator/recovery-items").size();
    }

    /** Ends whatever runs here; the hub's process is ended last. */
    void close() {
        providers.forEach(FxProvider::close);
        app.close();
        smallApp.close();
        operator.close();
        secondPerson.close();
        hub.close();
        partner.close();
        abroad.app().close();
        abroad.acquirer().close();
    }
}
