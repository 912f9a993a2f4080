// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cluster;

import dev.naru.benchmarks.Report;
import dev.naru.benchmarks.Report.Verdict;
import dev.naru.benchmarks.market.ExpectedLedger;
import dev.naru.client.Hub;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import java.util.List;

/** Compares the hub's own figures and ledger with what the load was told. */
public final class LedgerProof {
    private LedgerProof() {}

    /** After the load has drained: everything must be equal. */
    public static void check(Report report, Hub hub, Load load, ExpectedLedger expected, int groups)
            throws InterruptedException {
        Outcome.Figures figures = Hubs.figures(hub);
        long completed = figures.byState().get(PaymentState.COMPLETED.ordinal());
        report.check(
                "the hub completed %,d payments, the client was told of %,d"
                        .formatted(completed, expected.payments()),
                Verdict.of(completed == expected.payments()));
        long expired = figures.byState().get(PaymentState.EXPIRED.ordinal());
        report.check(
                "the hub remembers %,d payments: completed, and %,d that expired; none is open"
                        .formatted(figures.rememberedPayments(), expired),
                Verdict.of(
                        figures.rememberedPayments() == completed + expired
                                && figures.openPayments() == 0
                                && expired == load.expired()));
        List<Outcome.Account> accounts = Hubs.accounts(hub, groups);
        List<String> differences = expected.differences(accounts);
        report.check(
                "each of %,d accounts holds what the client was told, nothing is pending %s"
                        .formatted(accounts.size(), String.join("; ", differences))
                        .strip(),
                Verdict.of(differences.isEmpty() && !accounts.isEmpty()));
    }
}
