// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.OptionalLong;

/**
 * An amount as ISO 20022 writes it (ActiveCurrencyAndAmount): three letters and at most 18 digits,
 * of which at most 5 after the point. How many decimals a currency has is the caller's knowledge.
 */
public record CurrencyAndAmount(String currency, Decimal amount) {

    /**
     * An amount of minor units, written with as many decimals as the currency has.
     *
     * @param amountMinor 0 to 999,999,999,999,999,999
     * @param exponent the currency's decimals, 0 to 5
     */
    public static CurrencyAndAmount ofMinor(String currency, long amountMinor, int exponent) {
        return new CurrencyAndAmount(currency, new Decimal(amountMinor, exponent));
    }

    /**
     * The amount in minor units; nothing when it has a fraction of a minor unit or more than 18
     * digits. Never rounded.
     *
     * @param exponent the currency's decimals, 0 to 17
     */
    public OptionalLong amountMinor(int exponent) {
        return amount.unscaledAt(exponent);
    }

    /** Whether both are the same money, however many zeros follow the point. */
    public boolean hasValueOf(CurrencyAndAmount other) {
        return currency.equals(other.currency) && amount.hasValueOf(other.amount);
    }

    @Override
    public String toString() {
        return currency + " " + amount;
    }
}
