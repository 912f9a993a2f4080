// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.core;

import dev.naru.benchmarks.Benchmark;
import dev.naru.benchmarks.ChildJvm;
import dev.naru.benchmarks.Report;
import dev.naru.benchmarks.market.MarketSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Whole payments (quote, initiate, dispatch, accepted answer, fees on both sides) through the
 * machine alone, on one thread, in markets of three sizes: the two smaller ones until three million
 * payments are remembered, the largest until ten million. Rates are of the last two million of
 * each.
 */
public final class CoreBenchmark implements Benchmark {
    private static final long MILLION = 1_000_000;
    private static final long MOST = 10 * MILLION;
    private static final long FEW = 3 * MILLION;
    private static final long EARLY_FROM = MILLION;
    private static final long LATE_FROM = 8 * MILLION;
    private static final double NS_A_SECOND = 1e9;

    /**
     * One thread does everything, so one thread collects: the serial collector's pauses are in the
     * figures, and nothing runs beside. The heap has one size from the start.
     */
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xms2g",
                    "-Xmx2g",
                    "-Xmn512m",
                    "-XX:+AlwaysPreTouch",
                    "-XX:MaxDirectMemorySize=4g");

    @Override
    public String name() {
        return "core";
    }

    @Override
    public long diskBytes() {
        return 64L * 1024 * 1024;
    }

    @Override
    public void run(Report report, Path folder) throws IOException, InterruptedException {
        report.fact("flags", ChildJvm.flags() + " " + String.join(" ", FLAGS));
        report.fact("sync_level", "none: nothing is written, 0 syncs");
        CoreRun small = fill(report, MarketSize.ACCOUNTS_1000, FEW);
        CoreRun middle = fill(report, MarketSize.ACCOUNTS_100000, FEW);
        CoreRun large = fill(report, MarketSize.ACCOUNTS_1000000, MOST);
        CoreRun.Slice full = large.between(LATE_FROM, MOST);
        double fastest = perSecond(small.between(EARLY_FROM, FEW));
        report.figure("payments_per_s", perSecond(full), "payments/s");
        report.figure("payments_per_s.accounts_1000", fastest, "payments/s");
        report.figure(
                "payments_per_s.accounts_100000",
                perSecond(middle.between(EARLY_FROM, FEW)),
                "payments/s");
        report.figure(
                "payments_per_s.accounts_1000000.remembered_3000000",
                perSecond(large.between(EARLY_FROM, FEW)),
                "payments/s");
        report.figure("slowdown_percent", 100 * (1 - perSecond(full) / fastest), "percent");
        report.figure("busy_percent", 100.0 * full.cpuNs() / full.tookNs(), "percent_of_one_core");
        report.figure(
                "allocated_bytes_per_payment",
                (double) full.allocatedBytes() / full.payments(),
                "bytes");
        memory(report, large);
        report.check(
                "ledger, states and events agree in every run, and every chain has four transfers",
                Report.Verdict.HOLDS);
    }

    private static CoreRun fill(Report report, MarketSize size, long payments)
            throws IOException, InterruptedException {
        report.progress("%,d payments, %s".formatted(payments, size.suffix()));
        CoreRun run = CoreRun.of(size, payments, MILLION, FLAGS);
        report.fact(
                size.suffix(), "%,d accounts, %,d events".formatted(run.accounts(), run.events()));
        return run;
    }

    /**
     * A machine's index has its full size from the start. So growth inside one process leaves the
     * index out; growth from a machine that is sized for a million to one that is sized for ten
     * million has it in.
     */
    private static void memory(Report report, CoreRun largest)
            throws IOException, InterruptedException {
        report.progress("1,000,000 payments in a machine of that size");
        CoreRun million = CoreRun.of(MarketSize.ACCOUNTS_1000000, MILLION, MILLION, FLAGS);
        long full = largest.footprintBytesAt(MOST);
        double grown = MOST - MILLION;
        report.figure(
                "bytes_per_payment", (full - million.footprintBytesAt(MILLION)) / grown, "bytes");
        report.figure(
                "bytes_per_payment.without_index",
                (full - largest.footprintBytesAt(MILLION)) / grown,
                "bytes");
        report.figure("footprint_mib.payments_10000000", full / 1048576.0, "MiB");
    }

    private static double perSecond(CoreRun.Slice slice) {
        return slice.payments() * NS_A_SECOND / slice.tookNs();
    }
}
