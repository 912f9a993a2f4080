// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.Optional;

/**
 * An amount of one currency in its minor units. It may be negative (a net position); it is never
 * rounded here.
 *
 * @param minor minor units: 12,500 won is 12500, 100,000.00 rupiah is 10000000
 */
public record Money(long minor, Currency currency) {
    private static final int MOST_DIGITS = 18;

    /**
     * Reads a plain decimal such as {@code 12500} or {@code 39000.5}: digits and at most one point,
     * no sign, no exponent, no grouping, no more decimals than the currency has, at most 18 digits.
     * Empty when the text is anything else.
     */
    public static Optional<Money> parse(String decimal, Currency currency) {
        int point = decimal.indexOf('.');
        int whole = point < 0 ? decimal.length() : point;
        int decimals = point < 0 ? 0 : decimal.length() - point - 1;
        boolean shaped =
                whole > 0 && (point < 0 || decimals > 0) && decimals <= currency.exponent();
        if (!shaped || whole + currency.exponent() > MOST_DIGITS) {
            return Optional.empty();
        }
        long minor = 0;
        for (int i = 0; i < decimal.length(); i++) {
            if (i == point) {
                continue;
            }
            char c = decimal.charAt(i);
            if (c < '0' || c > '9') {
                return Optional.empty();
            }
            minor = minor * 10 + (c - '0');
        }
        for (int i = decimals; i < currency.exponent(); i++) {
            minor *= 10;
        }
        return Optional.of(new Money(minor, currency));
    }

    /**
     * The amount as a plain decimal with all of the currency's decimals: {@code 100000.00}, {@code
     * 8951}, {@code -0.05}.
     */
    public String decimal() {
        if (currency.exponent() == 0) {
            return Long.toString(minor);
        }
        long units = currency.minorUnitsPerMajor();
        String fraction = Long.toString(Math.abs(minor % units));
        return (minor < 0 ? "-" : "")
                + Math.abs(minor / units)
                + "."
                + "0".repeat(currency.exponent() - fraction.length())
                + fraction;
    }

    @Override
    public String toString() {
        return currency + " " + decimal();
    }
}
