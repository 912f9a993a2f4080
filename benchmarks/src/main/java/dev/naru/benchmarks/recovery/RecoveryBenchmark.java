// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.recovery;

import dev.naru.benchmarks.Benchmark;
import dev.naru.benchmarks.Report;
import dev.naru.benchmarks.Report.Verdict;
import dev.naru.benchmarks.cluster.Hubs;
import dev.naru.benchmarks.cluster.LedgerProof;
import dev.naru.benchmarks.cluster.Load;
import dev.naru.benchmarks.cluster.MarketSetup;
import dev.naru.benchmarks.cluster.NodeChild;
import dev.naru.benchmarks.market.ExpectedLedger;
import dev.naru.benchmarks.market.Market;
import dev.naru.benchmarks.market.MarketSize;
import dev.naru.client.Hub;
import dev.naru.client.HubClient;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A member with a snapshot of a million payments takes a hundred thousand more and is killed under
 * load; from that moment until a new payment is accepted. Then every payment that was under way is
 * finished, and the ledger must hold exactly what the client was told.
 */
public final class RecoveryBenchmark implements Benchmark {
    private static final MarketSize SIZE = MarketSize.ACCOUNTS_1000000;
    private static final int UNDER_WAY = 4_096;
    private static final long IN_SNAPSHOT = 1_000_000;
    private static final long PAST_SNAPSHOT = 100_000;
    private static final long REMEMBERED = 2_000_000;
    private static final int SAMPLE_EVERY = 997;

    /** The youngest payments, half of which were under way at the kill, are all asked for. */
    private static final int LAST = 2 * UNDER_WAY;

    private static final double NS_A_SECOND = 1e9;

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public long diskBytes() {
        return 8L << 30;
    }

    @Override
    public void run(Report report, Path folder) throws IOException, InterruptedException {
        report.fact("node_flags", NodeChild.flags());
        report.fact("sync_level", NodeChild.SYNC_LEVEL + ", before each outcome");
        Market market = new Market(SIZE);
        ExpectedLedger ledger = new ExpectedLedger();
        market.fundings().forEach(ledger::add);
        Path home = folder.resolve("node");
        try (NodeChild node = NodeChild.start(home, REMEMBERED);
                HubClient client = Hubs.connect(node.aeronDirectory())) {
            Load load = fill(report, node, client, market, ledger);
            long killedNs = System.nanoTime();
            node.kill();
            restart(report, home, load, ledger, killedNs);
        }
    }

    private static Load fill(
            Report report, NodeChild node, HubClient client, Market market, ExpectedLedger ledger)
            throws IOException {
        report.progress("setting up " + SIZE.suffix());
        MarketSetup.send(market, Hubs.sender(client));
        Load load = new Load(market, ledger, Hubs.sender(client), UNDER_WAY, 0);
        report.progress("%,d payments".formatted(IN_SNAPSHOT));
        load.atMostUntil(UNDER_WAY, IN_SNAPSHOT);
        report.figure("snapshot_seconds", node.snapshot() / NS_A_SECOND, "s");
        report.progress("%,d payments past the snapshot".formatted(PAST_SNAPSHOT));
        load.atMostUntil(UNDER_WAY, IN_SNAPSHOT + PAST_SNAPSHOT);
        report.fact("syncs_before_the_kill", "%,d".formatted(node.figures().syncs()));
        return load;
    }

    private static void restart(
            Report report, Path home, Load load, ExpectedLedger ledger, long killedNs)
            throws IOException, InterruptedException {
        Market market = load.market();
        try (NodeChild node = NodeChild.start(home, REMEMBERED);
                HubClient client = Hubs.connect(node.aeronDirectory())) {
            long readyNs = System.nanoTime();
            Load first = new Load(market, ledger, Hubs.sender(client), 1, load.begun());
            first.atMostUntil(1, 1);
            long acceptedNs = System.nanoTime();
            first.drain();
            report.figure("seconds", (acceptedNs - killedNs) / NS_A_SECOND, "s");
            report.figure(
                    "seconds.until_the_node_is_ready", (readyNs - killedNs) / NS_A_SECOND, "s");
            checkAcknowledged(report, client, market, load);
            report.progress("finishing what was under way at the kill");
            load.moveTo(Hubs.sender(client));
            load.drain();
            report.fact("commands_sent_again", "%,d".formatted(load.repeated()));
            report.fact("payments_expired_meanwhile", "%,d".formatted(load.expired()));
            LedgerProof.check(report, client, load, ledger, SIZE.groups());
        }
    }

    /** Before anything is sent again: what was acknowledged must be there by itself. */
    private static void checkAcknowledged(Report report, Hub hub, Market market, Load load) {
        long completed = Hubs.figures(hub).byState().get(PaymentState.COMPLETED.ordinal());
        report.check(
                "%,d payments are completed after the restart, %,d were acknowledged before"
                        .formatted(completed, load.completed()),
                Verdict.of(completed > load.completed() && completed <= load.begun() + 1));
        int asked = 0;
        int lost = 0;
        for (int i = 0; i < load.begun(); i++) {
            if (load.isCompleted(i) && (i % SAMPLE_EVERY == 0 || i > load.begun() - LAST)) {
                asked++;
                lost += isCompleted(hub, market, i) ? 0 : 1;
            }
        }
        report.check(
                "of %,d acknowledged payments that were asked for, %,d are not completed"
                        .formatted(asked, lost),
                Verdict.of(lost == 0 && asked > LAST / 4));
    }

    private static boolean isCompleted(Hub hub, Market market, int index) {
        Command read = new Command.ReadPayment(market.memberOf(index), market.idOf(index));
        return Hubs.ask(hub, read) instanceof Outcome.PaymentIs is
                && is.payment().state() == PaymentState.COMPLETED;
    }
}
