// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cardtap;

import dev.naru.benchmarks.Benchmark;
import dev.naru.benchmarks.ChildJvm;
import dev.naru.benchmarks.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Certificate chains and signatures of taps, and application cryptograms with the issuer's key in
 * this process, each on one thread; then taps through the whole service, over HTTP.
 */
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
        return 4L << 30;
    }

    @Override
    public void run(Report report, Path folder) throws IOException, InterruptedException {
        report.fact("flags", ChildJvm.flags() + " " + String.join(" ", FLAGS));
        report.progress("taps of composed cards");
        rounds(report, ChainProcess.class, List.of(), "chains");
        report.progress("the same, each issuer's certificate opened anew");
        rounds(report, ChainProcess.class, List.of(ChainProcess.WHOLE), "whole_chains");
        report.check(
                "every tap was proved, and refused with one bit of certificate or signature"
                        + " changed",
                Report.Verdict.HOLDS);
        report.progress("cryptograms of the published versions");
        rounds(report, CryptogramProcess.class, List.of(), "cryptograms");
        report.check(
                "every published cryptogram was genuine, and wrong with another amount",
                Report.Verdict.HOLDS);
        report.progress("taps through the service");
        new ServiceTaps(report, folder).run();
    }

    /** The figures {@code NAME_per_s} of a child process. */
    private static void rounds(Report report, Class<?> main, List<String> arguments, String name)
            throws IOException, InterruptedException {
        List<Round> rounds = new ArrayList<>();
        try (ChildJvm child = ChildJvm.start(main, FLAGS, arguments)) {
            for (int round = 0; round < Rounds.COUNT; round++) {
                rounds.add(Round.of(child.await("round")));
            }
            child.await("checked");
            child.awaitEnd();
        }
        rounds.sort((one, other) -> Double.compare(one.perSecond(), other.perSecond()));
        Round median = rounds.get(rounds.size() / 2);
        String figure = name + "_per_s";
        report.figure(figure, median.perSecond(), name + "/s");
        report.figure(
                figure + ".busy_percent",
                100.0 * median.cpuNs / median.tookNs,
                "percent_of_one_core");
        report.figure(
                figure + ".allocated_bytes",
                (double) median.allocatedBytes / median.verified,
                "bytes");
        report.fact(
                figure + "_of_the_rounds",
                "%.0f to %.0f in %d rounds"
                        .formatted(
                                rounds.getFirst().perSecond(),
                                rounds.getLast().perSecond(),
                                rounds.size()));
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
