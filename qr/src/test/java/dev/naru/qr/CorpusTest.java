// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.Samples.code;
import static dev.naru.qr.Samples.errorCode;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Codes from outside. The corpus's verdict speaks of grammar and check value alone, and so does the
 * first test. Codes of schemes whose profiles are not here yet are read as {@link Scheme#UNKNOWN},
 * with every tolerance they need named.
 */
class CorpusTest {
    private static final Set<QrErrorCode> GRAMMAR =
            EnumSet.range(QrErrorCode.TRUNCATED, QrErrorCode.CRC_LENGTH);
    private static final Set<QrErrorCode> CHECK_VALUE =
            EnumSet.of(QrErrorCode.CRC_NOT_HEX, QrErrorCode.CRC_MISMATCH);

    @Test
    void getsItsVerdict() {
        SoftAssertions softly = new SoftAssertions();
        for (Corpus.Row row : Corpus.rows()) {
            QrReading reading = Qr.read(row.payload());
            switch (row.verdict()) {
                case "ok" ->
                        softly.assertThat(reading)
                                .as(row.payload())
                                .isInstanceOf(MerchantCode.class);
                case "badcrc" ->
                        softly.assertThat(CHECK_VALUE)
                                .as(row.payload())
                                .contains(errorCode(row.payload()));
                case "badtlv" ->
                        softly.assertThat(GRAMMAR)
                                .as(row.payload())
                                .contains(errorCode(row.payload()));
                default -> softly.fail("unknown verdict " + row.verdict());
            }
        }
        softly.assertAll();
    }

    @Test
    void isReadBackFromItsFieldsToTheSameText() {
        for (Corpus.Row row : ok()) {
            MerchantCode code = code(Qr.read(row.payload()));
            MerchantCode again = code(Qr.write(code.objects()));
            assertThat(again.text()).isEqualToIgnoringCase(code.text());
            assertThat(again.objects()).isEqualTo(code.objects());
        }
    }

    @Test
    void showsTheAccountsThatTheCorpusNames() {
        SoftAssertions softly = new SoftAssertions();
        for (Corpus.Row row : ok()) {
            MerchantCode code = code(Qr.read(row.payload()));
            for (String part : row.identifiers().split(" ")) {
                String found;
                if (part.startsWith("CC=")) {
                    found = "CC=" + code.country().orElse("");
                } else {
                    int tag = Integer.parseInt(part.substring(0, 2));
                    found = part.charAt(2) == '=' ? plain(code, tag, part) : template(code, tag);
                }
                softly.assertThat(found).as(row.payload()).isEqualTo(part);
            }
        }
        softly.assertAll();
    }

    private static String plain(MerchantCode code, int tag, String part) {
        return part.substring(0, 3) + start(code.field(tag).orElse(""), 8);
    }

    private static String template(MerchantCode code, int tag) {
        String plain = "?" + start(code.field(tag).orElse(""), 12);
        return tag + ":" + code.field(tag, 0).orElse(plain);
    }

    private static String start(String value, int length) {
        return value.substring(0, Math.min(length, value.length()));
    }

    @Test
    void isOfTheSchemeOfItsCountry() {
        for (Corpus.Row row : ok()) {
            MerchantCode code = code(Qr.read(row.payload()));
            Set<Scheme> expected =
                    switch (code.country().orElse("")) {
                        case "ID" -> EnumSet.of(Scheme.QRIS);
                        case "KR" -> EnumSet.of(Scheme.KOREA_EMV);
                        default -> EnumSet.noneOf(Scheme.class);
                    };
            assertThat(code.schemes()).as(row.payload()).isEqualTo(expected);
        }
    }

    private static List<Corpus.Row> ok() {
        return Corpus.rows().stream().filter(row -> row.verdict().equals("ok")).toList();
    }
}
