// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.AccountId;

/** One account's four sums in minor units, none negative. */
public final class Balance {
    private final AccountId id;
    private long debitsPosted;
    private long creditsPosted;
    private long debitsPending;
    private long creditsPending;

    Balance(AccountId id) {
        this.id = id;
    }

    void reserveDebit(long amountMinor) {
        debitsPending = Math.addExact(debitsPending, amountMinor);
    }

    void reserveCredit(long amountMinor) {
        creditsPending = Math.addExact(creditsPending, amountMinor);
    }

    void postDebit(long amountMinor) {
        debitsPosted = Math.addExact(debitsPosted, amountMinor);
    }

    void postCredit(long amountMinor) {
        creditsPosted = Math.addExact(creditsPosted, amountMinor);
    }

    /** Whose it is and what it means. */
    public AccountId id() {
        return id;
    }

    /** Credit less debit of what is posted: negative is owed by the owner. */
    public long netMinor() {
        return creditsPosted - debitsPosted;
    }

    /** Posted debits. */
    public long debitsPostedMinor() {
        return debitsPosted;
    }

    /** Posted credits. */
    public long creditsPostedMinor() {
        return creditsPosted;
    }

    /** Reserved debits. */
    public long debitsPendingMinor() {
        return debitsPending;
    }

    /** Reserved credits. */
    public long creditsPendingMinor() {
        return creditsPending;
    }
}
