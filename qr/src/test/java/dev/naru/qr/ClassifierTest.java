// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.ConsumerSamples.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text is, before anything reads it. */
class ClassifierTest {
    @Test
    void hasAMerchantsCodeRead() {
        for (MerchantCode sample : Samples.all()) {
            assertThat(Qr.classify(sample.text()))
                    .isEqualTo(new Presented.Merchant(sample.text(), Set.of(), sample));
        }
    }

    @Test
    void readsTheWholeCorpusAsTheReaderDoes() {
        for (Corpus.Row row : Corpus.rows()) {
            switch (Qr.read(row.payload())) {
                case MerchantCode code ->
                        assertThat(Qr.classify(row.payload()))
                                .isEqualTo(new Presented.Merchant(row.payload(), Set.of(), code));
                case QrReading.Refused refused ->
                        assertThat(error(row.payload())).isEqualTo(refused.error());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\uFEFF", "\r\n", "\t \uFEFF"})
    void looksThroughWhatScannersAdd(String blanks) {
        for (MerchantCode sample : Samples.all()) {
            String text = blanks + sample.text() + blanks;
            assertThat(Qr.classify(text))
                    .isEqualTo(new Presented.Merchant(text, Set.of(Wrapping.BLANK_ENDS), sample));
        }
        String broken = blanks + Samples.dynamicQris().text().replace("MELATI01", "MELATI02");
        QrError inside = Samples.error(Qr.read(broken.substring(blanks.length())));
        assertThat(error(broken).code()).isEqualTo(QrErrorCode.CRC_MISMATCH);
        assertThat(error(broken).offset()).isEqualTo(blanks.length() + inside.offset());
        assertThat(error(blanks).code()).isEqualTo(QrErrorCode.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "'', EMPTY, 0",
        "hello, NOT_A_PAYMENT_CODE, 0",
        "'{\"accountNumber\":\"1\"}', NOT_A_PAYMENT_CODE, 0",
        "mailto:a@example, NOT_A_PAYMENT_CODE, 0",
        "'://', NOT_A_PAYMENT_CODE, 0",
        "'1://x', NOT_A_PAYMENT_CODE, 0",
        "'upi:pay?pa=a@example', NOT_A_PAYMENT_CODE, 0",
        "'a-scheme-of-more-letters-than-any://x', NOT_A_PAYMENT_CODE, 0",
        "'ftp://qr.alipay.com/x', LINK_UNKNOWN, 0",
        "'https://shop.example/menu', LINK_UNKNOWN, 8",
        "'https://', LINK_UNKNOWN, 8",
        "hQVDUEX, NOT_A_PAYMENT_CODE, 0",
        "HQVDUFY, NOT_A_PAYMENT_CODE, 0",
        "4012888888881881, BARCODE_UNKNOWN, 0",
        "８８, NOT_A_PAYMENT_CODE, 0",
        "000201, CRC_MISSING, 6",
        "'|', NOT_A_PAYMENT_CODE, 0",
    })
    void refuses(String text, QrErrorCode code, int offset) {
        QrError error = error(text);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.offset()).isEqualTo(offset);
    }

    @Test
    void findsACodeAtTheEndOfALink() {
        MerchantCode code = wrapped("SHOP'S TEA");
        String text = "https://app.example.uz/qr-online/" + code.text().replace(" ", "%20");
        assertThat(code.schemes()).containsExactly(Scheme.QR_ONLINE);
        assertThat(Qr.classify(text))
                .isEqualTo(
                        new Presented.Merchant(
                                text, Set.of(Wrapping.LINK, Wrapping.PERCENT_ENCODING), code));
        String raw = "HTTP://app.example.uz:8443/" + code.text() + "?from=wall#top";
        assertThat(Qr.classify(raw))
                .isEqualTo(new Presented.Merchant(raw, Set.of(Wrapping.LINK), code));
    }

    @Test
    void findsACodeOfAnyScriptAtTheEndOfALink() {
        MerchantCode code = wrapped("나루 茶 😀+");
        StringBuilder encoded = new StringBuilder();
        for (byte octet : code.text().getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet >= '0' && octet <= 'z';
            encoded.append(
                    plain
                            ? String.valueOf((char) octet)
                            : String.format(Locale.ROOT, "%%%02x", octet));
        }
        String text = "https://app.example.uz/" + encoded;
        assertThat(((Presented.Merchant) Qr.classify(text)).code()).isEqualTo(code);
        String mixed = "https://app.example.uz/" + code.text().replace("茶", "%E8%8C%B6");
        assertThat(((Presented.Merchant) Qr.classify(mixed)).code()).isEqualTo(code);
    }

    @Test
    void pointsIntoTheLinkAsItWasScanned() {
        MerchantCode code = wrapped("TEA AND CAKE");
        String link = "https://app.example.uz/qr-online/";
        String changed = code.text().replace("5802UZ", "58+2UZ").replace(" ", "%20");
        QrError error = error("\n" + link + changed);
        assertThat(error.code()).isEqualTo(QrErrorCode.LENGTH_NOT_DIGITS);
        assertThat(changed.substring(error.offset() - link.length() - 1)).startsWith("+2UZ");
        String crc = code.text().replace(" ", "%20").replace("CAKE", "CAKF");
        QrError mismatch = error(link + crc);
        assertThat(mismatch.code()).isEqualTo(QrErrorCode.CRC_MISMATCH);
        assertThat(mismatch.offset()).isEqualTo(link.length() + crc.length() - 4);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/000201%, PERCENT_ENCODING, 24",
        "https://a.example/000201%2, PERCENT_ENCODING, 24",
        "https://a.example/000201%2G, PERCENT_ENCODING, 24",
        "https://a.example/000201%FF, PERCENT_ENCODING, 24",
        "https://a.example/000201%E0%80%80, PERCENT_ENCODING, 24",
        "https://a.example/000201%ED%A0%80, PERCENT_ENCODING, 24",
        "https://a.example/000201%C3, PERCENT_ENCODING, 24",
        "https://a.example/000201/menu, LINK_UNKNOWN, 8",
        "https://a.example/?000201, LINK_UNKNOWN, 8",
        "https://a@b.example/000201, LINK_DISGUISED, 8",
    })
    void refusesALinkThatIsBroken(String text, QrErrorCode code, int offset) {
        assertThat(error(text)).isEqualTo(new QrError(code, offset, ""));
    }

    private static MerchantCode wrapped(String name) {
        return Samples.code(
                Qr.write(
                        List.of(
                                QrObject.value(0, "01"),
                                QrObject.template(
                                        40,
                                        QrObject.value(0, "qr-online.uz"),
                                        QrObject.value(1, "A00000000000000001")),
                                QrObject.value(52, "5812"),
                                QrObject.value(53, "860"),
                                QrObject.value(58, "UZ"),
                                QrObject.value(59, name),
                                QrObject.value(60, "TASHKENT"))));
    }

    @Test
    void tellsASlipFromAPayment() {
        String slip = "00360006000001010300402150123456789ABCDE5102TH9104";
        for (String crc : new String[] {"12AB", "a2bf", "2AB", "B"}) {
            assertThat(Qr.classify(slip + crc))
                    .isEqualTo(
                            new Presented.NotPayment(slip + crc, Set.of(), NonPayment.THAI_SLIP));
        }
        assertThat(NonPayment.isThaiSlip(slip.replaceFirst("0036", "0037") + "12AB")).isFalse();
        assertThat(NonPayment.isThaiSlip(slip.replaceFirst("00360006", "00360106") + "12AB"))
                .isFalse();
        assertThat(NonPayment.isThaiSlip(slip)).isFalse();
        assertThat(NonPayment.isThaiSlip(slip + "12ABC")).isFalse();
        assertThat(NonPayment.isThaiSlip(slip + "12G")).isFalse();
        assertThat(NonPayment.isThaiSlip("00")).isFalse();
        assertThat(NonPayment.isThaiSlip("0010")).isFalse();
    }

    @Test
    void tellsATrueMoneySlipWithoutACountry() {
        String template = "00020101020102020303P2P03150000000000000010407010126X";
        String slip = "00" + template.length() + template + "9104" + "02ab";
        assertThat(Qr.classify(slip)).isInstanceOf(Presented.NotPayment.class);
    }

    @Test
    void tellsABillsBarcodeFromAPayment() {
        for (String text :
                new String[] {
                    "|099400016550100\rREF1\rREF2\r12345",
                    "|0994000165501\r1\r\r0",
                    "|099400016550100\r\nREF1\r\nREF2\r\n0"
                }) {
            assertThat(Qr.classify(text))
                    .isEqualTo(
                            new Presented.NotPayment(text, Set.of(), NonPayment.THAI_BILL_BARCODE));
        }
        assertThat(error("|09940001655\r1").code()).isEqualTo(QrErrorCode.NOT_A_PAYMENT_CODE);
    }

    @Test
    void saysWhatIsNoPaymentInBothLanguages() {
        for (NonPayment kind : NonPayment.values()) {
            assertThat(kind.english()).matches("[A-Z][^가-힣]+\\.");
            assertThat(kind.korean()).matches(".*[가-힣].*[다요]\\.");
        }
    }

    @Test
    void showsNoText() {
        for (String text :
                new String[] {
                    Samples.korean().text(),
                    "wxp://f2f0SECRETSECRET",
                    "281234567890123456",
                    "|099400016550100\rREF1\rREF2\r12345",
                    "SECRETSECRET",
                    "upi://pay?pa=secret@example&am=10&sign=MEUC"
                }) {
            assertThat(Qr.classify(text).toString())
                    .doesNotContain(text, "SECRET", "secret", "123456789", "0994");
        }
    }
}
