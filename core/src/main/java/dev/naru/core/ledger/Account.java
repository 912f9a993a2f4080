// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.ledger;

import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.AccountId;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Outcome;

/**
 * Four sums that only grow, except that what is pending is taken back when it is posted or void.
 * Minor units of the group's currency, none negative.
 */
public final class Account {
    /**
     * What either side of an account may have turned over before it takes nothing more, which is a
     * thousand times the largest amount. One chain more and all windows' closing, which moves no
     * more than was turned over, stay below 2^62; so no sum of three balances and a cap overflows.
     */
    public static final long MOST_TURNOVER_MINOR = 1L << 60;

    private final AccountId id;

    /** The id's, kept here as well because each transfer asks for it. */
    private final int groupId;

    private long debitsPostedMinor;
    private long creditsPostedMinor;
    private long debitsPendingMinor;
    private long creditsPendingMinor;

    Account(AccountId id) {
        this.id = id;
        this.groupId = id.groupId();
    }

    /** Books a movement that was never pending. */
    public static void move(Account debit, Account credit, long amountMinor) {
        debit.debitsPostedMinor = Math.addExact(debit.debitsPostedMinor, amountMinor);
        credit.creditsPostedMinor = Math.addExact(credit.creditsPostedMinor, amountMinor);
    }

    static void reserve(Account debit, Account credit, long amountMinor) {
        debit.debitsPendingMinor = Math.addExact(debit.debitsPendingMinor, amountMinor);
        credit.creditsPendingMinor = Math.addExact(credit.creditsPendingMinor, amountMinor);
    }

    static void release(Account debit, Account credit, long amountMinor) {
        debit.debitsPendingMinor -= amountMinor;
        credit.creditsPendingMinor -= amountMinor;
        Invariant.check(
                debit.debitsPendingMinor >= 0 && credit.creditsPendingMinor >= 0,
                "only what is pending is posted or void");
    }

    /** Its name. */
    public AccountId id() {
        return id;
    }

    int groupId() {
        return groupId;
    }

    /** Posted credits less posted debits: negative is a debit balance. */
    public long balanceMinor() {
        return creditsPostedMinor - debitsPostedMinor;
    }

    /** Reserved and not posted, on the debit side. */
    public long debitsPendingMinor() {
        return debitsPendingMinor;
    }

    /** Reserved and not posted, on the credit side. */
    public long creditsPendingMinor() {
        return creditsPendingMinor;
    }

    /** Whether it can take another chain, see {@link #MOST_TURNOVER_MINOR}. */
    public boolean hasRoom() {
        return debitsPostedMinor + debitsPendingMinor <= MOST_TURNOVER_MINOR
                && creditsPostedMinor + creditsPendingMinor <= MOST_TURNOVER_MINOR;
    }

    Outcome.Account row() {
        return new Outcome.Account(
                id, debitsPostedMinor, creditsPostedMinor, debitsPendingMinor, creditsPendingMinor);
    }

    void write(SnapshotWriter out) {
        out.putLong(debitsPostedMinor);
        out.putLong(creditsPostedMinor);
        out.putLong(debitsPendingMinor);
        out.putLong(creditsPendingMinor);
    }

    void read(SnapshotReader in) {
        debitsPostedMinor = in.getLong();
        creditsPostedMinor = in.getLong();
        debitsPendingMinor = in.getLong();
        creditsPendingMinor = in.getLong();
    }
}
