// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks;

import dev.naru.benchmarks.cardtap.CardtapBenchmark;
import dev.naru.benchmarks.cluster.ClusterBenchmark;
import dev.naru.benchmarks.core.CoreBenchmark;
import dev.naru.benchmarks.http.HttpBenchmark;
import dev.naru.benchmarks.projection.ProjectionBenchmark;
import dev.naru.benchmarks.qr.QrBenchmark;
import dev.naru.benchmarks.recovery.RecoveryBenchmark;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Measures what is named on the command line. */
public final class Main {
    private static final int RIGHT = 0;
    private static final int WRONG = 1;
    private static final int MISUSED = 2;

    private static final List<Benchmark> ALL =
            List.of(
                    new CoreBenchmark(),
                    new ClusterBenchmark(),
                    new RecoveryBenchmark(),
                    new ProjectionBenchmark(),
                    new HttpBenchmark(),
                    new QrBenchmark(),
                    new CardtapBenchmark());

    private Main() {}

    /** Exits with 0, with 1 when a check failed or nothing could be measured, 2 when misused. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args, Path.of("target", "bench"), System.out));
    }

    static int run(String[] args, Path results, PrintStream out) throws InterruptedException {
        for (Benchmark benchmark : ALL) {
            if (args.length == 1 && args[0].equals(benchmark.name())) {
                return measure(benchmark, results, out);
            }
        }
        out.println(
                "bench what? "
                        + ALL.stream().map(Benchmark::name).collect(Collectors.joining(", ")));
        return MISUSED;
    }

    private static int measure(Benchmark benchmark, Path results, PrintStream out)
            throws InterruptedException {
        Report report = new Report(benchmark.name(), out);
        try (WorkFolder folder = WorkFolder.create(results.resolve(benchmark.name() + "-work"))) {
            folder.need(benchmark.diskBytes());
            MachineFacts.note(report, folder.path());
            benchmark.run(report, folder.path());
            report.fact("load_average_after", MachineFacts.loadAverage());
            if (!report.isRight()) {
                out.println("# A check failed: these figures mean nothing, and none is written.");
                return WRONG;
            }
            Path file = results.resolve(benchmark.name() + ".json");
            report.writeTo(file);
            report.progress("written to " + file);
            return RIGHT;
        } catch (IOException | IllegalStateException reason) {
            out.println("# Not measured: " + reason.getMessage());
            return WRONG;
        }
    }
}
