// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.Samples.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Codes from outside. Every row has a verdict and a scheme. The corpus's own verdict speaks of
 * grammar and check value alone: what it calls {@code ok} is read, and where ours says more, {@link
 * #VERDICTS} says what and why.
 *
 * <p>Codes of China with identifiers of a specification's examples, Brazil's Pix, AirPay of Vietnam
 * and a Vietnamese bill whose identifier is {@code 00} are of no scheme that this library knows.
 */
class CorpusTest {
    /** What is not simply right; a row is named by the check value of its whole text. */
    private static final String VERDICTS =
            """
                F444                          | refused   | CRC_NOT_HEX                            | XXXX in the place of the check value
                886D 16E5 45F1 AB2B 5733 8C20 | refused   | CRC_MISMATCH                           | the check value is of another text
                6E97                          | refused   | CRC_MISMATCH                           | the check value is of another text
                54BB 4D11 12E6                | refused   | LENGTH_NOT_DIGITS                      | an ellipsis in the middle, or a digit lost on the way
                8908 7781                     | refused   | TRUNCATED                              | cut off
                A13A 6325                     | refused   | CRC_LENGTH                             | ends behind 6304
                A222                          | refused   | DUPLICATE_TAG                          | 53 twice
                B42E 24AA                     | refused   | CRC_MISSING                            | cut off before 63
                B663 1B08                     | refused   | TAG_NOT_DIGITS                         | a length that does not fit its value
                1740 1D4B                     | tolerated | TIP_EXTRA                              | 57 beside 55 = 01, as a library composes it
                A491                          | tolerated | NAME_OVER_25                           | an electricity company with all of its name; the identifier is 00
                E28C CD4A 5C4D E4DC E46F      | tolerated | SUB00_IN_62                            | QR Ph and LANKAQR put an identifier there
                0A67 B2DC                     | tolerated | PFI_02                                 | all codes of DuitNow are of version 02
                4702 DA13                     | tolerated | PFI_02 PLAIN_UNRESERVED                | and their 82 is a plain text
                554D 0966 5457 D293 31A6 F866 | tolerated | MISSING_52_59_60                       | personal codes have no name; VNPAY leaves out the city
                69E9 AE3D 8814 B9B3 5F01 C89C | tolerated | MISSING_52_59_60                       | personal codes have no name; VNPAY leaves out the city
                6903 E86C B6FD 36C2 A1E5 655E | tolerated | MISSING_52_59_60                       | personal codes have no name; VNPAY leaves out the city
                A554 434B 945C 5483 1478 8242 | tolerated | MISSING_52_59_60                       | personal codes have no name; VNPAY leaves out the city
                0419                          | tolerated | NMID_CHECK_DIGIT                       | seen once
                E8BE                          | tolerated | NAME_OVER_25 MCC_FORM QRIS_WITHOUT_51  | a test of its library
                C9B7 8C56                     | tolerated | QRIS_WITHOUT_51                        | a static code outside the repository
                6FC6 175F                     | tolerated | NAME_OVER_25 QRIS_WITHOUT_51           | the same, with a long name
                D2D9                          | tolerated | PAN_UNUSUAL                            | 15 digits
                E238                          | tolerated | NMID_UNUSUAL                           | all zeros
                F84F                          | tolerated | NMID_UNUSUAL NMID_CHECK_DIGIT          | 14 characters
                C100                          | tolerated | EMPTY_VALUE ZERO_AMOUNT EXPIRY_FORM    | a generator without name, amount and expiry
                6F94 C76E 769C 2EC0           | tolerated | EMPTY_VALUE ZERO_AMOUNT                | the same with an expiry
                2AE4                          | tolerated | EMPTY_VALUE CITY_OVER_15 ZERO_AMOUNT   | the same with a country for a city
                719E                          | tolerated | EMPTY_VALUE ZERO_AMOUNT OTHER_CURRENCY | the same in dollars of the United States
                8599                          | tolerated | EMPTY_VALUE ZERO_AMOUNT OTHER_COUNTRY  | the same in the United States
                4840                          | tolerated | ZERO_AMOUNT                            | Pix with 0
                170F                          | tolerated | CITY_OVER_15                           | Pix in a city of 16 letters
                899D                          | tolerated | CRC_LOWER MISSING_52_59_60             | 79db
                5B73                          | tolerated | PLAIN_UNRESERVED MISSING_52_59_60      | a wallet puts three digits in 80
            """;

    private static final Map<String, Scheme> BY_IDENTIFIER =
            Map.ofEntries(
                    entry("D4100000014010", Scheme.KOREA_EMV),
                    entry("A0000006150001", Scheme.DUITNOW),
                    entry("A000000727", Scheme.VIETQR),
                    entry("A000000775", Scheme.VNPAY),
                    entry("SG.PAYNOW", Scheme.PAYNOW),
                    entry("hk.com.hkicl", Scheme.HK_FPS),
                    entry("ph.ppmi.p2m", Scheme.QRPH_P2M),
                    entry("A000000677010111", Scheme.PROMPTPAY));

    private record Verdict(String word, Set<String> details) {}

    @Test
    void getsItsVerdict() {
        Map<String, Verdict> expected = expected();
        SoftAssertions softly = new SoftAssertions();
        for (Corpus.Row row : Corpus.rows()) {
            softly.assertThat(verdict(row))
                    .as(row.payload())
                    .isEqualTo(
                            expected.getOrDefault(
                                    Samples.crc(row.payload()), new Verdict("ok", Set.of())));
            softly.assertThat(Qr.read(row.payload()) instanceof MerchantCode)
                    .as(row.payload())
                    .isEqualTo(row.verdict().equals("ok"));
        }
        softly.assertAll();
    }

    private static Map<String, Verdict> expected() {
        Map<String, Verdict> expected = new HashMap<>();
        for (String line : VERDICTS.lines().toList()) {
            String[] cells = line.strip().split(" *\\| *");
            Verdict verdict = new Verdict(cells[1], new TreeSet<>(List.of(cells[2].split(" "))));
            for (String row : cells[0].split(" ")) {
                expected.put(row, verdict);
            }
        }
        return expected;
    }

    private static Verdict verdict(Corpus.Row row) {
        return switch (Qr.read(row.payload())) {
            case QrReading.Refused refused ->
                    new Verdict("refused", Set.of(refused.error().code().name()));
            case MerchantCode code -> {
                Set<String> names = new TreeSet<>();
                code.tolerances().forEach(tolerance -> names.add(tolerance.name()));
                yield new Verdict(names.isEmpty() ? "ok" : "tolerated", names);
            }
        };
    }

    @Test
    void isOfTheSchemesOfItsIdentifiers() {
        SoftAssertions softly = new SoftAssertions();
        for (Corpus.Row row : ok()) {
            softly.assertThat(code(Qr.read(row.payload())).schemes())
                    .as(row.payload())
                    .containsExactlyElementsOf(schemes(row));
        }
        softly.assertAll();
    }

    /** From what the corpus names, not from the code itself. */
    private static Set<Scheme> schemes(Corpus.Row row) {
        Set<Scheme> schemes = new LinkedHashSet<>();
        for (String part : row.identifiers().split(" ")) {
            String identifier = part.substring(3);
            if (part.startsWith("15=")) {
                schemes.add(Scheme.UNIONPAY);
            } else if (part.equals("CC=ID")) {
                // The identifiers are those of the acquirers, so that the country must tell.
                schemes.add(Scheme.QRIS);
            } else if (identifier.matches("[0-9]{28}") && row.identifiers().contains("CC=LK")) {
                schemes.add(Scheme.LANKAQR);
            } else if (BY_IDENTIFIER.containsKey(identifier)) {
                schemes.add(BY_IDENTIFIER.get(identifier));
            }
        }
        return schemes;
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

    private static List<Corpus.Row> ok() {
        return Corpus.rows().stream().filter(row -> row.verdict().equals("ok")).toList();
    }
}
