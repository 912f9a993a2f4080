// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.Samples.code;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every change of one ASCII character of a code into another, or into none, is refused or named as
 * a tolerance. Beyond ASCII a check value of 16 bits cannot tell every change.
 */
class SingleChangeTest {
    @Test
    void ofOurOwnCodesIsNoticed() {
        for (MerchantCode sample : Samples.all()) {
            assertNoticed(sample);
        }
    }

    @Test
    void ofEveryCodeOfTheCorpusIsNoticed() {
        List<Corpus.Row> rows = Corpus.rows();
        int tried = 0;
        for (Corpus.Row row : rows) {
            if (row.verdict().equals("ok")) {
                assertNoticed(code(Qr.read(row.payload())));
                tried++;
            }
        }
        assertThat(tried).isPositive();
    }

    /** Letters of three bytes whose difference the check value's polynomial divides. */
    @Test
    void beyondAsciiTheCheckValueHasItsLimit() {
        MerchantCode shop =
                code(
                        MerchantCodeComposer.koreaEmv(Presentation.STATIC)
                                .add(KoreaEmvMerchant.account("000450017"))
                                .category("5462")
                                .merchant("가게", "MAPO-GU", "04175")
                                .compose());
        assertThat(code(Qr.read(shop.text().replace('가', '렡'))).merchantName())
                .contains(new DisplayText("렡게"));
    }

    private static void assertNoticed(MerchantCode original) {
        String text = original.text();
        List<String> unnoticed = new ArrayList<>();
        for (int at = 0; at < text.length(); at++) {
            for (char c = ' '; c <= '~'; c++) {
                if (c != text.charAt(at)) {
                    String changed = text.substring(0, at) + c + text.substring(at + 1);
                    if (!isNoticed(changed, original)) {
                        unnoticed.add(changed);
                    }
                }
            }
            String shorter = text.substring(0, at) + text.substring(at + 1);
            if (!isNoticed(shorter, original)) {
                unnoticed.add(shorter);
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    private static boolean isNoticed(String changed, MerchantCode original) {
        return switch (Qr.read(changed)) {
            case QrReading.Refused refused -> true;
            case MerchantCode code ->
                    code.tolerances().contains(Tolerance.CRC_LOWER)
                            && code.objects().equals(original.objects());
        };
    }
}
