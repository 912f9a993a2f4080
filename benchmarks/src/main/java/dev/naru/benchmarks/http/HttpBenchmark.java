// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.http;

import dev.naru.benchmarks.Benchmark;
import dev.naru.benchmarks.ProcessorTimes;
import dev.naru.benchmarks.Report;
import dev.naru.benchmarks.Report.Verdict;
import dev.naru.benchmarks.http.Buyers.Stretch;
import dev.naru.benchmarks.http.ReceiverProcess.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * The whole hub over its HTTP interface. A payment is a quote and a payment: two requests, pacs.008
 * to the switch and its pacs.002 back, two webhooks, and all events in PostgreSQL.
 *
 * <p>First, in stretches until it rises no more, the most that goes through with as many
 * connections as help; then open loops at falling shares of it, until one holds: its slowest
 * hundredth is under the limit, and the readers are not left behind.
 */
public final class HttpBenchmark implements Benchmark {
    private static final int SECONDS = Integer.getInteger("naru.bench.http.seconds", 60);
    private static final int CONNECTIONS = 1_024;
    private static final int BUSY_CONNECTIONS = 96;
    private static final double[] SHARES = {0.9, 0.75, 0.6, 0.45, 0.3, 0.2, 0.1};
    private static final int MOST_STRETCHES = 20;
    private static final int COLD_STRETCHES = 6;
    private static final int ALIKE = 4;
    private static final double NOTABLY_MORE = 1.05;
    private static final double LIMIT_MS = 100;
    private static final double READERS_LIMIT_S = 10;
    private static final double LONGEST_WAIT_S = 600;
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final double NS_A_SECOND = 1e9;
    private static final double US_A_SECOND = 1e6;
    private static final int MEMBER = 11;
    private static final int GROUPS = 2;

    @Override
    public String name() {
        return "http";
    }

    @Override
    public long diskBytes() {
        return 16L << 30;
    }

    @Override
    public void run(Report report, Path folder) throws IOException, InterruptedException {
        report.fact("seconds", Integer.toString(SECONDS));
        report.fact("connections", Integer.toString(CONNECTIONS));
        report.fact("signatures", "off");
        try (Town town = Town.open(folder);
                Buyers buyers = new Buyers(town, CONNECTIONS)) {
            Most most = most(report, town, buyers);
            report.figure("most_payments_per_s", most.perSecond(), "1/s");
            report.figure("most_payments_per_s.webhooks_behind", most.behind.webhooksS, "s");
            report.figure("most_payments_per_s.tables_behind", most.behind.tablesS, "s");
            openLoop(report, town, buyers, most.perSecond());
            check(report, town, buyers);
        }
    }

    /**
     * What went through with as many connections as help.
     *
     * @param behind how long the readers took to have everything of it
     */
    private record Most(Stretch stretch, Behind behind) {
        double perSecond() {
            return stretch.perSecond();
        }
    }

    /**
     * Cold code is slow for minutes, so that stretches go on until three in a row have brought
     * nothing more than the one before them; of these four the second best counts.
     */
    private static Most most(Report report, Town town, Buyers buyers)
            throws IOException, InterruptedException {
        long timeNs = Duration.ofSeconds(SECONDS).toNanos() / 2;
        List<Most> last = new ArrayList<>();
        for (int i = 0;
                i < MOST_STRETCHES && last.size() < ALIKE && buyers.complaints().isEmpty();
                i++) {
            Stretch stretch = stretch(report, town, buyers, timeNs);
            double best = last.stream().mapToDouble(Most::perSecond).max().orElse(0);
            if (i < COLD_STRETCHES || stretch.perSecond() > best * NOTABLY_MORE) {
                last.clear();
            }
            last.add(new Most(stretch, awaitReaders(town, buyers)));
        }
        last.sort(Comparator.comparingDouble(Most::perSecond));
        return last.get(Math.max(0, last.size() - 2));
    }

    private static Stretch stretch(Report report, Town town, Buyers buyers, long timeNs)
            throws InterruptedException {
        buyers.visit(town.resolutions());
        Stretch stretch = buyers.asFastAs(BUSY_CONNECTIONS, timeNs);
        report.progress(
                "%,.0f payments a second with %d connections"
                        .formatted(stretch.perSecond(), BUSY_CONNECTIONS));
        return stretch;
    }

    private static void openLoop(Report report, Town town, Buyers buyers, double most)
            throws IOException, InterruptedException {
        for (double share : SHARES) {
            double rate = most * share;
            report.progress("%,.0f payments a second".formatted(rate));
            buyers.visit(town.resolutions());
            ProcessorTimes before = town.used();
            long beganNs = System.nanoTime();
            Stretch stretch = buyers.atRate(rate, Duration.ofSeconds(SECONDS).toNanos());
            Behind behind = awaitReaders(town, buyers);
            ProcessorTimes used = town.used().since(before);
            double tookS = (System.nanoTime() - beganNs) / NS_A_SECOND;
            boolean holds = stretch.ms(99) < LIMIT_MS && behind.lastS() < READERS_LIMIT_S;
            if (holds || share == SHARES[SHARES.length - 1] || !buyers.complaints().isEmpty()) {
                figures(report, stretch, behind);
                used.byName()
                        .forEach(
                                (name, time) ->
                                        report.figure(
                                                "processor_us_per_payment." + name,
                                                time.toNanos()
                                                        / NS_A_SECOND
                                                        * US_A_SECOND
                                                        / stretch.completed(),
                                                "us"));
                report.figure(
                        "processors_busy",
                        used.byName().values().stream().mapToDouble(Duration::toNanos).sum()
                                / NS_A_SECOND
                                / tookS,
                        "cores");
                return;
            }
            report.progress(
                    "does not hold: p99 %,.1f ms, webhooks %,.1f s behind, tables %,.1f"
                            .formatted(stretch.ms(99), behind.webhooksS, behind.tablesS));
        }
    }

    private static void figures(Report report, Stretch stretch, Behind behind) {
        report.figure("payments_per_s", stretch.perSecond(), "1/s");
        report.figure("p50_ms", stretch.ms(50), "ms");
        report.figure("p99_ms", stretch.ms(99), "ms");
        report.figure("p999_ms", stretch.ms(99.9), "ms");
        report.figure("max_ms", stretch.ms(100), "ms");
        report.figure("webhooks_behind_s", behind.webhooksS, "s");
        report.figure("tables_behind_s", behind.tablesS, "s");
    }

    /**
     * How long after the last payment the readers of events had everything, seconds.
     *
     * @param webhooksS until every message had come
     * @param tablesS until every event was in the tables
     */
    private record Behind(double webhooksS, double tablesS) {
        double lastS() {
            return Math.max(webhooksS, tablesS);
        }
    }

    private static Behind awaitReaders(Town town, Buyers buyers) throws IOException {
        long beganNs = System.nanoTime();
        OptionalDouble webhooksS = OptionalDouble.empty();
        OptionalDouble tablesS = OptionalDouble.empty();
        while (webhooksS.isEmpty() || tablesS.isEmpty()) {
            double tookS = (System.nanoTime() - beganNs) / NS_A_SECOND;
            if (tookS > LONGEST_WAIT_S) {
                throw new IllegalStateException("the readers do not catch up");
            }
            if (webhooksS.isEmpty()
                    && Count.of(town.receiver()).completed() >= buyers.completed()) {
                webhooksS = OptionalDouble.of(tookS);
            }
            if (tablesS.isEmpty() && projected(town) >= buyers.completed()) {
                tablesS = OptionalDouble.of(tookS);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
        return new Behind(webhooksS.getAsDouble(), tablesS.getAsDouble());
    }

    private static long projected(Town town) {
        return town.operator("/v1/operator/projection/figures")
                .path("payments_by_state")
                .path("COMPLETED")
                .asLong(0);
    }

    private static void check(Report report, Town town, Buyers buyers) throws IOException {
        long completed = buyers.completed();
        report.check(
                "nothing was refused and nothing failed " + buyers.complaints(),
                Verdict.of(buyers.complaints().isEmpty()));
        JsonNode byState = town.operator("/v1/operator/figures").path("payments_by_state");
        report.check(
                "the machine completed the %,d payments that the member was told of: %s"
                        .formatted(completed, byState),
                Verdict.of(
                        byState.path("COMPLETED").asLong(-1) == completed
                                && sum(byState) == completed));
        JsonNode projected =
                town.operator("/v1/operator/projection/figures").path("payments_by_state");
        report.check("the tables count the same", Verdict.of(projected.equals(byState)));
        for (int group = 1; group <= GROUPS; group++) {
            String accounts = "/groups/" + group + "/accounts?limit=100";
            List<String> ledger = touched(town.operator("/v1/operator" + accounts));
            report.check(
                    "group %d: %d accounts are the same in the ledger and in the tables"
                            .formatted(group, ledger.size()),
                    Verdict.of(
                            !ledger.isEmpty()
                                    && touched(town.operator("/v1/operator/projection" + accounts))
                                            .equals(ledger)));
        }
        report.check(
                "the member's position was debited with the %,d won that its payers were"
                        .formatted(buyers.debitedWon()),
                Verdict.of(debited(town) == buyers.debitedWon()));
        Count told = Count.of(town.receiver());
        report.check(
                "%,d webhooks came, two for each payment, none forged (%d of them more than once)"
                        .formatted(told.messages(), told.repeated()),
                Verdict.of(
                        told.messages() == 2 * completed
                                && told.completed() == completed
                                && told.forged() == 0));
    }

    private static long sum(JsonNode byState) {
        long sum = 0;
        for (JsonNode count : byState) {
            sum += count.asLong(0);
        }
        return sum;
    }

    /** The machine also lists accounts that nothing has touched. */
    private static List<String> touched(JsonNode page) {
        List<String> rows = new ArrayList<>();
        for (JsonNode row : page.path("data")) {
            boolean isZero =
                    row.findValuesAsString("value").stream()
                            .allMatch(value -> value.matches("0(\\.0+)?"));
            if (!isZero) {
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private static long debited(Town town) {
        for (JsonNode row :
                town.operator("/v1/operator/groups/1/accounts?limit=100").path("data")) {
            if (row.path("kind").asString("").equals("POSITION")
                    && row.path("participant_id").asInt(0) == MEMBER) {
                return Long.parseLong(row.path("debits_posted").path("value").asString("-1"));
            }
        }
        return -1;
    }
}
