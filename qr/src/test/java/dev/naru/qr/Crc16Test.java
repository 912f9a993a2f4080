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

    @Test
    void ofAsciiIsTheSameByFour() {
        Random random = new Random(20260402);
        for (int length = 0; length < 300; length++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((char) random.nextInt(0x80));
            }
            String ascii = text.toString();
            for (int end = Math.max(0, length - 5); end <= length; end++) {
                assertThat(Crc16.ofAscii(ascii, end)).isEqualTo(Crc16.ofUtf8(ascii, end));
            }
        }
    }

    @Test
    void ofAsciiSaysWhereThereIsMore() {
        String ascii = "0123456789";
        for (int at = 0; at < ascii.length(); at++) {
            String text = ascii.substring(0, at) + "é" + ascii.substring(at + 1);
            assertThat(Crc16.ofAscii(text, text.length())).isEqualTo(Crc16.NOT_ASCII);
            assertThat(Crc16.ofAscii(text, at)).isEqualTo(Crc16.ofUtf8(text, at));
        }
    }
}
