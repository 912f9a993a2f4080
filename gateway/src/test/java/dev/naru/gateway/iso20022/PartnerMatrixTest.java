// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.iso20022;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.naru.gateway.iso20022.MatrixCell.Coming;
import dev.naru.gateway.iso20022.MatrixCell.End;
import dev.naru.gateway.iso20022.MatrixCell.Moment;
import dev.naru.gateway.iso20022.MatrixCell.Step;
import dev.naru.simulators.scheme.AbroadApp;
import dev.naru.simulators.scheme.AbroadApp.Heard;
import dev.naru.simulators.scheme.AbroadApp.Purchase;
import dev.naru.simulators.scheme.AbroadApp.Scanned;
import dev.naru.simulators.wire.FaultyWire;
import dev.naru.simulators.wire.FaultyWire.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every message of a partner switch, and every answer to one, meets every fault of the wire; the
 * partner asks again as it would. Each payment from abroad ends once, and all books say so: what
 * the partner was told, the machine, the ledger, the acquirer and the customer. (The link between
 * the hub and the acquirer has a matrix of its own in {@code connectors}.)
 */
class PartnerMatrixTest {
    private static final Duration PARTNER_TIMER = Duration.ofSeconds(13);

    /** After the last moment to be executed, by which the partner may believe in "not known". */
    private static final Duration TO_THE_LAST_MOMENT = Duration.ofSeconds(60);

    /** One payment after the other in each world, and worlds beside each other. */
    @Test
    void every_payment_from_abroad_ends_once_whatever_happens() throws Exception {
        Map<End, List<MatrixCell>> cells =
                MatrixCell.all().stream().collect(Collectors.groupingBy(MatrixCell::end));
        int ended = 0;
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Integer>> worlds = new ArrayList<>();
            cells.forEach((end, all) -> worlds.add(threads.submit(() -> play(end, all))));
            for (Future<Integer> world : worlds) {
                ended += world.get();
            }
        }
        System.out.println("partner matrix: " + ended + " payments, every one ended once");
        assertThat(ended).isEqualTo(417);
    }

    private static int play(End end, List<MatrixCell> cells) {
        try (MatrixWorld world = new MatrixWorld(end)) {
            for (MatrixCell cell : cells) {
                assertThatCode(() -> play(world, cell))
                        .as(cell.toString())
                        .doesNotThrowAnyException();
            }
            return cells.size();
        }
    }

    private static void play(MatrixWorld world, MatrixCell cell) {
        try (FaultyWire wire = world.wire(cell);
                AbroadApp app = world.app(wire)) {
            new Play(cell, world, wire, app).act();
        }
    }

    /** One payment, as the partner sees it. */
    private static final class Play {
        private final MatrixCell cell;
        private final MatrixWorld world;
        private final FaultyWire wire;
        private final AbroadApp app;
        private final List<CompletableFuture<?>> unheard = new ArrayList<>();
        private final List<String> told = new CopyOnWriteArrayList<>();

        Play(MatrixCell cell, MatrixWorld world, FaultyWire wire, AbroadApp app) {
            this.cell = cell;
            this.world = world;
            this.wire = wire;
            this.app = app;
        }

        void act() {
            Purchase purchase = app.order(scan(), MatrixWorld.WON);
            UUID id = purchase.id();
            Heard first = hear(purchase, () -> app.pay(purchase));

            world.pass(PARTNER_TIMER);
            if (cell.step() == Step.ENQUIRY) {
                ask(purchase);
            }
            if (cell.step() == Step.ENQUIRY || told.isEmpty()) {
                switch (cell.remedy()) {
                    case REPEAT -> hear(purchase, () -> app.send(purchase));
                    case ASK -> ask(purchase);
                }
            }
            letGo(Moment.IN_TIME);
            world.pass(TO_THE_LAST_MOMENT);
            if (told.isEmpty()) {
                ask(purchase);
            }
            letGo(Moment.TOO_LATE);
            world.releaseAcquirer(id);
            Heard last = ask(purchase);

            assertThat(wire.hasHappened()).isTrue();
            assertThat(told.stream().distinct())
                    .as("one end, after %s and before %s", first, last)
                    .hasSize(1);
            assertThat(told.getFirst()).isIn(expected());
            if (cell.step() == Step.ORDER && cell.fault() == Fault.FORESTALLED) {
                assertThat(first.reason()).as("its name is taken").isEqualTo("DUPL");
            }
            boolean isPaid = !told.getFirst().equals("RJCT");
            boolean isKnown = !last.reason().equals("AG09");
            assertThat(isKnown || cell.coming() != Coming.COMES).isTrue();
            world.assertEnds(id, isKnown ? 1 : 0);
            world.assertBooks(id, isPaid ? cell.won() : 0);
            // What nobody knows the app does not give back by itself.
            assertThat(MatrixWorld.BALANCE_MINOR - app.balanceMinor())
                    .isEqualTo(AbroadApp.costMinor(isPaid || !isKnown ? MatrixWorld.WON : 0));
        }

        private List<String> expected() {
            return switch (cell.coming()) {
                case COMES -> List.of(cell.end().status());
                case DOES_NOT -> List.of("RJCT");
                case NOBODY_KNOWS -> List.of(cell.end().status(), "RJCT");
            };
        }

        /** An app that hears nothing scans again. */
        private Scanned scan() {
            String code = MatrixWorld.SHOP.staticCode();
            Scanned scanned =
                    say(() -> app.scan(code))
                            .filter(Scanned::isFound)
                            .orElseGet(() -> app.scan(code));
            assertThat(scanned.merchant()).isEqualTo(MatrixWorld.SHOP.number());
            return scanned;
        }

        private Heard ask(Purchase purchase) {
            return hear(purchase, () -> app.ask(purchase.id()));
        }

        /** Takes down what is final; what comes too late to be waited for is taken down then. */
        private Heard hear(Purchase purchase, Supplier<Heard> message) {
            Instant said = world.now();
            return say(() -> {
                        Heard heard = message.get();
                        take(heard, Duration.between(purchase.accepted(), said));
                        return heard;
                    })
                    .orElse(new Heard(0, "", "", ""));
        }

        /** By the rules of docs/inbound.md. */
        private void take(Heard heard, Duration age) {
            assertThat(heard.http()).as("no fault of the hub's").isNotEqualTo(500);
            boolean isFinal =
                    switch (heard.status()) {
                        case "ACCC", "BLCK" -> true;
                        case "RJCT" ->
                                switch (heard.reason()) {
                                    case "DUPL" -> false;
                                    case "AG09" -> age.compareTo(TO_THE_LAST_MOMENT) > 0;
                                    default -> true;
                                };
                        default -> false;
                    };
            if (isFinal) {
                told.add(heard.status());
            }
        }

        /** What is heard to it, unless the wire holds it back. */
        private <T> Optional<T> say(Supplier<T> message) {
            boolean canBeHeld = cell.fault().isHolding() && !wire.hasHappened();
            CompletableFuture<T> answer =
                    CompletableFuture.supplyAsync(message, Thread::startVirtualThread);
            MatrixWorld.await().until(() -> answer.isDone() || (canBeHeld && wire.hasHappened()));
            if (answer.isDone()) {
                return Optional.of(answer.join());
            }
            unheard.add(answer);
            return Optional.empty();
        }

        /** Lets what is held back go on, where this is the moment, and hears what comes of it. */
        private void letGo(Moment moment) {
            if (cell.moment() == moment) {
                wire.release();
                unheard.forEach(CompletableFuture::join);
            }
        }
    }
}
