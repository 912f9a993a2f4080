// SPDX-License-Identifier: Apache-2.0
package dev.naru.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.naru.launcher.demo.LedgerAct;
import dev.naru.launcher.demo.Sandbox;
import dev.naru.launcher.demo.SearchAct;
import dev.naru.launcher.demo.Stage;
import dev.naru.launcher.demo.Verdicts;
import dev.naru.node.eventlog.EventLogCheck;
import dev.naru.simulators.participant.CustomerBook;
import dev.naru.simulators.participant.WebhookReceiver;
import dev.naru.simulators.participant.WebhookReceiver.News;
import dev.naru.simulators.scheme.SwitchPayment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The hub's process, PostgreSQL, or both are killed with SIGKILL at random moments under load, and
 * started again on what is on disk. Every payment that was acknowledged is found, none has moved
 * money twice, every chain is whole, the event log has no gap and no repeat, PostgreSQL says what
 * the machine says, and the app was told everything by webhook, in order.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("naru.prove.kills", 12);
    private static final int PAYERS = 6;

    /** Asking and sending are the hub's own affair. */
    private static final Set<String> NOT_TOLD = Set.of("INITIATED", "DISPATCHED");

    @Test
    void everyAcknowledgedPaymentSurvivesAndEndsOnce(@TempDir Path folder) throws Exception {
        long seed = Long.getLong("naru.seed", System.nanoTime());
        System.out.println(
                "KillTest: " + KILLS + " kills, seed " + seed + " (-Dnaru.seed=" + seed + ")");
        Verdicts verdicts = new Verdicts(System.out);
        try (Stage stage = Stage.open(folder, Stage.Ports.free(), verdicts);
                WebhookReceiver receiver = WebhookReceiver.start(0)) {
            Sandbox sandbox = stage.sandbox();
            // A hub is ready before its database is.
            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> sandbox.app().hearAt(receiver).isSuccess());
            Load load = new Load(sandbox, PAYERS, seed);
            try {
                kill(sandbox, load, new Random(seed), folder);
            } finally {
                acknowledged = load.stop();
            }
            letEverythingEnd(sandbox);
            new LedgerAct(sandbox, verdicts).play();
            new SearchAct(sandbox, verdicts, stage.configurationFile()).play();
            assertThat(verdicts.failures()).isEmpty();
            checkAcknowledged(sandbox);
            checkTold(sandbox, receiver);
        }
        EventLogCheck.Report events =
                EventLogCheck.verify(folder.resolve("node").resolve("events"));
        assertThat(events.damage()).isEmpty();
        assertThat(events.firstNumber()).isEqualTo(1);
        assertThat(events.count()).isEqualTo(events.lastNumber());
    }

    private Map<UUID, String> acknowledged = Map.of();

    private void kill(Sandbox sandbox, Load load, Random random, Path folder) throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            int target = load.acknowledgements() + 1 + random.nextInt(15);
            await().atMost(60, TimeUnit.SECONDS).until(() -> load.acknowledgements() >= target);
            // Not right behind an acknowledgement, but anywhere between two.
            LockSupport.parkNanos(random.nextInt(50_000_000));
            // The hub, which the readers of events are part of; the database under them; or both.
            int kind = kill % 3;
            if (kind != 0) {
                killPostgres(folder.resolve("postgres").resolve("data"));
            }
            if (kind != 1) {
                sandbox.hub().kill();
                sandbox.hub().restart();
                sandbox.freshPrices();
            }
            System.out.println(
                    "KillTest: kill " + kill + ", " + load.acknowledgements() + " acknowledged");
        }
        int target = load.acknowledgements() + 5;
        await().atMost(60, TimeUnit.SECONDS).until(() -> load.acknowledgements() >= target);
    }

    /** The server's first process, with which all of them end. */
    private static void killPostgres(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (Files.exists(file)) {
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** What was cut off is asked for; what the switch never got ends at its execution deadline. */
    private void letEverythingEnd(Sandbox sandbox) {
        for (int seconds : new int[] {13, 16, 46}) {
            sandbox.advance(Duration.ofSeconds(seconds));
        }
        await().atMost(60, TimeUnit.SECONDS)
                .until(
                        () ->
                                sandbox.operator()
                                                .get("/v1/operator/figures")
                                                .body()
                                                .path("open_payments")
                                                .asInt(-1)
                                        == 0);
        sandbox.app().book().entries().forEach(entry -> sandbox.app().read(entry.paymentId()));
    }

    /** What the machine remembers of every payment is what the app was told of it, in order. */
    private static void checkTold(Sandbox sandbox, WebhookReceiver receiver) {
        int messages = 0;
        for (CustomerBook.Entry entry : sandbox.app().book().entries()) {
            UUID payment = entry.paymentId();
            JsonNode remembered = sandbox.app().read(payment).body();
            List<Tuple> told = new ArrayList<>();
            for (JsonNode reached : remembered.path("states")) {
                String state = reached.path("state").asString("");
                if (!NOT_TOLD.contains(state)) {
                    told.add(
                            tuple(
                                    "payment." + state.toLowerCase(Locale.ROOT),
                                    state,
                                    remembered.path("payment_number").asString("none"),
                                    state.equals(remembered.path("state").asString(""))));
                }
            }
            await().atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(
                            () ->
                                    assertThat(receiver.newsOf(payment))
                                            .as("what was told of payment %s", payment)
                                            .extracting(
                                                    News::type,
                                                    News::state,
                                                    News::paymentNumber,
                                                    News::isFinal)
                                            .isEqualTo(told));
            messages += told.size();
        }
        assertThat(receiver.news()).hasSize(messages);
        assertThat(receiver.forged()).isZero();
        System.out.println("KillTest: " + messages + " webhooks came, each as it should");
    }

    private void checkAcknowledged(Sandbox sandbox) {
        assertThat(acknowledged).hasSizeGreaterThan(KILLS);
        acknowledged.forEach(
                (payment, state) -> {
                    String now = sandbox.state(payment);
                    assertThat(now)
                            .as("payment %s, acknowledged as %s", payment, state)
                            .isIn("COMPLETED", "REJECTED", "EXPIRED");
                    if (state.equals("COMPLETED")) {
                        assertThat(now).isEqualTo("COMPLETED");
                    }
                });
        assertThat(sandbox.partner().payments())
                .extracting(SwitchPayment::timesReceived)
                .containsOnly(1);
    }
}
