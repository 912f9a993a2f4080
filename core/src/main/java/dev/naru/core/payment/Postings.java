// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.corridor.Corridor;
import dev.naru.core.ledger.Chain;
import dev.naru.core.ledger.Group;
import dev.naru.core.ledger.Members;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Price;
import dev.naru.protocol.TransferPurpose;

/**
 * Which transfers a payment is made of. They follow from its route and price alone, so nobody has
 * to remember them.
 *
 * <pre>
 *   converted here      1  POS/sender   -> POS/provider   what the provider gets           source
 *                       2  POS/sender   -> OPR.ROUND      the residue, if any              source
 *                       3  POS/sender   -> OPR.FEE        the payer's fee, if any          source
 *                       4  POS/provider -> POS/receiver   what is sent, less payee's fee   destination
 *                       5  POS/provider -> OPR.FEE        the payee's fee, if any          destination
 *                       6  POS/provider -> OPR.ROUND      the residue, if any              destination
 *
 *   partner converts    1  POS/sender   -> POS/receiver   what is sent, less payee's fee
 *                       2  POS/sender   -> OPR.FEE        the payee's fee, if any
 *                       3  POS/sender   -> OPR.FEE        the payer's fee, if any
 * </pre>
 */
final class Postings {
    private final Members members;
    private final Chain chain;

    Postings(Members members) {
        this.members = members;
        chain = new Chain(members);
    }

    /** Lays a payment's chain, good until the next one is laid. */
    Chain lay(Corridor corridor, int senderId, int providerId, Price price) {
        chain.clear();
        int sender = members.of(senderId, corridor.source().id());
        if (corridor.isConvertedHere()) {
            layConverted(corridor, sender, providerId, price);
        } else {
            layDirect(corridor, sender, price);
        }
        return chain;
    }

    private void layConverted(Corridor corridor, int sender, int providerId, Price price) {
        Group source = corridor.source();
        Group destination = corridor.destination();
        int bought = Members.positionOf(members.of(providerId, source.id()));
        int provider = members.of(providerId, destination.id());
        int received = positionOfReceiver(corridor);
        long sourceResidue = price.sourceMinor() - price.providerSourceMinor();
        long destinationResidue = price.providerDestinationMinor() - price.destinationMinor();

        chain.add(TransferPurpose.PRINCIPAL, sender, bought, price.providerSourceMinor());
        chain.add(
                TransferPurpose.ROUNDING,
                sender,
                source.own(AccountKind.OPERATOR_ROUNDING),
                sourceResidue);
        chain.add(TransferPurpose.PAYER_FEE, sender, fees(source), price.payerFeeMinor());
        chain.add(TransferPurpose.PRINCIPAL, provider, received, price.creditMinor());
        chain.add(TransferPurpose.PAYEE_FEE, provider, fees(destination), price.payeeFeeMinor());
        chain.add(
                TransferPurpose.ROUNDING,
                provider,
                destination.own(AccountKind.OPERATOR_ROUNDING),
                destinationResidue);
    }

    private void layDirect(Corridor corridor, int sender, Price price) {
        int received = positionOfReceiver(corridor);
        int fees = fees(corridor.source());
        chain.add(TransferPurpose.PRINCIPAL, sender, received, price.creditMinor());
        chain.add(TransferPurpose.PAYEE_FEE, sender, fees, price.payeeFeeMinor());
        chain.add(TransferPurpose.PAYER_FEE, sender, fees, price.payerFeeMinor());
    }

    private int positionOfReceiver(Corridor corridor) {
        return Members.positionOf(
                members.of(corridor.destinationParticipant().id(), corridor.destination().id()));
    }

    private static int fees(Group group) {
        return group.own(AccountKind.OPERATOR_FEE);
    }
}
