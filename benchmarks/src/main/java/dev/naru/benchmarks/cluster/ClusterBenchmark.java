// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cluster;

import dev.naru.benchmarks.Benchmark;
import dev.naru.benchmarks.Report;
import dev.naru.benchmarks.market.ExpectedLedger;
import dev.naru.benchmarks.market.Market;
import dev.naru.benchmarks.market.MarketSize;
import dev.naru.client.HubClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * Whole payments through a client in this process and a member of one in another, synced to disk
 * before each outcome: first as many as go through with thousands under way, then half of that at a
 * steady pace, where each payment is measured from the moment at which it should have begun.
 */
public final class ClusterBenchmark implements Benchmark {
    private static final MarketSize SIZE = MarketSize.ACCOUNTS_1000000;
    private static final int UNDER_WAY = 8_192;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration CLOSED = Duration.ofSeconds(20);
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration OPEN = Duration.ofSeconds(30);
    private static final long REMEMBERED = 20_000_000;
    private static final double NS_A_MS = 1e6;

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public long diskBytes() {
        return 16L << 30;
    }

    @Override
    public void run(Report report, Path folder) throws IOException, InterruptedException {
        report.fact("node_flags", NodeChild.flags());
        report.fact("sync_level", NodeChild.SYNC_LEVEL + ", before each outcome");
        Market market = new Market(SIZE);
        ExpectedLedger ledger = new ExpectedLedger();
        market.fundings().forEach(ledger::add);
        try (NodeChild node = NodeChild.start(folder.resolve("node"), REMEMBERED);
                HubClient client = Hubs.connect(node.aeronDirectory())) {
            report.progress("setting up " + SIZE.suffix());
            MarketSetup.send(market, Hubs.sender(client));
            Load load = new Load(market, ledger, Hubs.sender(client), Hubs.IN_FLIGHT, 0);
            double most = most(report, load, node);
            atHalf(report, load, most / 2);
            load.drain();
            report.fact("payments", "%,d".formatted(load.completed()));
            report.fact("commands_sent_again", "%,d".formatted(load.repeated()));
            LedgerProof.check(report, client, load, ledger, SIZE.groups());
            NodeChild.Figures figures = node.figures();
            report.fact("commands", "%,d".formatted(figures.commands()));
            report.fact("events", "%,d".formatted(figures.events()));
            report.fact("replies_dropped", "%,d".formatted(figures.droppedReplies()));
            report.fact("syncs", "%,d".formatted(figures.syncs()));
        }
    }

    private static double most(Report report, Load load, NodeChild node) throws IOException {
        report.progress("warming up with %,d payments under way".formatted(UNDER_WAY));
        load.atMost(UNDER_WAY, WARM_UP);
        report.progress("as many as go through, %,d under way".formatted(UNDER_WAY));
        NodeChild.Figures before = node.figures();
        Load.Stretch stretch = load.atMost(UNDER_WAY, CLOSED);
        NodeChild.Figures after = node.figures();
        report.figure("payments_per_s", stretch.perSecond(), "payments/s");
        report.figure(
                "commands_per_s",
                (after.commands() - before.commands()) * 1e9 / stretch.tookNs(),
                "commands/s");
        report.figure(
                "syncs_per_s",
                (after.syncs() - before.syncs()) * 1e9 / stretch.tookNs(),
                "syncs/s");
        figure(report, "at_most.p50_ms", stretch.payments(), 50);
        load.drain();
        return stretch.perSecond();
    }

    private static void atHalf(Report report, Load load, double perSecond) {
        report.progress("a steady %,.0f payments a second".formatted(perSecond));
        load.atRate(perSecond, SETTLING);
        load.drain();
        Load.Stretch stretch = load.atRate(perSecond, OPEN);
        report.figure("at_half.payments_per_s", stretch.perSecond(), "payments/s");
        Histogram payments = stretch.payments();
        figure(report, "p50_ms", payments, 50);
        figure(report, "p99_ms", payments, 99);
        figure(report, "p999_ms", payments, 99.9);
        figure(report, "max_ms", payments, 100);
        figure(report, "p50_ms.one_command", stretch.commands(), 50);
        figure(report, "p99_ms.one_command", stretch.commands(), 99);
    }

    private static void figure(Report report, String name, Histogram histogram, double percent) {
        report.figure(name, histogram.getValueAtPercentile(percent) / NS_A_MS, "ms");
    }
}
