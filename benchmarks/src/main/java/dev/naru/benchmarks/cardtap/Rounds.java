// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cardtap;

import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.function.LongUnaryOperator;

/** Gets warm, then does the same work in stretches, on the one thread that calls. */
final class Rounds {
    static final int COUNT = 9;

    private static final long WARM_UP_NS = 5_000_000_000L;
    private static final long ROUND_NS = 2_000_000_000L;

    private Rounds() {}

    /**
     * Prints a {@code round} line for each stretch: how much was done, and the clock's nanoseconds,
     * the processor's and the bytes that it took.
     *
     * @param work works for so many nanoseconds and answers how much it did
     */
    static void run(PrintStream out, LongUnaryOperator work) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long _ = work.applyAsLong(WARM_UP_NS);
        for (int round = 0; round < COUNT; round++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long cpuNs = threads.getCurrentThreadCpuTime();
            long beganNs = System.nanoTime();
            long done = work.applyAsLong(ROUND_NS);
            long tookNs = System.nanoTime() - beganNs;
            out.println(
                    "round %d %d %d %d"
                            .formatted(
                                    done,
                                    tookNs,
                                    threads.getCurrentThreadCpuTime() - cpuNs,
                                    threads.getCurrentThreadAllocatedBytes() - allocated));
        }
    }
}
