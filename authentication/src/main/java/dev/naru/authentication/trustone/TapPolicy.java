// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.authentication.cardtap.CardProof.Binding;
import java.util.Currency;
import java.util.List;

/**
 * How much of a transaction a card must have signed at the least.
 *
 * @param least of every transaction
 * @param steps what larger amounts ask for
 */
public record TapPolicy(Binding least, List<Step> steps) {
    /** Copies the list. */
    public TapPolicy {
        steps = List.copyOf(steps);
    }

    /**
     * What amounts ask for from one on.
     *
     * @param currency ISO 4217, alphabetic
     * @param fromMinor the least such amount, in the currency's minor units
     * @param least what the card must have signed
     */
    public record Step(String currency, long fromMinor, Binding least) {
        /** Refuses what is no step. */
        public Step {
            if (fromMinor < 0 || Currency.getInstance(currency).getNumericCode() == 0) {
                throw new IllegalArgumentException(
                        "a step must have a currency of ISO 4217 and no negative amount");
            }
        }
    }

    /** What this transaction asks for: the most that any step says that applies. */
    Binding leastFor(CardChallenge challenge) {
        return steps.stream()
                .filter(step -> isOf(step, challenge))
                .map(Step::least)
                .reduce(least, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    private static boolean isOf(Step step, CardChallenge challenge) {
        return Currency.getInstance(step.currency).getNumericCode() == challenge.currencyNumeric()
                && challenge.amountMinor() >= step.fromMinor;
    }
}
