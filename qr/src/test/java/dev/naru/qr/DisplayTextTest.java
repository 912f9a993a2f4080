// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"WARUNG MELATI", "나루제과", "北京烤鸭", "ក្មែរ", "မြန်\u200Cမာ", "A|B~", "😀"})
    void leavesOrdinaryNamesAlone(String text) {
        DisplayText shown = new DisplayText(text);
        assertThat(shown.hazards()).isEmpty();
        assertThat(shown.safe()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0000, CONTROL",
        "001B, CONTROL",
        "000A, CONTROL",
        "0085, CONTROL",
        "2028, CONTROL",
        "202E, BIDIRECTIONAL",
        "2066, BIDIRECTIONAL",
        "200F, BIDIRECTIONAL",
        "061C, BIDIRECTIONAL",
        "200B, INVISIBLE",
        "FEFF, INVISIBLE",
        "00AD, INVISIBLE",
        "E0041, INVISIBLE",
        "E000, UNPRINTABLE",
        "FFFF, UNPRINTABLE",
        "10FFFF, UNPRINTABLE"
    })
    void flagsAndRemovesTheRest(String codePoint, DisplayHazard hazard) {
        String character = Character.toString(Integer.parseInt(codePoint, 16));
        DisplayText shown = new DisplayText("SH" + character + "OP");
        assertThat(shown.hazards()).containsExactly(hazard);
        assertThat(shown.safe()).isEqualTo("SHOP");
    }

    @Test
    void namesEveryHazard() {
        assertThat(new DisplayText("\u0000\u202E\u200B\uE000").hazards())
                .containsExactlyInAnyOrder(DisplayHazard.values());
    }
}
