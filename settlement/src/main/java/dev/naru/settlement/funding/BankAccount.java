// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.funding;

import dev.naru.protocol.Outcome;
import java.util.Map;

/**
 * The hub's account at a group's settlement bank.
 *
 * @param membersByCode the ids of the group's members, by what they put into a payment in
 */
public record BankAccount(Outcome.Group group, Map<String, Integer> membersByCode) {
    public BankAccount {
        membersByCode = Map.copyOf(membersByCode);
    }
}
