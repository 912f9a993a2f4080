// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalTest {
    private static final long MOST = 999_999_999_999_999_999L;

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "007, 7, 0",
        "0.5, 5, 1",
        "0.00001, 1, 5",
        "100.00, 10000, 2",
        "999999999999999999, 999999999999999999, 0",
        "9999999999999.99999, 999999999999999999, 5"
    })
    void readsPlainDigits(String text, long unscaled, int scale) {
        assertThat(Decimal.parse(text, 18, 5)).contains(new Decimal(unscaled, scale));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1.",
                ".1",
                "1.2.3",
                "-1",
                "+1",
                "1e2",
                " 1",
                "1 ",
                "1,0",
                "0x1",
                "٣",
                "1000000000000000000",
                "0.000001"
            })
    void refusesEverythingElse(String text) {
        assertThat(Decimal.parse(text, 18, 5)).isEmpty();
    }

    @Test
    void writesWhatItRead() {
        for (String text : new String[] {"0", "0.00", "0.00001", "12", "1.20", "345.60000"}) {
            assertThat(Decimal.parse(text, 18, 5)).map(Decimal::toString).contains(text);
        }
    }

    @Test
    void minorUnitsAreExactOrAbsent() {
        assertThat(new CurrencyAndAmount("KRW", new Decimal(895_100, 2)).amountMinor(0))
                .isEqualTo(OptionalLong.of(8_951));
        assertThat(new CurrencyAndAmount("KRW", new Decimal(895_140, 2)).amountMinor(0)).isEmpty();
        assertThat(new CurrencyAndAmount("IDR", new Decimal(100_000, 0)).amountMinor(2))
                .isEqualTo(OptionalLong.of(10_000_000));
        assertThat(new Decimal(MOST, 0).unscaledAt(1)).isEmpty();
        assertThat(new Decimal(MOST, 5).unscaledAt(5)).isEqualTo(OptionalLong.of(MOST));
        assertThat(new Decimal(0, 0).unscaledAt(17)).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void zerosAfterThePointDoNotChangeTheValue() {
        assertThat(new Decimal(10, 1).hasValueOf(new Decimal(1_000, 3))).isTrue();
        assertThat(new Decimal(1_000, 3).hasValueOf(new Decimal(10, 1))).isTrue();
        assertThat(new Decimal(11, 1).hasValueOf(new Decimal(1_000, 3))).isFalse();
        assertThat(new Decimal(MOST, 0).hasValueOf(new Decimal(MOST, 17))).isFalse();
        assertThat(
                        CurrencyAndAmount.ofMinor("IDR", 100, 2)
                                .hasValueOf(CurrencyAndAmount.ofMinor("IDR", 1, 0)))
                .isTrue();
        assertThat(
                        CurrencyAndAmount.ofMinor("IDR", 1, 0)
                                .hasValueOf(CurrencyAndAmount.ofMinor("KRW", 1, 0)))
                .isFalse();
    }

    @Test
    void isNeverNegativeOrTooLong() {
        assertThatThrownBy(() -> new Decimal(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Decimal(MOST + 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Decimal(1, 18)).isInstanceOf(IllegalArgumentException.class);
    }
}
