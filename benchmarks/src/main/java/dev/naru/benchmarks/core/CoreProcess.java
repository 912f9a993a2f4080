// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.core;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.naru.benchmarks.ChildJvm;
import dev.naru.benchmarks.market.ExpectedLedger;
import dev.naru.benchmarks.market.Market;
import dev.naru.benchmarks.market.MarketSize;
import dev.naru.core.Machine;
import dev.naru.protocol.Command;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.World;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;

/**
 * One machine, filled with payments in a JVM of its own. Prints {@code slice} and {@code footprint}
 * lines for {@link CoreBenchmark}, and {@code checked} at the end.
 */
final class CoreProcess {
    /** One for all runs, so that they are alike. */
    private static final long SECRET = 1;

    private final Market market;
    private final long payments;
    private final PrintStream out;
    private final EventTally tally = new EventTally();
    private final Machine machine;
    private final PaymentPipeline pipeline;

    CoreProcess(MarketSize size, long payments, PrintStream out) {
        this.market = new Market(size);
        this.payments = payments;
        this.out = out;
        MachineSettings standard = MachineSettings.standard(World.LIVE);
        this.machine =
                new Machine(standard.withMemory(payments, standard.rememberNs()), tally, SECRET);
        this.pipeline = new PaymentPipeline(machine, market, payments);
    }

    /** Arguments: a {@link MarketSize}, how many payments, and how many are in one slice. */
    public static void main(String[] args) {
        ChildJvm.haltWithParent();
        new CoreProcess(MarketSize.valueOf(args[0]), Long.parseLong(args[1]), System.out)
                .run(Long.parseLong(args[2]));
        System.out.flush();
        System.exit(0);
    }

    void run(long slice) {
        pipeline.setUp();
        for (long done = 0; done < payments; done += slice) {
            measure(done, Math.min(payments, done + slice));
            if (done == 0 || done + slice >= payments) {
                out.println(
                        "footprint " + Math.min(payments, done + slice) + " " + Footprint.bytes());
            }
        }
        check();
    }

    private void measure(long from, long to) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long cpuNs = system.getProcessCpuTime();
        long beganNs = System.nanoTime();
        pipeline.runUntil(to);
        long tookNs = System.nanoTime() - beganNs;
        out.printf(
                "slice %d %d %d %d %d%n",
                from,
                to,
                tookNs,
                system.getProcessCpuTime() - cpuNs,
                threads.getCurrentThreadAllocatedBytes() - allocated);
    }

    /** What was measured must have been payments: the ledger, the states and the events say so. */
    private void check() {
        if (!(pipeline.ask(new Command.ReadFigures()) instanceof Outcome.Figures figures)) {
            throw new IllegalStateException("the machine does not give its figures");
        }
        must(figures.rememberedPayments() == payments, "all payments are remembered");
        must(
                figures.byState().get(PaymentState.COMPLETED.ordinal()) == payments
                        && tally.completed() == payments,
                "all payments are completed, by the figures and by the events");
        must(tally.shortestChain() >= 4, "every chain has four transfers at least");
        long ledgerMinor = 0;
        for (int group = 1; group <= market.size().groups(); group++) {
            long balanceMinor = 0;
            for (Outcome.Account account : ExpectedLedger.accountsOf(group, pipeline::ask)) {
                must(
                        account.debitsPendingMinor() == 0 && account.creditsPendingMinor() == 0,
                        "nothing is pending");
                balanceMinor += account.debitsPostedMinor() - account.creditsPostedMinor();
                ledgerMinor += account.debitsPostedMinor();
            }
            must(balanceMinor == 0, "debits equal credits in every group");
        }
        must(ledgerMinor == tally.movedMinor(), "the ledger moved what the events say");
        out.printf("checked %d %d %016x%n", figures.accounts(), tally.events(), tally.digest());
    }

    private static void must(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalStateException("not so: " + sentence);
        }
    }
}
