// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.fxprovider;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a provider sells.
 *
 * @param source what it takes, such as KRW
 * @param destination what it gives, such as IDR
 * @param mid the price around which it walks: source for one of destination, in whole units
 * @param spreadMillionths what it adds to the price
 * @param tiers by amount, rising
 */
public record CurrencyPair(
        String source, String destination, BigDecimal mid, int spreadMillionths, List<Tier> tiers) {
    public CurrencyPair {
        tiers = List.copyOf(tiers);
        if (mid.signum() <= 0 || tiers.isEmpty()) {
            throw new IllegalArgumentException("a pair has a price above zero and a tier");
        }
    }

    /**
     * A step of the price.
     *
     * @param upTo the largest amount of the destination currency, as a decimal
     * @param extraMillionths what is added to the spread
     */
    public record Tier(String upTo, int extraMillionths) {}

    /** Won for rupiah, in three steps up to 200,000,000 rupiah. */
    public static CurrencyPair wonForRupiah(String mid, int spreadMillionths) {
        return new CurrencyPair(
                "KRW",
                "IDR",
                new BigDecimal(mid),
                spreadMillionths,
                List.of(
                        new Tier("2000000.00", 0),
                        new Tier("20000000.00", 300),
                        new Tier("200000000.00", 900)));
    }
}
