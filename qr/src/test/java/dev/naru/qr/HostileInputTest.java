// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.Samples.code;
import static dev.naru.qr.Samples.errorCode;
import static dev.naru.qr.Samples.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stands in a text: always an answer. */
class HostileInputTest {
    @Test
    void refusesMegabytesWithoutReadingThem() {
        assertThat(errorCode("0".repeat(8_000_000))).isEqualTo(QrErrorCode.TOO_LONG);
        assertThat(errorCode("000201".repeat(100_000))).isEqualTo(QrErrorCode.TOO_LONG);
    }

    @Test
    void countsTheLimitInBytes() {
        String korean = "가".repeat(QrReader.MAX_UTF8_BYTES / 3 + 1);
        assertThat(errorCode(korean)).isEqualTo(QrErrorCode.TOO_LONG);
        String fits = "가".repeat(QrReader.MAX_UTF8_BYTES / 3);
        assertThat(errorCode(fits)).isEqualTo(QrErrorCode.NOT_A_PAYMENT_CODE);
    }

    @Test
    void readsAsMuchAsTheLimitAllows() {
        String text = label(QrReader.MAX_UTF8_BYTES);
        assertThat(text).hasSize(QrReader.MAX_UTF8_BYTES);
        assertThat(code(Qr.read(text)).text()).isEqualTo(text);
        assertThat(errorCode(text + "0")).isEqualTo(QrErrorCode.TOO_LONG);
    }

    /** A label of exactly {@code length} characters. */
    private static String label(int length) {
        StringBuilder fields = new StringBuilder("0002015303999" + "5802QQ");
        int left = length - fields.length() - 8;
        for (int tag = 2; left > 0; tag = tag == 51 ? 65 : tag + 1) {
            int size = left > 103 + 4 ? 99 : Math.min(left, 103 - 4) - 4;
            fields.append(String.format(Locale.ROOT, "%02d%02d", tag, size));
            fields.append("x".repeat(size));
            left -= size + 4;
        }
        return sealed(fields.toString());
    }

    @Test
    void refusesMoreFieldsThanTheLimit() {
        assertThat(errorCode(templatesFullOfFields())).isEqualTo(QrErrorCode.TOO_MANY_OBJECTS);
    }

    /** Ten templates of 24 empty fields each. */
    static String templatesFullOfFields() {
        StringBuilder fields = new StringBuilder("000201");
        for (int tag = 26; tag < 36; tag++) {
            fields.append(tag).append("96");
            for (int sub = 10; sub < 34; sub++) {
                fields.append(sub).append("00");
            }
        }
        return sealed(fields.toString());
    }

    @Test
    void refusesHalfACharacterAnywhere() {
        String text = Samples.korean().text();
        for (int at = 0; at <= text.length(); at++) {
            String high = text.substring(0, at) + '\uD83C' + text.substring(at);
            String low = text.substring(0, at) + '\uDF6E' + text.substring(at);
            assertThat(errorCode(high)).isEqualTo(QrErrorCode.LONE_SURROGATE);
            assertThat(errorCode(low)).isEqualTo(QrErrorCode.LONE_SURROGATE);
        }
    }

    @Test
    void refusesEveryTruncation() {
        for (MerchantCode sample : Samples.all()) {
            String text = sample.text();
            for (int end = 0; end < text.length(); end++) {
                assertThat(Qr.read(text.substring(0, end)))
                        .as("up to %d of %s", end, text)
                        .isInstanceOf(QrReading.Refused.class);
            }
        }
    }

    @Test
    void refusesACheckValueThatLostItsZeros() {
        int found = 0;
        for (int shop = 0; shop < 2_000; shop++) {
            String text =
                    sealed(
                            "00020126110007FERRY.A5204581253039995802QQ6004TOWN5904"
                                    + String.format(Locale.ROOT, "%04d", shop));
            String crc = text.substring(text.length() - 4);
            if (crc.startsWith("0")) {
                found++;
                String stripped = crc.replaceFirst("^0+", "");
                assertThat(code(Qr.read(text)).tolerances()).isEmpty();
                assertThat(errorCode(text.substring(0, text.length() - 4) + stripped))
                        .isEqualTo(QrErrorCode.CRC_LENGTH);
            }
        }
        assertThat(found).isPositive();
    }

    @Test
    void flagsWhatANameCouldDoToAScreen() {
        String name = "SH\u0000OP\u202E5";
        String text = sealed("00020126110007FERRY.A5204581253039995802QQ6004TOWN5907" + name);
        MerchantCode code = code(Qr.read(text));
        assertThat(code.displayHazards())
                .containsExactlyInAnyOrder(DisplayHazard.CONTROL, DisplayHazard.BIDIRECTIONAL);
        assertThat(code.merchantName().orElseThrow().raw()).isEqualTo(name);
        assertThat(code.merchantName().orElseThrow().safe()).isEqualTo("SHOP5");
        assertThat(code.text()).isEqualTo(text);
    }

    @Test
    void answersEveryRandomText() {
        Random random = new Random(41);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(80); length > 0; length--) {
                text.append((char) random.nextInt(i % 2 == 0 ? 0x80 : 0x10000));
            }
            assertThat(Qr.read(text.toString()).text()).isEqualTo(text.toString());
        }
    }

    @Test
    void answersEveryRandomRowOfFields() {
        Random random = new Random(42);
        int accepted = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder fields = new StringBuilder("0002015303999" + "5802QQ");
            for (int length = random.nextInt(40); length > 0; length--) {
                fields.append((char) ('0' + random.nextInt(10)));
            }
            String text = sealed(fields.toString());
            QrReading reading = Qr.read(text);
            assertThat(reading.text()).isEqualTo(text);
            if (reading instanceof MerchantCode code) {
                accepted++;
                assertThat(code.accounts()).isNotEmpty();
                assertThat(code.tip()).isNotNull();
                assertThat(Qr.write(code.objects()).text()).isEqualTo(text);
            }
        }
        assertThat(accepted).isPositive();
    }

    @Test
    void answersEveryMutationOfEverySample() {
        Random random = new Random(43);
        for (MerchantCode sample : Samples.all()) {
            for (int i = 0; i < 20_000; i++) {
                StringBuilder text = new StringBuilder(Samples.body(sample.text()));
                for (int change = random.nextInt(4); change >= 0; change--) {
                    int at = random.nextInt(text.length());
                    switch (random.nextInt(3)) {
                        case 0 -> text.setCharAt(at, (char) ('0' + random.nextInt(10)));
                        case 1 -> text.deleteCharAt(at);
                        default -> text.insert(at, RandomTexts.unicode(random, 1));
                    }
                }
                String whole = sealed(text.toString());
                switch (Qr.read(whole)) {
                    case QrReading.Refused refused -> {
                        assertThat(refused.error().offset()).isBetween(0, whole.length());
                        assertThat(refused.text()).isEqualTo(whole);
                    }
                    case MerchantCode code -> readEverything(code, whole);
                }
            }
        }
    }

    static void readEverything(MerchantCode code, String text) {
        assertThat(code.text()).isEqualTo(text);
        assertThat(code.tip()).isNotNull();
        assertThat(code.qris()).isNotNull();
        assertThat(code.koreaEmv()).isNotNull();
        assertThat(code.qrisTransfer()).isNotNull();
        assertThat(code.unionPay()).isNotNull();
        assertThat(code.bharatQr()).isNotNull();
        assertThat(code.vietQr()).isNotNull();
        assertThat(code.vnpay()).isNotNull();
        assertThat(code.promptPay()).isNotNull();
        assertThat(code.thaiBill()).isNotNull();
        assertThat(code.payNow().flatMap(PayNowRecipient::expiresAt)).isNotNull();
        assertThat(code.duitNow()).isNotNull();
        assertThat(code.qrPh()).isNotNull();
        assertThat(code.qrPhPerson()).isNotNull();
        assertThat(code.jpqr()).isNotNull();
        assertThat(code.mmqr()).isNotNull();
        assertThat(code.lankaQr()).isNotNull();
        assertThat(code.nepalPay()).isNotNull();
        assertThat(code.fonepay()).isNotNull();
        assertThat(code.qrOnline()).isNotNull();
        assertThat(code.khqr()).isNotNull();
        assertThat(code.laoQr()).isNotNull();
        assertThat(code.hkFps()).isNotNull();
        assertThat(code.localized()).isNotNull();
        assertThat(code.amount()).isNotNull();
        assertThat(code.toString()).doesNotContain(text);
    }
}
