// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.ledger;

import dev.naru.protocol.Invariant;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.TransferPurpose;
import java.util.Arrays;
import java.util.List;

/**
 * Up to eight transfers that are pending, posted or void together. Each debits a member's position.
 * It is laid anew for every payment that moves, and keeps nothing between two.
 */
public final class Chain {
    private final TransferPurpose[] purposes = new TransferPurpose[Limits.CHAIN_TRANSFERS];
    private final Member[] debtors = new Member[Limits.CHAIN_TRANSFERS];
    private final Account[] credited = new Account[Limits.CHAIN_TRANSFERS];
    private final long[] amountsMinor = new long[Limits.CHAIN_TRANSFERS];
    private int length;

    /** Takes every transfer off. */
    public void clear() {
        length = 0;
    }

    /** Puts a transfer on; of nothing, none. */
    public void add(TransferPurpose purpose, Member debtor, Account credit, long amountMinor) {
        if (amountMinor == 0) {
            return;
        }
        Invariant.check(
                amountMinor > 0
                        && length < Limits.CHAIN_TRANSFERS
                        && credit.groupId() == debtor.group().id(),
                "a chain is 1 to 8 transfers of positive amounts, each inside one group");
        purposes[length] = purpose;
        debtors[length] = debtor;
        credited[length] = credit;
        amountsMinor[length] = amountMinor;
        length++;
    }

    /** Whether all its accounts can take it, see {@link Account#hasRoom}. */
    public boolean hasRoom() {
        for (int i = 0; i < length; i++) {
            if (!debtors[i].position().hasRoom() || !credited[i].hasRoom()) {
                return false;
            }
        }
        return true;
    }

    /** Makes every transfer pending. */
    public void reserve() {
        for (int i = 0; i < length; i++) {
            Account.reserve(debtors[i].position(), credited[i], amountsMinor[i]);
        }
    }

    /** Posts every transfer, all of which are pending. */
    public void post() {
        for (int i = 0; i < length; i++) {
            Account.release(debtors[i].position(), credited[i], amountsMinor[i]);
            Account.move(debtors[i].position(), credited[i], amountsMinor[i]);
            debtors[i].addUnsettledDebit(amountsMinor[i]);
        }
    }

    /** Voids every transfer, all of which are pending. */
    public void cancel() {
        for (int i = 0; i < length; i++) {
            Account.release(debtors[i].position(), credited[i], amountsMinor[i]);
        }
    }

    /** The transfers as they are told. */
    public List<Transfer> transfers() {
        Transfer[] transfers = new Transfer[length];
        Arrays.setAll(transfers, this::transfer);
        return List.of(transfers);
    }

    private Transfer transfer(int i) {
        return new Transfer(
                purposes[i], debtors[i].position().id(), credited[i].id(), amountsMinor[i]);
    }
}
