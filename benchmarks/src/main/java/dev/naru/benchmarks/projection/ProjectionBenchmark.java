// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.projection;

import dev.naru.benchmarks.Benchmark;
import dev.naru.benchmarks.Report;
import dev.naru.benchmarks.Report.Verdict;
import dev.naru.benchmarks.market.MarketSize;
import dev.naru.projection.embedded.EmbeddedPostgres;
import dev.naru.projection.embedded.EmbeddedSettings;
import dev.naru.projection.query.ReadSide;
import dev.naru.projection.writer.ProjectionStatus;
import dev.naru.projection.writer.ProjectionWriter;
import dev.naru.protocol.PaymentState;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The events of a million payments into the hub's own PostgreSQL, from nothing: what a rebuild
 * does. The machine makes the events in the writer's thread, so its time is in the figures.
 */
public final class ProjectionBenchmark implements Benchmark {
    private static final long PAYMENTS = 1_000_000;
    private static final double NS_A_SECOND = 1e9;
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long STILL_NS = TimeUnit.MINUTES.toNanos(2);
    private static final long TELL_EVERY = 1_000_000;

    @Override
    public String name() {
        return "projection";
    }

    @Override
    public long diskBytes() {
        return 12L << 30;
    }

    @Override
    public void run(Report report, Path folder) {
        report.fact("payments", "%,d".formatted(PAYMENTS));
        report.fact("events_a_transaction", "%,d".formatted(ProjectionWriter.MOST_EVENTS));
        EmbeddedSettings settings =
                new EmbeddedSettings(
                        folder.resolve("programs"), folder.resolve("data"), 0, "benchmark");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
            long beganNs = System.nanoTime();
            long events;
            try (ProjectionWriter writer =
                    ProjectionWriter.start(
                            postgres.database(),
                            new MarketEvents(MarketSize.ACCOUNTS_1000, PAYMENTS))) {
                events = awaitEnd(report, writer);
            }
            double seconds = (System.nanoTime() - beganNs) / NS_A_SECOND;
            report.figure("rebuild_seconds", seconds, "s");
            report.figure("events_per_s", events / seconds, "1/s");
            check(report, postgres);
        }
    }

    private static long awaitEnd(Report report, ProjectionWriter writer) {
        long told = 0;
        long last = 0;
        long movedNs = System.nanoTime();
        while (true) {
            ProjectionStatus status = writer.status();
            long number = status.position().number();
            boolean follows = status.state() == ProjectionStatus.State.FOLLOWING;
            if (follows && number > 0 && status.hearing().lag() == 0) {
                return number;
            }
            if (number - told >= TELL_EVERY) {
                told = number;
                report.progress("%,d events".formatted(number));
            }
            movedNs = number == last ? movedNs : System.nanoTime();
            last = number;
            if (System.nanoTime() - movedNs > STILL_NS) {
                throw new IllegalStateException(
                        "the writer stands at event " + number + ": " + status.complaint());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
    }

    private static void check(Report report, EmbeddedPostgres postgres) {
        try (ReadSide reads = ReadSide.open(postgres.database())) {
            long completed = reads.counts().byState().getOrDefault(PaymentState.COMPLETED, 0L);
            report.check(
                    "%,d payments are completed in the tables".formatted(completed),
                    Verdict.of(completed == PAYMENTS));
        }
    }
}
