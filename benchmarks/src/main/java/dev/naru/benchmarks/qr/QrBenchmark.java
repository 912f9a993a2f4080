// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.qr;

import dev.naru.benchmarks.Benchmark;
import dev.naru.benchmarks.ChildJvm;
import dev.naru.benchmarks.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decoding and checking one merchant's code, beside {@code com.github.mvallim:emv-qrcode}, in the
 * same run on the same codes: several forks of each in turn, each warm before it counts, and the
 * median of all rounds.
 *
 * <p>A measured loop and not JMH: the hub is run from the folder of jars that this module makes,
 * and nothing under the GPL may come to lie there.
 */
public final class QrBenchmark implements Benchmark {
    private static final int FORKS = 3;
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xms1g", "-Xmx1g");

    @Override
    public String name() {
        return "qr";
    }

    @Override
    public long diskBytes() {
        return 64L * 1024 * 1024;
    }

    @Override
    public void run(Report report, Path folder) throws IOException, InterruptedException {
        report.fact("flags", ChildJvm.flags() + " " + String.join(" ", FLAGS));
        check(report);
        Map<QrWork, QrRun> qris = measure(report, QrCodes.QRIS, EnumSet.allOf(QrWork.class));
        Map<QrWork, QrRun> label =
                measure(report, QrCodes.LABEL, EnumSet.of(QrWork.NARU, QrWork.MVALLIM));

        QrRun ours = of(qris, QrWork.NARU);
        report.figure("decode_us", ours.medianUs(), "us");
        report.figure("times_faster", timesFaster(qris, QrWork.MVALLIM), "times");
        report.figure("bytes_allocated", ours.allocatedBytes(), "bytes");
        report.fact(
                "of_which_result",
                "%d bytes are the result itself, kept without the text; %.0f are garbage"
                        .formatted(ours.keptBytes(), ours.allocatedBytes() - ours.keptBytes()));
        report.figure(
                "times_faster.than_without_its_validator",
                timesFaster(qris, QrWork.MVALLIM_BARE),
                "times");
        report.figure(
                "times_faster.than_with_all_its_validators",
                timesFaster(qris, QrWork.MVALLIM_VALIDATED),
                "times");
        report.figure(
                "decode_us.and_take_name_amount_payee",
                of(qris, QrWork.NARU_AND_TAKE).medianUs(),
                "us");
        report.figure("decode_us.label", of(label, QrWork.NARU).medianUs(), "us");
        report.figure("times_faster.label", timesFaster(label, QrWork.MVALLIM), "times");
        report.figure("bytes_allocated.label", of(label, QrWork.NARU).allocatedBytes(), "bytes");
        report.figure("decode_us.mvallim", of(qris, QrWork.MVALLIM).medianUs(), "us");
        report.figure(
                "bytes_allocated.mvallim", of(qris, QrWork.MVALLIM).allocatedBytes(), "bytes");
    }

    private static double timesFaster(Map<QrWork, QrRun> runs, QrWork theirs) {
        return of(runs, theirs).medianUs() / of(runs, QrWork.NARU).medianUs();
    }

    /** In turn, so that whatever happens to the machine meanwhile happens to all of them. */
    private static Map<QrWork, QrRun> measure(Report report, QrCodes codes, Set<QrWork> works)
            throws IOException, InterruptedException {
        report.progress(codes + ": " + FORKS + " forks of each");
        Map<QrWork, QrRun> runs = new EnumMap<>(QrWork.class);
        for (int fork = 0; fork < FORKS; fork++) {
            for (QrWork work : works) {
                runs.merge(work, QrRun.fork(work, codes, FLAGS), QrRun::and);
            }
        }
        runs.forEach((work, run) -> report.fact(codes + "_" + work, run.range()));
        return runs;
    }

    private static QrRun of(Map<QrWork, QrRun> runs, QrWork work) {
        QrRun run = runs.get(work);
        if (run == null) {
            throw new IllegalStateException("nothing of " + work);
        }
        return run;
    }

    /** That both libraries really read the codes, and really check them. */
    private static void check(Report report) {
        boolean same = true;
        boolean noticed = true;
        int longest = 0;
        for (QrCodes codes : QrCodes.values()) {
            for (String text : codes.texts()) {
                QrWork.Said ours = QrWork.NARU.said(text);
                same &= ours.crcRight() && ours.equals(QrWork.MVALLIM.said(text));
                String wrong = withWrongCheckValue(text);
                noticed &=
                        !QrWork.NARU.said(wrong).crcRight()
                                && !QrWork.MVALLIM.said(wrong).crcRight();
                longest = Math.max(longest, text.length());
            }
        }
        report.fact(
                "codes",
                "%d of each kind, QRIS of %d characters at first, labels of up to %d"
                        .formatted(QrCodes.COUNT, QrCodes.QRIS.text(0).length(), longest));
        report.check(
                "both libraries read the same name, amount and right check value in every code",
                Report.Verdict.of(same));
        report.check("both notice a wrong check value in every code", Report.Verdict.of(noticed));
        report.check("a label has over 1,000 characters", Report.Verdict.of(longest > 1_000));
    }

    private static String withWrongCheckValue(String text) {
        char last = text.charAt(text.length() - 1);
        return text.substring(0, text.length() - 1) + (last == '0' ? '1' : '0');
    }
}
