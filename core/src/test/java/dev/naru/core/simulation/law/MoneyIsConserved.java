// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Outcome;
import java.util.Map;
import java.util.TreeMap;

/**
 * In every group what is debited is credited, posted and pending alike, and nothing came in but
 * what the settlement bank received.
 */
public final class MoneyIsConserved implements Law {
    private static final class Sums {
        private long postedMinor;
        private long pendingMinor;
        private long bankMinor;
        private long liquidityMinor;
    }

    @Override
    public void audited(Audit audit, Books books) {
        Map<Integer, Sums> groups = new TreeMap<>();
        for (Outcome.Account account : audit.accounts()) {
            Sums sums = groups.computeIfAbsent(account.id().groupId(), _ -> new Sums());
            long net = account.creditsPostedMinor() - account.debitsPostedMinor();
            sums.postedMinor = Math.addExact(sums.postedMinor, net);
            sums.pendingMinor =
                    Math.addExact(
                            sums.pendingMinor,
                            account.creditsPendingMinor() - account.debitsPendingMinor());
            if (account.id().kind() == AccountKind.SETTLEMENT_BANK) {
                sums.bankMinor += net;
            } else if (account.id().kind() == AccountKind.LIQUIDITY) {
                sums.liquidityMinor += net;
            }
        }
        groups.forEach(this::balanced);
    }

    private void balanced(int groupId, Sums sums) {
        if (sums.postedMinor != 0 || sums.pendingMinor != 0) {
            throw broken(
                    "group "
                            + groupId
                            + " has "
                            + sums.postedMinor
                            + " posted and "
                            + sums.pendingMinor
                            + " pending too much");
        }
        if (sums.bankMinor + sums.liquidityMinor != 0) {
            throw broken(
                    "group "
                            + groupId
                            + " has cash of "
                            + -sums.bankMinor
                            + " and prefunding of "
                            + sums.liquidityMinor);
        }
    }

    @Override
    public void finished(Books books) {
        for (Balance account : books.ledger().all()) {
            if (account.debitsPendingMinor() != 0 || account.creditsPendingMinor() != 0) {
                throw broken("something stays pending in " + account.id());
            }
        }
    }
}
