// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import dev.naru.formats.iso20022.DebitCreditNotification.CountAndSum;
import dev.naru.formats.iso20022.DebitCreditNotification.Entry;
import dev.naru.formats.iso20022.DebitCreditNotification.Net;
import dev.naru.formats.iso20022.DebitCreditNotification.Side;
import dev.naru.formats.iso20022.DebitCreditNotification.Totals;
import java.math.BigDecimal;
import java.util.Optional;

/** Counts and adds up entries as they pass. */
final class EntryTotals {
    private long credits;
    private long debits;
    private BigDecimal creditSum = BigDecimal.ZERO;
    private BigDecimal debitSum = BigDecimal.ZERO;

    void add(Entry entry) {
        BigDecimal amount = exact(entry.amount().amount());
        switch (entry.side()) {
            case CREDIT -> {
                credits++;
                creditSum = creditSum.add(amount);
            }
            case DEBIT -> {
                debits++;
                debitSum = debitSum.add(amount);
            }
        }
    }

    /** Whether every figure that is given is what passed here. */
    boolean agreesWith(Totals totals) {
        return agrees(totals.all(), credits + debits, creditSum.add(debitSum))
                && agrees(totals.credits(), credits, creditSum)
                && agrees(totals.debits(), debits, debitSum)
                && totals.net().map(this::isNet).orElse(true);
    }

    private boolean isNet(Net net) {
        BigDecimal signed =
                net.side() == Side.CREDIT ? exact(net.amount()) : exact(net.amount()).negate();
        return signed.compareTo(creditSum.subtract(debitSum)) == 0;
    }

    private static boolean agrees(Optional<CountAndSum> given, long count, BigDecimal sum) {
        return given.flatMap(CountAndSum::count).map(said -> said == count).orElse(true)
                && given.flatMap(CountAndSum::sum)
                        .map(said -> exact(said).compareTo(sum) == 0)
                        .orElse(true);
    }

    private static BigDecimal exact(Decimal decimal) {
        return BigDecimal.valueOf(decimal.unscaled(), decimal.scale());
    }
}
