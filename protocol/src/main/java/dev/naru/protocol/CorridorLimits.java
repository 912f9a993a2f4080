// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * How much may be paid in a corridor.
 *
 * @param leastMinor smallest payment, minor units of the destination currency
 * @param mostMinor largest payment, minor units of the destination currency
 * @param payerDayMinor most that one payer may pay in a day of the source group's calendar, minor
 *     units of the source currency, fees not counted; Long.MAX_VALUE for no limit, which is the
 *     only one under which a payment need not name its payer
 */
public record CorridorLimits(long leastMinor, long mostMinor, long payerDayMinor) {
    /** Whether a payer's payments of a day are counted against a limit. */
    public boolean hasPayerDay() {
        return payerDayMinor != Long.MAX_VALUE;
    }

    public CorridorLimits {
        Check.positive("limits.leastMinor", leastMinor);
        Check.range("limits.mostMinor", mostMinor, leastMinor, Long.MAX_VALUE);
        Check.positive("limits.payerDayMinor", payerDayMinor);
    }
}
