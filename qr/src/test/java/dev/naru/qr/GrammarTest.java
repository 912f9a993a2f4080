// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.Samples.code;
import static dev.naru.qr.Samples.error;
import static dev.naru.qr.Samples.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The outermost level is strict; what is inside a template is tried. */
class GrammarTest {
    private static final String HEAD = "000201";
    private static final String TAIL = "5204581253039995802QQ5904SHOP6004TOWN";
    private static final String ACCOUNT = "26110007FERRY.A";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # text                               | code                       | offset | field
                    000201                               | CRC_MISSING                | 6      | 63
                    00                                   | TRUNCATED                  | 0      | ''
                    000                                  | TRUNCATED                  | 0      | ''
                    0002016                              | TRUNCATED                  | 6      | ''
                    00020126                             | TRUNCATED                  | 6      | ''
                    0002012603AB                         | LENGTH_PAST_END            | 8      | 26
                    0002                                 | LENGTH_PAST_END            | 2      | 00
                    0002015A02AB6304FFFF                 | TAG_NOT_DIGITS             | 6      | ''
                    00020159+4SHOP6304FFFF               | LENGTH_NOT_DIGITS          | 8      | 59
                    00020159-1SHOP6304FFFF               | LENGTH_NOT_DIGITS          | 8      | 59
                    00020159 4SHOP6304FFFF               | LENGTH_NOT_DIGITS          | 8      | 59
                    00020159４４SHOP6304FFFF             | LENGTH_NOT_DIGITS          | 8      | 59
                    00020159٠٤SHOP6304FFFF               | LENGTH_NOT_DIGITS          | 8      | 59
                    0002015९04SHOP6304FFFF               | TAG_NOT_DIGITS             | 6      | ''
                    5904SHOP0002016304FFFF               | FORMAT_INDICATOR_NOT_FIRST | 0      | 00
                    0002015901A5901B6304FFFF             | DUPLICATE_TAG              | 11     | 59
                    000201000201                         | DUPLICATE_TAG              | 6      | 00
                    0002016304FFFF5904SHOP               | CRC_NOT_LAST               | 14     | 63
                    0002016302FF                         | CRC_LENGTH                 | 10     | 63
                    0002016305FFFFF                      | CRC_LENGTH                 | 10     | 63
                    0002016300                           | CRC_LENGTH                 | 10     | 63
                    000201630                            | TRUNCATED                  | 6      | ''
                    0002016304                           | CRC_LENGTH                 | 8      | 63
                    0002016304D7                         | CRC_LENGTH                 | 8      | 63
                    0002016304XXXX                       | CRC_NOT_HEX                | 10     | 63
                    0002016304FF+F                       | CRC_NOT_HEX                | 12     | 63
                    0002016304FFF４                      | CRC_NOT_HEX                | 13     | 63
                    0002016304FFFF                       | CRC_MISMATCH               | 10     | 63
                    https://example.invalid/pay          | NOT_A_PAYMENT_CODE         | 0      | ''
                    0                                    | NOT_A_PAYMENT_CODE         | 0      | ''
                    -1020300                             | NOT_A_PAYMENT_CODE         | 0      | ''
                    """)
    void saysWhatIsWrongAndWhere(String text, QrErrorCode code, int offset, String field) {
        assertThat(error(Qr.read(text))).isEqualTo(new QrError(code, offset, field));
    }

    @Test
    void refusesATagThatStandsTwiceInATemplateOfTheSpecification() {
        String text = sealed(HEAD + "26100001A0001B" + TAIL);
        assertThat(error(Qr.read(text)))
                .isEqualTo(new QrError(QrErrorCode.DUPLICATE_TAG, 15, "26-00"));
    }

    @Test
    void takesATextThatOnlyLooksLikeFieldsTwiceAsAPlainTextWhereAnyoneMayDefineIt() {
        MerchantCode code = code(Qr.read(sealed(HEAD + ACCOUNT + TAIL + "82080000" + "0000")));
        assertThat(code.field(82)).contains("00000000");
        assertThat(code.field(82, 0)).isEmpty();
        assertThat(code.tolerances()).containsExactly(Tolerance.PLAIN_UNRESERVED);
    }

    @Test
    void countsCharactersAsCodePoints() {
        String text = sealed(HEAD + ACCOUNT + "5204581253039995802QQ5903😀가e\u03016004TOWN");
        assertThat(error(Qr.read(text)).code()).isEqualTo(QrErrorCode.TAG_NOT_DIGITS);

        MerchantCode code =
                code(
                        Qr.read(
                                sealed(
                                        HEAD
                                                + ACCOUNT
                                                + "5204581253039995802QQ5904😀가e\u0301"
                                                + "6004TOWN")));
        assertThat(code.merchantName()).contains(new DisplayText("😀가e\u0301"));
        assertThat(code.tolerances()).isEmpty();
    }

    @Test
    void triesBytesWhenCharactersDoNotFitAndSaysSo() {
        String fields = HEAD + ACCOUNT + "5204581253039995802QQ5906나루6004TOWN";
        MerchantCode code = code(Qr.read(sealed(fields)));
        assertThat(code.merchantName()).contains(new DisplayText("나루"));
        assertThat(code.tolerances()).containsExactly(Tolerance.BYTE_LENGTHS);
    }

    @Test
    void refusesAByteLengthThatEndsInsideACharacter() {
        String fields = HEAD + ACCOUNT + "5204581253039995802QQ5905나루6004TOWN";
        assertThat(Qr.read(sealed(fields))).isInstanceOf(QrReading.Refused.class);
    }

    @Test
    void readsThreeLevelsAndNoMore() {
        String account = "38220003VQR0111" + "0007" + "26030XY";
        MerchantCode code = code(Qr.read(sealed(HEAD + account + TAIL)));
        assertThat(code.field(38, 1)).contains("000726030XY");
        assertThat(code.objects())
                .contains(
                        QrObject.template(
                                38,
                                QrObject.value(0, "VQR"),
                                QrObject.template(1, QrObject.value(0, "26030XY"))));
    }

    @Test
    void doesNotLookIntoAnAccountInsideAnAccount() {
        MerchantCode code = code(Qr.read(sealed(HEAD + "26150003ABC26040000" + TAIL)));
        assertThat(code.accounts()).hasSize(1);
        assertThat(code.accounts().getFirst().field(26)).contains("0000");
    }

    @Test
    void isNotMisledByACheckValueInsideAValue() {
        MerchantCode code =
                code(
                        Qr.read(
                                sealed(
                                        HEAD
                                                + ACCOUNT
                                                + "5204581253039995802QQ5908"
                                                + "6304ABCD6004TOWN")));
        assertThat(code.merchantName()).contains(new DisplayText("6304ABCD"));
    }

    @Test
    void keepsEveryFieldInTheOrderOfTheText() {
        String fields = HEAD + "5904SHOP6004TOWN5802QQ" + ACCOUNT + "53039995204581202041111";
        MerchantCode code = code(Qr.read(sealed(fields)));
        assertThat(code.objects().stream().map(QrObject::tag))
                .containsExactly(0, 59, 60, 58, 26, 53, 52, 2);
        assertThat(code.accounts().stream().map(MerchantAccount::tag)).containsExactly(26, 2);
    }

    @Test
    void leavesAMalformedTemplateAsAPlainTextAndSaysSo() {
        MerchantCode code = code(Qr.read(sealed(HEAD + "2605hello" + TAIL)));
        assertThat(code.accounts().getFirst().value()).isEqualTo("hello");
        assertThat(code.accounts().getFirst().identifier()).isEmpty();
        assertThat(code.deviations())
                .containsExactly(new Deviation(Tolerance.PLAIN_TEMPLATE, 10, "26"));
    }
}
