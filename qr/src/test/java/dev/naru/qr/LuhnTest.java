// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LuhnTest {
    @Test
    void passesTheDigitThatItAppendsAndNoOther() {
        for (String text :
                new String[] {"", "0", "7992739871", "ID102600000123", "99999999999999"}) {
            String right = Luhn.append(text);
            int digit = right.charAt(right.length() - 1) - '0';
            for (int other = 0; other < 10; other++) {
                assertThat(Luhn.passes(text + other)).isEqualTo(other == digit);
            }
        }
    }

    @Test
    void knowsThePublishedExample() {
        assertThat(Luhn.append("7992739871")).isEqualTo("79927398713");
    }
}
