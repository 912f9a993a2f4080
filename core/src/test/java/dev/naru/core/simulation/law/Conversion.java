// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Currency;
import dev.naru.protocol.FixedSide;
import dev.naru.protocol.Price;
import dev.naru.protocol.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One amount converted exactly, then rounded. Destination fixed: the payer pays the ceiling and the
 * provider gets half-even. Source fixed: the payee gets the floor and the provider gives half-even.
 * All minor units.
 */
record Conversion(
        long sourceMinor,
        long providerSourceMinor,
        long destinationMinor,
        long providerDestinationMinor) {

    /** Nobody converts: one amount all the way. */
    static Conversion none(long minor) {
        return new Conversion(minor, minor, minor, minor);
    }

    /** Converts what the side fixes. */
    static Conversion of(FixedSide side, long minor, Rate rate, Currency from, Currency to) {
        // Source minor units for one destination minor unit.
        BigDecimal minorRate =
                new BigDecimal(rate.decimal()).scaleByPowerOfTen(from.exponent() - to.exponent());
        BigDecimal fixed = BigDecimal.valueOf(minor);
        return switch (side) {
            case DESTINATION -> {
                BigDecimal x = fixed.multiply(minorRate);
                yield new Conversion(
                        x.setScale(0, RoundingMode.CEILING).longValueExact(),
                        x.setScale(0, RoundingMode.HALF_EVEN).longValueExact(),
                        minor,
                        minor);
            }
            case SOURCE ->
                    new Conversion(
                            minor,
                            minor,
                            fixed.divide(minorRate, 0, RoundingMode.FLOOR).longValueExact(),
                            fixed.divide(minorRate, 0, RoundingMode.HALF_EVEN).longValueExact());
        };
    }

    /** Whether a price has these amounts. */
    boolean isOf(Price price) {
        return price.sourceMinor() == sourceMinor
                && price.providerSourceMinor() == providerSourceMinor
                && price.destinationMinor() == destinationMinor
                && price.providerDestinationMinor() == providerDestinationMinor;
    }

    /** Whether the payer pays less for it, or the payee gets more. */
    boolean isBetterThan(Price price) {
        return sourceMinor < price.sourceMinor() || destinationMinor > price.destinationMinor();
    }

    /** Whether it is as good for the payer. */
    boolean isAsGoodAs(Price price) {
        return sourceMinor == price.sourceMinor() && destinationMinor == price.destinationMinor();
    }

    /** Whether something is left of it on both sides. */
    boolean isSomething() {
        return providerSourceMinor > 0 && destinationMinor > 0;
    }
}
