// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.core;

import dev.naru.benchmarks.Benchmark;
import dev.naru.benchmarks.ChildJvm;
import dev.naru.benchmarks.Report;
import dev.naru.benchmarks.market.MarketSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Whole payments (quote, initiate, dispatch, accepted answer, fees on both sides) through the
 * machine alone, on one thread, in markets of three sizes, each until ten million payments are
 * remembered. Rates are of the last two million, when memory is fullest.
 */
public final class CoreBenchmark implements Benchmark {
    private static final long MILLION = 1_000_000;
    private static final long MOST = 10 * MILLION;
    private static final long EARLY_FROM = MILLION;
    private static final long EARLY_TO = 3 * MILLION;
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
        Map<MarketSize, CoreRun> runs = new EnumMap<>(MarketSize.class);
        for (MarketSize size : MarketSize.values()) {
            report.progress("10,000,000 payments, " + size.suffix());
            CoreRun run = CoreRun.of(size, MOST, MILLION, FLAGS);
            runs.put(size, run);
            note(report, size, run);
        }
        CoreRun smallest = run(runs, MarketSize.ACCOUNTS_1000);
        CoreRun largest = run(runs, MarketSize.ACCOUNTS_1000000);
        double early = perSecond(smallest.between(EARLY_FROM, EARLY_TO));
        double late = perSecond(largest.between(LATE_FROM, MOST));
        report.figure("payments_per_s", late, "payments/s");
        report.figure("slowdown_percent", 100 * (1 - late / early), "percent");
        report.figure(
                "allocated_bytes_per_payment",
                (double) largest.between(LATE_FROM, MOST).allocatedBytes() / (MOST - LATE_FROM),
                "bytes");
        memory(report, largest);
        report.check(
                "ledger, states and events agree in every run, and every chain has four transfers",
                Report.Verdict.HOLDS);
    }

    private static void note(Report report, MarketSize size, CoreRun run) {
        report.fact(
                size.suffix(), "%,d accounts, %,d events".formatted(run.accounts(), run.events()));
        CoreRun.Slice early = run.between(EARLY_FROM, EARLY_TO);
        CoreRun.Slice late = run.between(LATE_FROM, MOST);
        report.figure("payments_per_s." + size.suffix(), perSecond(late), "payments/s");
        report.figure(
                "payments_per_s." + size.suffix() + ".remembered_3000000",
                perSecond(early),
                "payments/s");
        report.figure(
                "busy_percent." + size.suffix(),
                100.0 * late.cpuNs() / late.tookNs(),
                "percent_of_one_core");
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

    private static CoreRun run(Map<MarketSize, CoreRun> runs, MarketSize size) {
        CoreRun run = runs.get(size);
        if (run == null) {
            throw new IllegalStateException("there was no run of " + size.suffix());
        }
        return run;
    }

    private static double perSecond(CoreRun.Slice slice) {
        return slice.payments() * NS_A_SECOND / slice.tookNs();
    }
}
