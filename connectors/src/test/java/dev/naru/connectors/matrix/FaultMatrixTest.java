// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.connectors.InMemoryEvents;
import dev.naru.connectors.MachineHub;
import dev.naru.connectors.SchemeConnector;
import dev.naru.connectors.matrix.Way.Manner;
import dev.naru.connectors.matrix.Way.OtherSide;
import dev.naru.connectors.scheme.BreakerSettings;
import dev.naru.connectors.scheme.LinkSettings;
import dev.naru.connectors.scheme.PacingSettings;
import dev.naru.protocol.Event;
import dev.naru.protocol.NotFoundRule;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.RecoveryReason;
import dev.naru.simulators.wire.FaultyWire;
import dev.naru.simulators.wire.FaultyWire.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every step of a payment on its link, in both directions, meets every fault: each payment ends
 * once, the ledger is balanced, and both books say the same.
 */
class FaultMatrixTest {
    private static final long AMOUNT_MINOR = 1_000_000;
    private static final String SEED =
            "launcher/src/main/resources/dev/naru/launcher/sandbox-seed.json";

    /** Sandbox time, in which all enquiries of the corridor fall due. */
    private static final List<Integer> SECONDS = List.of(12, 15, 45, 540, 3_000);

    private static final int AT_ONCE = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;

    /** What a fault happens to. */
    enum Step {
        /** The first sign-on, on its way out. */
        SIGN_ON,
        /** The order to pay, on its way out. */
        PAYMENT,
        /** The answer that comes later, on its way in. */
        ANSWER,
        /** The first question what became of it, on its way out. */
        ENQUIRY,
        /** The first cancel of what waits at the terminal, on its way out; it is confirmed. */
        CANCEL,
        /** The first cancel of what cannot be cancelled any more: it is denied. */
        DENIED_CANCEL
    }

    /** One payment of the matrix. What contradicts is an answer: a later one, or a question's. */
    record Cell(Way way, NotFoundRule rule, Step step, Fault fault) {
        boolean isContradiction() {
            return fault == Fault.CONTRADICTION;
        }

        /** Whether the fault is the wire's, not the other side's. */
        boolean isOnTheWire() {
            return !isContradiction() || isInDoubt();
        }

        /** Whether the step is taken only when the payment is in doubt. */
        boolean isInDoubt() {
            return switch (step) {
                case SIGN_ON, PAYMENT, ANSWER -> false;
                case ENQUIRY, CANCEL, DENIED_CANCEL -> true;
            };
        }

        /** Whether what is asked later ends it, and what was held back comes after that. */
        boolean isOvertaken() {
            return (step == Step.ENQUIRY || step == Step.CANCEL)
                    && (fault == Fault.REORDER || isContradiction());
        }

        /** Whether there is anything to happen to, and to this way's payments. */
        boolean isPossible() {
            return isOfTheStep() && isOfTheMessage();
        }

        /**
         * The hub says one thing of a payment: what a partner switch says of one besides is met at
         * its own door, in the gateway's matrix. And a question to the acquirer has no content.
         */
        private boolean isOfTheMessage() {
            boolean hasContent = way == Way.OUTBOUND || step != Step.ENQUIRY;
            return !fault.isOtherMessage() && (hasContent || !fault.isOfContent());
        }

        private boolean isOfTheStep() {
            return switch (step) {
                // What is answered to them is no end, so nothing can contradict it.
                case SIGN_ON, PAYMENT -> !isContradiction();
                case ANSWER, ENQUIRY -> true;
                // The switch in Indonesia takes no cancels.
                case CANCEL -> way == Way.INBOUND;
                // Who confirms what it denies, and then pays, has another book than the hub:
                // that is for two people, and SchemeConnectorContract has it.
                case DENIED_CANCEL -> way == Way.INBOUND && !isContradiction();
            };
        }

        /** What happens on the wire that this step takes, and on the other one. */
        Fault on(boolean isItsWire) {
            return isItsWire && isOnTheWire() ? fault : Fault.NONE;
        }

        @Override
        public String toString() {
            return way + " " + rule + " " + step + " " + fault;
        }
    }

    private static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Way way : Way.values()) {
            for (NotFoundRule rule : way.rules()) {
                for (Step step : Step.values()) {
                    for (Fault fault : Fault.values()) {
                        cells.add(new Cell(way, rule, step, fault));
                    }
                }
            }
        }
        return cells.stream().filter(Cell::isPossible).toList();
    }

    /** Cells that nobody's corridor is set up like would prove little. */
    @Test
    void the_sandboxes_corridors_are_among_those_of_the_matrix() throws IOException {
        String seed = Files.readString(Path.of(System.getProperty("naru.root")).resolve(SEED));
        for (Way way : Way.values()) {
            String corridor =
                    seed.lines()
                            .filter(line -> line.contains("\"" + way.corridor() + "\""))
                            .findFirst()
                            .orElseThrow();
            assertThat(way.rules()).contains(way.direction().shippedRule());
            assertThat(corridor)
                    .contains("\"not_found\": \"" + way.direction().shippedRule() + "\"");
        }
    }

    /** Most of it is waiting, so many payments are under way at once. */
    @Test
    void every_payment_ends_once_whatever_happens() throws Exception {
        int ended = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            Map<Cell, Future<?>> payments = new LinkedHashMap<>();
            cells().forEach(cell -> payments.put(cell, threads.submit(() -> play(cell))));
            for (Map.Entry<Cell, Future<?>> payment : payments.entrySet()) {
                assertThat(payment.getValue())
                        .as(payment.getKey().toString())
                        .succeedsWithin(PATIENCE);
                ended++;
            }
        }
        System.out.println("fault matrix: " + ended + " payments, every one ended once");
        assertThat(ended).isEqualTo(210);
    }

    private void play(Cell cell) {
        MachineHub hub = new MachineHub(cell.way().direction(), cell.rule());
        OtherSide partner = cell.way().open(hub::now);
        Fault fault = cell.fault();
        FaultyWire out =
                new FaultyWire(
                        partner.address(),
                        cell.on(cell.step() != Step.ANSWER),
                        message -> isMeant(cell, message),
                        cell.way()::contradiction);
        try (out;
                SchemeConnector connector =
                        cell.way().connect(settings(cell), out.address(), 0, hub);
                FaultyWire in =
                        new FaultyWire(
                                listener(connector),
                                cell.on(cell.step() == Step.ANSWER),
                                message -> true,
                                cell.way()::contradiction)) {
            partner.callback().accept(in.address());
            partner.manner().accept(manner(cell));
            UUID id = UUID.randomUUID();
            boolean isHeld = fault == Fault.DELAY || fault == Fault.REORDER;
            if (cell.step() == Step.SIGN_ON) {
                await().until(out::hasHappened);
                if (isHeld) {
                    out.release();
                }
            }
            hub.pay(id, AMOUNT_MINOR, partner.particulars());

            await().until(() -> hub.payment(id).state() != PaymentState.RESERVED);
            FaultyWire wire = cell.step() == Step.ANSWER ? in : out;
            if (!cell.isInDoubt()) {
                await().until(() -> !cell.isOnTheWire() || wire.hasHappened());
            }
            if (cell.step() != Step.PAYMENT || !isHeld) {
                awaitQuiet(connector, hub);
            }
            for (int seconds : SECONDS) {
                hub.advance(Duration.ofSeconds(seconds));
                await().until(() -> isEnded(hub, id) || isAsked(connector, wire, cell));
                if (cell.isOvertaken() && !isEnded(hub, id)) {
                    // The first question's answer comes after the second one's, which ends it.
                    hub.advance(Duration.ofSeconds(15));
                    await().until(() -> isEnded(hub, id));
                }
                if (cell.step() == Step.DENIED_CANCEL) {
                    // It pays, and what was held back comes after that.
                    partner.release().run();
                    await().until(() -> isEnded(hub, id));
                }
                out.release();
                in.release();
                awaitQuiet(connector, hub);
            }

            await().until(() -> isEnded(hub, id));
            assertThat(!cell.isOnTheWire() || wire.hasHappened()).isTrue();
            assertEndedOnce(hub, partner);
            if (cell.isContradiction()) {
                assertSetAside(hub, cell);
            }
        } finally {
            partner.end().run();
        }
    }

    private static boolean isMeant(Cell cell, String message) {
        return switch (cell.step()) {
            case SIGN_ON -> message.contains("\"SIGN_ON\"");
            case PAYMENT -> cell.way().isPayment(message);
            case ENQUIRY -> cell.way().isEnquiry(message);
            case CANCEL, DENIED_CANCEL -> cell.way().isCancel(message);
            case ANSWER -> false;
        };
    }

    /** Without a fault on the answer an enquiry is only asked for where nothing is told. */
    private static Manner manner(Cell cell) {
        if (!cell.isOnTheWire()) {
            return Manner.CONTRADICT;
        }
        return switch (cell.step()) {
            case SIGN_ON, PAYMENT, ANSWER -> Manner.TELL;
            case ENQUIRY -> Manner.BE_SILENT;
            case CANCEL -> Manner.WAIT;
            case DENIED_CANCEL -> Manner.DENY;
        };
    }

    private static boolean isEnded(MachineHub hub, UUID id) {
        return hub.payment(id).state().isFinal();
    }

    /** Whether the other side was asked, and where the fault is there, has it met the question. */
    private static boolean isAsked(SchemeConnector connector, FaultyWire wire, Cell cell) {
        return connector.status().figures().enquiries() >= 1
                && (!cell.isInDoubt() || wire.hasHappened());
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10));
    }

    /** Waits until the connector has done all that the events so far ask of it. */
    private static void awaitQuiet(SchemeConnector connector, MachineHub hub) {
        await().until(
                        () ->
                                connector.status().open() == 0
                                        && connector.status().eventNumber()
                                                == hub.events().all().size());
    }

    private static void assertEndedOnce(MachineHub hub, OtherSide partner) {
        List<Event> ends =
                hub.events().all().stream()
                        .map(InMemoryEvents.Recorded::event)
                        .filter(
                                event ->
                                        event instanceof Event.PaymentCompleted
                                                || event instanceof Event.PaymentBlocked
                                                || event instanceof Event.PaymentRejected
                                                || event instanceof Event.PaymentExpired)
                        .toList();
        assertThat(ends).hasSize(1);
        assertThat(hub.isBalanced()).isTrue();
        assertThat(hub.reservedMinor(MachineHub.LINK)).isZero();
        assertThat(hub.owedMinor(MachineHub.LINK)).isEqualTo(partner.owedMinor().getAsLong());
    }

    /** The first final answer has won, and two people look at the other one. */
    private static void assertSetAside(MachineHub hub, Cell cell) {
        RecoveryReason reason =
                cell.step() == Step.CANCEL
                        ? RecoveryReason.ACCEPTED_AFTER_VOID
                        : RecoveryReason.CONTRADICTION;
        await().untilAsserted(
                        () ->
                                assertThat(hub.recoveryItems())
                                        .extracting(Outcome.RecoveryItem::reason)
                                        .containsExactly(reason));
    }

    private static URI listener(SchemeConnector connector) {
        return URI.create("http://127.0.0.1:" + Way.listenPort(connector));
    }

    private LinkSettings settings(Cell cell) {
        Duration timeout = Duration.ofSeconds(11);
        return new LinkSettings(
                MachineHub.LINK,
                folder.resolve(cell.toString()),
                timeout,
                timeout,
                Duration.ofSeconds(2),
                Duration.ofMillis(10),
                1_024,
                new PacingSettings(64, 100_000, 1_000),
                new BreakerSettings(5, 2, Duration.ofMillis(20), Duration.ofMillis(100)),
                LinkSettings.STANDARD_ECHO);
    }
}
