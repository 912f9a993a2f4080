// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.view;

import dev.naru.protocol.Currency;
import dev.naru.protocol.Outcome;

/**
 * A participant in a settlement group. Balances are credit less debit: a negative one is owed by
 * the participant.
 */
public record PositionView(
        int participantId,
        int groupId,
        String group,
        String rule,
        MoneyView cap,
        MoneyView collateral,
        MoneyView liquidity,
        MoneyView position,
        MoneyView obligation,
        MoneyView pendingDebits,
        MoneyView pendingCredits,
        MoneyView unsettledDebits,
        MoneyView headroom,
        long openWindow) {

    /** This position in its group. */
    public static PositionView of(Outcome.Position row, Outcome.Group group) {
        Currency currency = group.currency();
        return new PositionView(
                row.participantId(),
                row.groupId(),
                group.code(),
                row.rule().name(),
                MoneyView.of(row.capMinor(), currency),
                MoneyView.of(row.collateralMinor(), currency),
                MoneyView.of(row.liquidityMinor(), currency),
                MoneyView.of(row.positionMinor(), currency),
                MoneyView.of(row.obligationMinor(), currency),
                MoneyView.of(row.pendingDebitsMinor(), currency),
                MoneyView.of(row.pendingCreditsMinor(), currency),
                MoneyView.of(row.unsettledDebitsMinor(), currency),
                MoneyView.of(row.headroomMinor(), currency),
                group.openWindowNumber());
    }
}
