// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QrAmountTest {
    @ParameterizedTest
    @CsvSource({
        "98.73, 2, 9873",
        "98, 2, 9800",
        "98., 2, 9800",
        "98.7, 2, 9870",
        "0098.70, 1, 987",
        "39000.00, 0, 39000",
        "0.01, 2, 1",
        "0, 0, 0",
        "9999999999999, 0, 9999999999999",
        "9999999999999, 5, 999999999999900000",
        "1.00000000000, 6, 1000000"
    })
    void isExactInSmallestUnits(String text, int exponent, long minor) {
        assertThat(QrAmount.parse(text, 0).orElseThrow().toMinor(exponent))
                .isEqualTo(new MinorAmount.Exact(minor));
    }

    @ParameterizedTest
    @CsvSource({
        "98.73, 1, AMOUNT_DECIMALS",
        "0.5, 0, AMOUNT_DECIMALS",
        "0.0001, 2, AMOUNT_DECIMALS",
        "9999999999999, 6, AMOUNT_OUT_OF_RANGE",
        "9223372036855, 6, AMOUNT_OUT_OF_RANGE"
    })
    void saysWhyItIsNot(String text, int exponent, QrErrorCode code) {
        assertThat(QrAmount.parse(text, 7).orElseThrow().toMinor(exponent))
                .isEqualTo(new MinorAmount.NotExact(new QrError(code, 7, "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ".5",
                "-1",
                "+1",
                "1,5",
                "1 000",
                "1.2.3",
                "1e3",
                "１",
                "0x1",
                "12345678901234",
                " 1",
                "1 ",
                "1\u0000",
                "∞",
                "NaN"
            })
    void isNotEverythingThatLooksLikeANumber(String text) {
        assertThat(QrAmount.parse(text, 0)).isEmpty();
    }

    @Test
    void takesNoExponentThatNoCurrencyHas() {
        QrAmount amount = QrAmount.parse("1", 0).orElseThrow();
        assertThatThrownBy(() -> amount.toMinor(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> amount.toMinor(19)).isInstanceOf(IllegalArgumentException.class);
    }
}
