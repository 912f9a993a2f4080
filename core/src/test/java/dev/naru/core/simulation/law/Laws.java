// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.MachineSettings;
import java.util.List;

/**
 * All laws over one machine, and the books that they share. Of several broken ones the first in
 * this order is named.
 */
public final class Laws {
    private final Books books = new Books();
    private final List<Law> all;

    /**
     * For a machine that has said nothing yet.
     *
     * @param settings how that machine is set up
     */
    public Laws(MachineSettings settings) {
        long rememberNs = settings.rememberNs();
        all =
                List.of(
                        new EventNumbersAreGapless(),
                        new ReadsChangeNothing(),
                        new RefusalLeavesNothing(),
                        new DispatchIsGrantedOnce(),
                        new RetriesChangeNothing(rememberNs),
                        new RefusalsKeepTheirShare(settings.rememberedPayments(), rememberNs),
                        new EveryPaymentEndsOnce(),
                        new QuotesAreUsedOnce(),
                        new PriceIsExact(),
                        new AmountsStayWithinLimits(),
                        new ChainsAreWhole(),
                        new NoCapIsBroken(),
                        new WarningsAreGiven(),
                        new PayerDayLimitHolds(),
                        new WindowsBalance(),
                        new AnswersAreTaken(),
                        new FirstVerdictIsTold(),
                        new FirstDayIsLimited(),
                        new EvidenceIsUsedOnce(),
                        new OnlyTheEnrolledProve(),
                        new DeadlinesAreKept(settings.recoveryItems()),
                        new RefusalsAreTrue(rememberNs),
                        new FirstReasonIsTold(rememberNs),
                        new MoneyIsConserved(),
                        new LedgerEqualsEvents(rememberNs));
    }

    /**
     * Judges one exchange and writes it into the books.
     *
     * @throws LawBroken when it cannot be
     */
    public void judge(Exchange exchange) {
        books.pass(exchange.clusterTimeNs());
        for (Fact fact : exchange.facts()) {
            for (Law law : all) {
                law.hear(fact, exchange, books);
            }
            books.take(fact);
        }
        for (Law law : all) {
            law.answered(exchange, books);
        }
    }

    /**
     * Compares what the machine says of itself with the books.
     *
     * @throws LawBroken when they differ
     */
    public void judge(Audit audit) {
        for (Law law : all) {
            law.audited(audit, books);
        }
    }

    /**
     * Judges what is left when everybody has had all the time and every answer.
     *
     * @throws LawBroken when something never ended
     */
    public void judgeEnd() {
        for (Law law : all) {
            law.finished(books);
        }
    }

    /** What the machine said so far adds up to. */
    public Books books() {
        return books;
    }

    /** Every law, in the order in which they are asked. */
    public List<Law> all() {
        return all;
    }
}
