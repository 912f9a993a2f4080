// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.ledger;

import dev.naru.protocol.Invariant;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.TransferPurpose;
import java.util.List;

/**
 * Up to eight transfers that are pending, posted or void together. Each debits a member's position.
 * It is laid anew for every payment that moves, and keeps nothing between two.
 */
public final class Chain {
    private final Ledger ledger;
    private final Members members;
    private final TransferPurpose[] purposes = new TransferPurpose[Limits.CHAIN_TRANSFERS];
    private final int[] debtors = new int[Limits.CHAIN_TRANSFERS];
    private final int[] credited = new int[Limits.CHAIN_TRANSFERS];
    private final long[] amountsMinor = new long[Limits.CHAIN_TRANSFERS];
    private int length;

    public Chain(Members members) {
        this.members = members;
        ledger = members.ledger();
    }

    /** Takes every transfer off. */
    public void clear() {
        length = 0;
    }

    /**
     * Puts a transfer on; of nothing, none.
     *
     * @param debtor the member whose position is debited
     * @param credit the account that is credited
     */
    public void add(TransferPurpose purpose, int debtor, int credit, long amountMinor) {
        if (amountMinor == 0) {
            return;
        }
        Invariant.check(
                amountMinor > 0 && length < Limits.CHAIN_TRANSFERS,
                "a chain is 1 to 8 transfers of positive amounts");
        Invariant.check(
                ledger.groupId(Member.positionOf(debtor)) == ledger.groupId(credit),
                "a transfer stays inside one group");
        purposes[length] = purpose;
        debtors[length] = debtor;
        credited[length] = credit;
        amountsMinor[length] = amountMinor;
        length++;
    }

    /** Whether all its accounts can take it, see {@link Ledger#hasRoom}. */
    public boolean hasRoom() {
        for (int i = 0; i < length; i++) {
            if (!ledger.hasRoom(debited(i)) || !ledger.hasRoom(credited[i])) {
                return false;
            }
        }
        return true;
    }

    /** Makes every transfer pending. */
    public void reserve() {
        for (int i = 0; i < length; i++) {
            ledger.reserve(debited(i), credited[i], amountsMinor[i]);
        }
    }

    /** Posts every transfer, all of which are pending. */
    public void post() {
        for (int i = 0; i < length; i++) {
            ledger.release(debited(i), credited[i], amountsMinor[i]);
            ledger.move(debited(i), credited[i], amountsMinor[i]);
            members.at(debtors[i]).addUnsettledDebit(amountsMinor[i]);
        }
    }

    /** Voids every transfer, all of which are pending. */
    public void cancel() {
        for (int i = 0; i < length; i++) {
            ledger.release(debited(i), credited[i], amountsMinor[i]);
        }
    }

    /** The transfers as they are told. */
    public List<Transfer> transfers() {
        Transfer[] transfers = new Transfer[length];
        for (int i = 0; i < length; i++) {
            transfers[i] =
                    new Transfer(
                            purposes[i],
                            ledger.id(debited(i)),
                            ledger.id(credited[i]),
                            amountsMinor[i]);
        }
        return List.of(transfers);
    }

    private int debited(int i) {
        return Member.positionOf(debtors[i]);
    }
}
