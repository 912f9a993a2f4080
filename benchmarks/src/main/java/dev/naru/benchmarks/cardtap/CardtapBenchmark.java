// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cardtap;

import dev.naru.benchmarks.Benchmark;
import dev.naru.benchmarks.ChildJvm;
import dev.naru.benchmarks.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Application cryptograms verified with the issuer's key in this process, on one thread. */
public final class CardtapBenchmark implements Benchmark {
    private static final double NS_A_SECOND = 1e9;

    /** One thread does everything, so one thread collects. */
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m");

    @Override
    public String name() {
        return "cardtap";
    }

    @Override
    public long diskBytes() {
        return 64L * 1024 * 1024;
    }

    @Override
    public void run(Report report, Path folder) throws IOException, InterruptedException {
        report.fact("flags", ChildJvm.flags() + " " + String.join(" ", FLAGS));
        cryptograms(report);
    }

    private static void cryptograms(Report report) throws IOException, InterruptedException {
        report.progress("cryptograms of the published versions");
        List<Round> rounds = new ArrayList<>();
        try (ChildJvm child = ChildJvm.start(CryptogramProcess.class, FLAGS, List.of())) {
            for (int round = 0; round < CryptogramProcess.ROUNDS; round++) {
                rounds.add(Round.of(child.await("round")));
            }
            child.await("checked");
            child.awaitEnd();
        }
        rounds.sort((one, other) -> Double.compare(one.perSecond(), other.perSecond()));
        Round median = rounds.get(rounds.size() / 2);
        report.figure("cryptograms_per_s", median.perSecond(), "cryptograms/s");
        report.figure(
                "cryptograms_per_s.busy_percent",
                100.0 * median.cpuNs / median.tookNs,
                "percent_of_one_core");
        report.figure(
                "cryptograms_per_s.allocated_bytes",
                (double) median.allocatedBytes / median.verified,
                "bytes");
        report.fact(
                "cryptograms_per_s_of_the_rounds",
                "%.0f to %.0f in %d rounds"
                        .formatted(
                                rounds.getFirst().perSecond(),
                                rounds.getLast().perSecond(),
                                rounds.size()));
        report.check(
                "every published cryptogram was genuine, and wrong with another amount",
                Report.Verdict.HOLDS);
    }

    /** One stretch of verifying. */
    private record Round(long verified, long tookNs, long cpuNs, long allocatedBytes) {
        static Round of(String line) {
            String[] words = line.split(" ");
            return new Round(
                    Long.parseLong(words[0]),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]));
        }

        double perSecond() {
            return verified * NS_A_SECOND / tookNs;
        }
    }
}
