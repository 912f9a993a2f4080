// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.Optional;

/**
 * A price: major units of the source currency for one major unit of the destination currency, times
 * 10^9. 0.089514 won for a rupiah is 89,514,000.
 *
 * @param scaled 1 to 10^15
 */
public record Rate(long scaled) {
    /** What one major unit of price is in {@code scaled}. */
    public static final long SCALE = 1_000_000_000L;

    /** The dearest price that can be published: a million source units for one destination unit. */
    public static final long MOST_SCALED = 1_000_000_000_000_000L;

    /** No conversion: one currency on both sides. */
    public static final Rate ONE = new Rate(SCALE);

    private static final int DECIMALS = 9;

    public Rate {
        Check.range("rate.scaled", scaled, 1, MOST_SCALED);
    }

    /**
     * Reads a plain positive decimal with at most 9 decimals, empty when it is anything else or out
     * of range.
     */
    public static Optional<Rate> parse(String decimal) {
        int point = decimal.indexOf('.');
        int whole = point < 0 ? decimal.length() : point;
        int decimals = point < 0 ? 0 : decimal.length() - point - 1;
        if (whole == 0 || whole > 7 || (point >= 0 && decimals == 0) || decimals > DECIMALS) {
            return Optional.empty();
        }
        long scaled = 0;
        for (int i = 0; i < decimal.length(); i++) {
            char c = decimal.charAt(i);
            if (i != point) {
                if (c < '0' || c > '9') {
                    return Optional.empty();
                }
                scaled = scaled * 10 + (c - '0');
            }
        }
        for (int i = decimals; i < DECIMALS; i++) {
            scaled *= 10;
        }
        return scaled < 1 || scaled > MOST_SCALED
                ? Optional.empty()
                : Optional.of(new Rate(scaled));
    }

    /** The price as a plain decimal without trailing zeros: {@code 0.089514}. */
    public String decimal() {
        String fraction = Long.toString(scaled % SCALE);
        String text = scaled / SCALE + "." + "0".repeat(DECIMALS - fraction.length()) + fraction;
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
