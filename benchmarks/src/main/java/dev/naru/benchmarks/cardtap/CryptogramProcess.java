// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cardtap;

import dev.naru.authentication.cardtap.cryptogram.CryptogramRefusal;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict;
import dev.naru.authentication.cardtap.cryptogram.IssuerAdapter;
import dev.naru.benchmarks.ChildJvm;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Verifies one cryptogram after the other, every second one with another amount than it was
 * computed for: both take a whole derivation of keys and a whole code. Prints {@code round} lines
 * for {@link CardtapBenchmark}, and {@code checked} at the end.
 */
final class CryptogramProcess {
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
        Rounds.run(out, this::verifyFor);
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
