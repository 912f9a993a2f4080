// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cardtap;

import com.sun.management.ThreadMXBean;
import dev.naru.authentication.cardtap.cryptogram.CryptogramRefusal;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict;
import dev.naru.authentication.cardtap.cryptogram.IssuerAdapter;
import dev.naru.benchmarks.ChildJvm;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/**
 * Verifies one cryptogram after the other, every second one with another amount than it was
 * computed for: both take a whole derivation of keys and a whole code. Prints {@code round} lines
 * for {@link CardtapBenchmark}, and {@code checked} at the end.
 */
final class CryptogramProcess {
    static final int ROUNDS = 9;

    private static final long WARM_UP_NS = 5_000_000_000L;
    private static final long ROUND_NS = 2_000_000_000L;

    private final IssuerAdapter issuer = PublishedTaps.issuer();
    private final List<Map<Integer, byte[]>> taps = PublishedTaps.all();
    private long amount;

    /** Without arguments. */
    public static void main(String[] args) {
        ChildJvm.haltWithParent();
        new CryptogramProcess().run(System.out);
        System.out.flush();
        System.exit(0);
    }

    void run(PrintStream out) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        verifyFor(WARM_UP_NS);
        for (int round = 0; round < ROUNDS; round++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long cpuNs = threads.getCurrentThreadCpuTime();
            long beganNs = System.nanoTime();
            long verified = verifyFor(ROUND_NS);
            long tookNs = System.nanoTime() - beganNs;
            out.println(
                    "round %d %d %d %d"
                            .formatted(
                                    verified,
                                    tookNs,
                                    threads.getCurrentThreadCpuTime() - cpuNs,
                                    threads.getCurrentThreadAllocatedBytes() - allocated));
        }
        out.println("checked all");
    }

    /** Answers how many it were. */
    private long verifyFor(long ns) {
        long beganNs = System.nanoTime();
        long verified = 0;
        do {
            for (Map<Integer, byte[]> tap : taps) {
                expect(issuer.verify(tap) instanceof CryptogramVerdict.Genuine);
                expect(
                        issuer.verify(PublishedTaps.withAmount(tap, ++amount))
                                        instanceof CryptogramVerdict.Refused refused
                                && refused.reason() == CryptogramRefusal.CRYPTOGRAM_WRONG);
            }
            verified += 2L * taps.size();
        } while (System.nanoTime() - beganNs < ns);
        return verified;
    }

    private static void expect(boolean right) {
        if (!right) {
            throw new IllegalStateException("a cryptogram was judged wrongly");
        }
    }
}
