// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Money;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;

/**
 * The two currencies of a corridor. The machine counts in minor units and cannot see that somebody
 * meant another currency: this is where that is noticed.
 */
public record CorridorCurrencies(Currency source, Currency destination) {
    /**
     * This corridor's.
     *
     * @throws dev.naru.gateway.http.front.RefusedException when there is no such corridor any more
     */
    public static CorridorCurrencies of(Directory directory, int corridorId) {
        Command.DefineCorridor definition =
                directory
                        .corridor(corridorId)
                        .map(Outcome.Corridor::definition)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                        Rejection.CORRIDOR_UNKNOWN,
                                                        RejectionStatus.of(
                                                                Rejection.CORRIDOR_UNKNOWN))
                                                .thrown());
        return new CorridorCurrencies(
                directory.currency(definition.sourceGroupId()),
                directory.currency(definition.destinationGroupId()));
    }

    /** Refuses an amount in another currency. */
    public static void check(String param, Money amount, Currency wanted) {
        if (amount.currency() != wanted) {
            throw Refusal.of(Problem.CURRENCY_MISMATCH, "Here the currency is " + wanted + ".")
                    .about(param)
                    .thrown();
        }
    }
}
