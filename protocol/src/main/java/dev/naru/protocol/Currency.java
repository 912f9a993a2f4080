// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.Optional;

/**
 * Currencies of the corridors, with their ISO 4217 numeric code and number of decimals. The
 * constant's name is the alphabetic code.
 */
public enum Currency {
    CNY(156, 2),
    HKD(344, 2),
    IDR(360, 2),
    INR(356, 2),
    JPY(392, 0),
    KHR(116, 2),
    KRW(410, 0),
    LAK(418, 2),
    LKR(144, 2),
    MMK(104, 2),
    MYR(458, 2),
    NPR(524, 2),
    PHP(608, 2),
    SGD(702, 2),
    THB(764, 2),
    TWD(901, 2),
    USD(840, 2),
    UZS(860, 2),
    VND(704, 0);

    private static final Currency[] BY_NUMERIC = new Currency[1000];

    static {
        for (Currency currency : values()) {
            BY_NUMERIC[currency.numeric] = currency;
        }
    }

    private final int numeric;
    private final int exponent;

    Currency(int numeric, int exponent) {
        this.numeric = numeric;
        this.exponent = exponent;
    }

    /** ISO 4217 numeric code, 1 to 999. */
    public int numeric() {
        return numeric;
    }

    /** Decimals of the minor unit: 2 means that 1.00 is 100 minor units. */
    public int exponent() {
        return exponent;
    }

    /** Minor units in one major unit: 10 to the exponent. */
    public long minorUnitsPerMajor() {
        long units = 1;
        for (int i = 0; i < exponent; i++) {
            units *= 10;
        }
        return units;
    }

    /** The currency with this ISO 4217 numeric code, empty when no corridor can use it. */
    public static Optional<Currency> ofNumeric(int numeric) {
        return numeric < 0 || numeric >= BY_NUMERIC.length
                ? Optional.empty()
                : Optional.ofNullable(BY_NUMERIC[numeric]);
    }

    /**
     * The currency with this ISO 4217 alphabetic code (upper case), empty when no corridor can use
     * it.
     */
    public static Optional<Currency> ofCode(String code) {
        for (Currency currency : values()) {
            if (currency.name().equals(code)) {
                return Optional.of(currency);
            }
        }
        return Optional.empty();
    }
}
