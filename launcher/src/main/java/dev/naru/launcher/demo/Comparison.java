// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Properties;

/**
 * What the same purchase would have cost over a card: the merchant's currency into dollars and
 * dollars into the payer's, each with a margin, and the brand's fee on top. The assumptions are
 * settings, and they are printed.
 *
 * @param usdPerDestination middle rate, dollars for one unit of the merchant's currency
 * @param sourcePerUsd middle rate, units of the payer's currency for one dollar
 * @param marginPercent what each conversion takes on top of the middle rate
 * @param brandFeePercent what the card brand takes
 */
record Comparison(
        BigDecimal usdPerDestination,
        BigDecimal sourcePerUsd,
        BigDecimal marginPercent,
        BigDecimal brandFeePercent) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String FILE = "/dev/naru/launcher/card-comparison.properties";

    /** The assumptions of the demo's file. */
    static Comparison read() {
        Properties assumed = new Properties();
        try (InputStream file = Comparison.class.getResourceAsStream(FILE)) {
            assumed.load(Objects.requireNonNull(file, FILE + " is missing from the jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Comparison(
                decimal(assumed, "usd_per_destination"),
                decimal(assumed, "source_per_usd"),
                decimal(assumed, "margin_percent"),
                decimal(assumed, "brand_fee_percent"));
    }

    private static BigDecimal decimal(Properties assumed, String key) {
        return new BigDecimal(
                Objects.requireNonNull(assumed.getProperty(key), key + " is missing in " + FILE));
    }

    /** The debit in the payer's currency, rounded half up to whole units. */
    BigDecimal cardDebit(BigDecimal destinationAmount) {
        BigDecimal margin = BigDecimal.ONE.add(marginPercent.divide(HUNDRED));
        BigDecimal fee = BigDecimal.ONE.add(brandFeePercent.divide(HUNDRED));
        return destinationAmount
                .multiply(usdPerDestination)
                .multiply(margin)
                .multiply(sourcePerUsd)
                .multiply(margin)
                .multiply(fee)
                .setScale(0, RoundingMode.HALF_UP);
    }

    @Override
    public String toString() {
        return "1 unit there = USD %s, USD 1 = %s here, %s %% margin a conversion, %s %% brand fee"
                .formatted(
                        usdPerDestination.toPlainString(),
                        sourcePerUsd.toPlainString(),
                        marginPercent.toPlainString(),
                        brandFeePercent.toPlainString());
    }
}
