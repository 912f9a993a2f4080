// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Event;
import dev.naru.protocol.Price;
import dev.naru.protocol.Route;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.TransferPurpose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What is reserved for a payment is the whole chain that its price demands, each leg once: the
 * payer's side gives exactly the debit, the payee's side gets exactly the credit, and whoever
 * converts gets and gives what was agreed. What ends a payment posts or voids all of that.
 */
public final class ChainsAreWhole implements Law {
    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        if (!(fact.event() instanceof Event.PaymentReserved reserved)) {
            return;
        }
        List<Transfer> due = due(reserved.route(), reserved.price());
        if (reserved.chain().size() != due.size()
                || !new HashSet<>(reserved.chain()).equals(new HashSet<>(due))) {
            throw broken(
                    "payment "
                            + reserved.paymentNumber()
                            + " reserved "
                            + reserved.chain()
                            + " and had to reserve "
                            + due);
        }
    }

    @Override
    public void audited(Audit audit, Books books) {
        long pendingMinor = 0;
        for (Journey journey : books.payments()) {
            if (journey.isReserved()) {
                for (Transfer leg : journey.chain()) {
                    pendingMinor = Math.addExact(pendingMinor, leg.amountMinor());
                }
            }
        }
        long machineMinor = 0;
        for (var account : audit.accounts()) {
            machineMinor = Math.addExact(machineMinor, account.debitsPendingMinor());
        }
        if (pendingMinor != machineMinor) {
            throw broken(
                    "open payments' legs are "
                            + pendingMinor
                            + " in all, and "
                            + machineMinor
                            + " are pending");
        }
    }

    /** The legs of flows.md: O1 to O5 where the hub converts, I1 and I2 where the partner does. */
    private static List<Transfer> due(Route route, Price price) {
        AccountId payer = position(route.sourceParticipantId(), route.sourceGroupId());
        AccountId payee = position(route.destinationParticipantId(), route.destinationGroupId());
        int from = route.sourceGroupId();
        int to = route.destinationGroupId();
        List<Transfer> legs = new ArrayList<>();
        AccountId giver = payer;
        if (route.fxProviderId() != 0) {
            AccountId bought = position(route.fxProviderId(), from);
            long roundedMinor = price.sourceMinor() - price.providerSourceMinor();
            leg(legs, TransferPurpose.PRINCIPAL, payer, bought, price.providerSourceMinor());
            leg(legs, TransferPurpose.ROUNDING, payer, rounding(from), roundedMinor);
            giver = position(route.fxProviderId(), to);
        }
        long roundedMinor = price.providerDestinationMinor() - price.destinationMinor();
        leg(legs, TransferPurpose.PAYER_FEE, payer, fee(from), price.payerFeeMinor());
        leg(legs, TransferPurpose.PRINCIPAL, giver, payee, price.creditMinor());
        leg(legs, TransferPurpose.PAYEE_FEE, giver, fee(to), price.payeeFeeMinor());
        leg(legs, TransferPurpose.ROUNDING, giver, rounding(to), roundedMinor);
        return legs;
    }

    private static void leg(
            List<Transfer> legs,
            TransferPurpose purpose,
            AccountId debit,
            AccountId credit,
            long amountMinor) {
        if (amountMinor != 0) {
            legs.add(new Transfer(purpose, debit, credit, amountMinor));
        }
    }

    private static AccountId position(int participantId, int groupId) {
        return new AccountId(AccountKind.POSITION, participantId, groupId);
    }

    private static AccountId rounding(int groupId) {
        return new AccountId(AccountKind.OPERATOR_ROUNDING, 0, groupId);
    }

    private static AccountId fee(int groupId) {
        return new AccountId(AccountKind.OPERATOR_FEE, 0, groupId);
    }
}
