// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Crc16Test {
    @Test
    void answersTheCheckValue() {
        assertThat(Crc16.ofUtf8("123456789", 9)).isEqualTo(0x29B1);
    }

    @Test
    void answersTheStartValueForNothing() {
        assertThat(Crc16.ofUtf8("123456789", 0)).isEqualTo(0xFFFF);
    }

    @Test
    void agreesWithTheBytesOfAnyText() {
        Random random = new Random(20260401);
        for (int i = 0; i < 2_000; i++) {
            String text = RandomTexts.unicode(random, random.nextInt(60));
            assertThat(String.format(Locale.ROOT, "%04X", Crc16.ofUtf8(text, text.length())))
                    .as(text)
                    .isEqualTo(Samples.crc(text));
        }
    }
}
