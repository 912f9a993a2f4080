// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.ConsumerSamples.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is held up to a camera: always an answer. */
class HostilePresentedTest {
    private static final List<String> SAMPLES = samples();

    private static List<String> samples() {
        List<String> samples = new ArrayList<>(ConsumerSamples.all());
        for (MerchantCode code : Samples.all()) {
            samples.add(code.text());
            samples.add("https://app.example.uz/qr-online/" + code.text().replace(" ", "%20"));
        }
        samples.add("upi://pay?pa=tea@bank&pn=Tea%20Stall&mc=5814&am=10.50&cu=INR&sign=MEUC+/=");
        samples.add("TWQRP://渡口/158/02/V1?D1=12300&D5=999&D6=0000012345678901&D10=901");
        samples.add("TWQRP%3A%2F%2F%E6%B8%A1%2F158%2F02%2FV1%3FD5%3D999%26D6%3D1");
        samples.add("https://qr.alipay.com/fkx00000example");
        samples.add("weixin://wxpay/bizpayurl?pr=example");
        samples.add("281234567890123456");
        samples.add("00360006000001010300402150123456789ABCDE5102TH910412AB");
        samples.add("|099400016550100\rREF1\rREF2\r12345");
        return samples;
    }

    @Test
    void refusesMegabytesWithoutReadingThem() {
        for (String start :
                new String[] {"", "0", "upi://pay?pa=", "hQVDUFY", "https://", "|", "％"}) {
            String text = start + "A".repeat(8_000_000);
            assertThat(error(text)).isEqualTo(new QrError(QrErrorCode.TOO_LONG, 4_096, ""));
        }
        assertThat(error("가".repeat(1_366)).code()).isEqualTo(QrErrorCode.TOO_LONG);
    }

    @Test
    void answersAsMuchAsTheLimitAllows() {
        for (String part :
                new String[] {
                    "0", "00", "%", "%41", "&", "&a", "=", "/", "@", "9F", " ", "\uFEFF", "|\r"
                }) {
            for (String start :
                    new String[] {
                        "",
                        "upi://pay?",
                        "TWQRP://",
                        "TWQRP%3A",
                        "https://",
                        "https://a/0002",
                        "wxp://",
                        "hQVDUFYw",
                        "|"
                    }) {
                String text =
                        start
                                + part.repeat(
                                        (4_096 - start.length())
                                                / part.getBytes(
                                                                java.nio.charset.StandardCharsets
                                                                        .UTF_8)
                                                        .length);
                assertAnswered(text);
            }
        }
    }

    @Test
    void answersEveryTruncation() {
        for (String sample : SAMPLES) {
            for (int end = 0; end < sample.length(); end++) {
                assertAnswered(sample.substring(0, end));
                assertAnswered(sample.substring(end));
            }
        }
    }

    @Test
    void refusesEveryTruncationOfACodeOfOneApplication() {
        for (String sample :
                List.of(
                        ConsumerSamples.TRACK,
                        ConsumerSamples.CRYPTOGRAM,
                        ConsumerSamples.QRIS,
                        ConsumerSamples.JPQR)) {
            for (int end = 0; end < sample.length(); end++) {
                assertThat(Qr.classify(sample.substring(0, end)))
                        .isInstanceOf(Presented.Refused.class);
            }
        }
    }

    @Test
    void answersEveryChangeOfEveryByte() {
        for (String sample : ConsumerSamples.all()) {
            byte[] bytes = Base64.getDecoder().decode(sample);
            for (int at = 0; at < bytes.length; at++) {
                byte original = bytes[at];
                for (int value = 0; value < 256; value++) {
                    bytes[at] = (byte) value;
                    assertAnswered(Base64.getEncoder().encodeToString(bytes));
                }
                bytes[at] = original;
            }
        }
    }

    @Test
    void answersEveryChangeOfEveryCharacter() {
        for (String sample : SAMPLES) {
            for (int at = 0; at < sample.length(); at++) {
                String before = sample.substring(0, at);
                String after = sample.substring(at + 1);
                for (char c = 0; c < 0x80; c++) {
                    assertAnswered(before + c + after);
                }
                for (String strange : new String[] {"", "é", "가", "😀", "\u202E", "\uFEFF", "１"}) {
                    assertAnswered(before + strange + after);
                }
                assertThat(error(before + '\uD83D' + after.replace('\uDE00', 'x')).code())
                        .isEqualTo(QrErrorCode.LONE_SURROGATE);
            }
        }
    }

    @Test
    void answersRandomBytesBehindARightBeginning() {
        Random random = new Random(51);
        byte[] start = ConsumerSamples.bytes(ConsumerSamples.EMVCO);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[start.length + random.nextInt(60)];
            random.nextBytes(bytes);
            System.arraycopy(start, 0, bytes, 0, start.length);
            if (bytes.length > start.length + 12 && i % 2 == 0) {
                bytes[start.length] = 0x61;
                bytes[start.length + 1] = (byte) (bytes.length - start.length - 2);
                bytes[start.length + 2] = 0x4F;
                bytes[start.length + 3] = (byte) (5 + random.nextInt(3));
            }
            assertAnswered(Base64.getEncoder().encodeToString(bytes));
        }
    }

    @Test
    void answersRandomTexts() {
        Random random = new Random(52);
        String alphabet = "0123456789ABCDEFabcdefhQVDUFYwpaynsigtxr:/?&=%@.#|\r\n ";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            if (i % 3 == 0) {
                String sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
                text.append(sample, 0, random.nextInt(sample.length()));
            }
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(
                        i % 2 == 0
                                ? alphabet.charAt(random.nextInt(alphabet.length()))
                                : (char) random.nextInt(0x10000));
            }
            assertAnswered(text.toString());
        }
    }

    /** The text comes back, an error points into it, and everything can be asked. */
    private static void assertAnswered(String text) {
        Presented presented = Qr.classify(text);
        if (!presented.text().equals(text) || presented.toString().length() > 1_000) {
            throw new AssertionError(text);
        }
        switch (presented) {
            case Presented.Refused refused -> {
                int offset = refused.error().offset();
                if (offset < 0 || offset > text.length()) {
                    throw new AssertionError(refused.error() + " in " + text);
                }
            }
            case ConsumerCode code -> readEverything(code);
            case UpiLink link -> {
                if (!text.contains(link.uri()) || !link.payeeAddress().contains("@")) {
                    throw new AssertionError(text);
                }
                link.withAmount("1.5");
                link.amount();
                link.signedPart();
                link.payeeName();
            }
            case TwqrLink link -> {
                link.name();
                link.account();
            }
            case Presented.Merchant merchant -> merchant.code().merchantName();
            case Presented.WalletBarcode barcode -> barcode.wallet();
            case Presented.WalletLink _, Presented.NotPayment _ -> {
                // Nothing more can be asked.
            }
        }
    }

    private static void readEverything(ConsumerCode code) {
        for (ConsumerApplication application : code.applications()) {
            application.network();
            application.providerCode();
            application.label();
            application.cardNumber();
            application.track2();
            application.cardholderName();
            application.languages();
            application.issuerUrl();
            application.issuerText();
            application.transparent();
        }
        Presented again = Qr.writeConsumer(code.objects());
        if (!again.text().equals(code.text().strip())) {
            throw new AssertionError(code.text() + " became " + again.text());
        }
    }
}
