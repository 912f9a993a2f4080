// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Command.SetHeadroom;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Transfer;
import java.util.HashMap;
import java.util.Map;

/**
 * Nothing is reserved beyond a participant's headroom, taken over all of the chain's debits of one
 * account together; no cap exceeds its collateral; prefunding is never overdrawn.
 */
public final class NoCapIsBroken implements Law {
    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        if (fact.event() instanceof Event.PaymentReserved reserved) {
            Map<AccountId, Long> debits = new HashMap<>();
            for (Transfer leg : reserved.chain()) {
                debits.merge(leg.debit(), leg.amountMinor(), Math::addExact);
            }
            debits.forEach((account, minor) -> drawn(account, minor, books));
        } else if (fact.event() instanceof Event.HeadroomSet set) {
            SetHeadroom setting = set.setting();
            if (setting.capMinor() > setting.collateralMinor()) {
                throw broken("the cap exceeds the collateral: " + setting);
            }
        }
    }

    private void drawn(AccountId account, long minor, Books books) {
        if (account.kind() != AccountKind.POSITION) {
            throw broken("a payment draws on " + account);
        }
        Ledger ledger = books.ledger();
        Ledger.Member member =
                ledger.member(account.participantId(), account.groupId())
                        .orElseThrow(() -> broken("a payment draws on no member: " + account));
        long headroomMinor = ledger.headroomMinor(member);
        if (minor > headroomMinor) {
            throw broken(account + " has headroom " + headroomMinor + " and is drawn by " + minor);
        }
    }

    @Override
    public void audited(Audit audit, Books books) {
        for (Outcome.Position row : audit.positions()) {
            if (row.liquidityMinor() < 0) {
                throw broken("prefunding is overdrawn: " + row);
            }
        }
    }
}
