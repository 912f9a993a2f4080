// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * One movement between two accounts of one settlement group.
 *
 * @param amountMinor minor units of the group's currency, at least 1
 */
public record Transfer(
        TransferPurpose purpose, AccountId debit, AccountId credit, long amountMinor) {
    public Transfer {
        Check.positive("transfer.amountMinor", amountMinor);
        if (debit.groupId() != credit.groupId() || debit.equals(credit)) {
            throw new IllegalArgumentException(
                    "a transfer joins two different accounts of one group");
        }
    }
}
