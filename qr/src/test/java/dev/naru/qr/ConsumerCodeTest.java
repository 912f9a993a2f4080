// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.ConsumerSamples.EMVCO;
import static dev.naru.qr.ConsumerSamples.code;
import static dev.naru.qr.ConsumerSamples.error;
import static dev.naru.qr.ConsumerSamples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumerCodeTest {
    private static final String APPLICATION = "61 09 4F 07 A0000000777701";

    @Test
    void readsASecondTrack() {
        ConsumerApplication card = only(ConsumerSamples.TRACK);
        assertThat(card.network()).isEqualTo(ConsumerNetwork.UNIONPAY);
        Track2 track = card.track2().orElseThrow();
        assertThat(track.cardNumber().digits()).isEqualTo(ConsumerSamples.CARD);
        assertThat(track.expiryYymm()).isEqualTo("3012");
        assertThat(track.serviceCode()).isEqualTo("201");
        assertThat(track.discretionary()).isEqualTo("00000088");
        assertThat(card.cardNumber()).contains(track.cardNumber());
    }

    @Test
    void readsWhatTheIssuerChecks() {
        ConsumerApplication card = only(ConsumerSamples.CRYPTOGRAM);
        assertThat(card.field(ConsumerField.CRYPTOGRAM)).contains(Octets.ofHex("0123456789ABCDEF"));
        assertThat(card.field(ConsumerField.TRANSACTION_COUNTER)).contains(Octets.ofHex("0022"));
        assertThat(card.field(ConsumerField.CARD_SEQUENCE)).contains(Octets.ofHex("02"));
        assertThat(card.transparent().orElseThrow().hex())
                .startsWith("9F26080123456789ABCDEF")
                .endsWith("9F3704CAFEBABE");
        assertThat(card.track2().orElseThrow().discretionary()).isEqualTo("000000881");
    }

    @Test
    void givesEachApplicationWhatIsCommon() {
        ConsumerCode code = code(ConsumerSamples.TWO);
        assertThat(code.format()).isEqualTo(ConsumerFormat.EMVCO);
        assertThat(code.applications()).hasSize(2);
        int number = 0;
        for (ConsumerApplication application : code.applications()) {
            number++;
            assertThat(application.adfName()).isEqualTo("A000000077770" + number);
            assertThat(application.label()).contains(new DisplayText("Ferry" + number));
            assertThat(application.cardNumber()).contains(new CardNumber(ConsumerSamples.CARD));
            assertThat(application.cardholderName()).contains(new DisplayText("KIM/NARU JA"));
            assertThat(application.languages()).containsExactly("ko", "en");
            assertThat(application.field(ConsumerField.CRYPTOGRAM))
                    .contains(Octets.ofHex("1122334455667788"));
            assertThat(application.transparent()).isEmpty();
            assertThat(application.network()).isEqualTo(ConsumerNetwork.UNKNOWN);
        }
    }

    @Test
    void readsQris() {
        ConsumerApplication wallet = only(ConsumerSamples.QRIS);
        assertThat(wallet.network()).isEqualTo(ConsumerNetwork.QRIS);
        assertThat(wallet.cardNumber()).contains(new CardNumber("9360099900000123457"));
        assertThat(wallet.languages()).containsExactly("id", "en");
        assertThat(wallet.issuerText()).contains(new DisplayText("TOKEN-01"));
        assertThat(wallet.field(ConsumerField.LAST_FOUR_DIGITS)).contains(Octets.ofHex("3457"));
    }

    @Test
    void readsJpqr() {
        ConsumerCode code = code(ConsumerSamples.JPQR);
        assertThat(code.format()).isEqualTo(ConsumerFormat.JPQR);
        ConsumerApplication wallet = code.applications().getFirst();
        assertThat(wallet.network()).isEqualTo(ConsumerNetwork.JPQR);
        assertThat(wallet.providerCode()).contains("12345678");
        assertThat(wallet.track2()).isEmpty();
        assertThat(wallet.cardNumber()).isEmpty();
        assertThat(wallet.field(ConsumerField.TRACK_2)).contains(Octets.ofHex("0102030405060708"));
        assertThat(wallet.field(0x99)).contains(Octets.ofHex("ABCD"));
        assertThat(only(ConsumerSamples.QRIS).providerCode()).isEmpty();
    }

    @Test
    void readsAProviderWhoseDigitsArePacked() {
        String packed = text(ConsumerSamples.JPQR_INDICATOR, "61 06 4F 04 12345678");
        assertThat(only(packed).providerCode()).contains("12345678");
    }

    @Test
    void matchesAnIdentifierThatIsTheBeginningOfAName() {
        ConsumerApplication card = only(ConsumerSamples.TRACK);
        assertThat(card.isOf("A000000333")).isTrue();
        assertThat(card.isOf("a000000333010102")).isTrue();
        assertThat(card.isOf("A00000033301010201")).isFalse();
        assertThat(card.isOf("A000000065")).isFalse();
    }

    @Test
    void passesOnTemplatesOfOthers() {
        String text = text(EMVCO, APPLICATION, "7F70 03 82 01 05");
        ConsumerCode code = code(text);
        assertThat(code.objects().getLast())
                .isEqualTo(
                        BerObject.template(0x7F70, BerObject.primitive(0x82, Octets.ofHex("05"))));
    }

    @ParameterizedTest
    @CsvSource({
        "'61 09 4F 07 A0000000777701 85 05 4350563031', FORMAT_INDICATOR_NOT_FIRST, 61",
        "'85 05 4350563032 61 09 4F 07 A0000000777701', FORMAT_INDICATOR_UNKNOWN, 85",
        "'85 05 4350563031', FIELD_MISSING, 61",
        "'85 05 4350563031 62 03 82 01 05', FIELD_MISSING, 61",
        "'85 05 4350563031 61 04 50 02 4142', FIELD_MISSING, 61-4F",
    })
    void refusesACodeWithoutItsFrame(String hex, QrErrorCode code, String field) {
        QrError error = frameError(hex);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.field()).isEqualTo(field);
    }

    /** A code that begins otherwise is not recognised, so that only a writer meets the rule. */
    private static QrError frameError(String hex) {
        byte[] bytes = ConsumerSamples.bytes(hex);
        BerFields raw = (BerFields) BerScanner.scan(bytes);
        return error(Qr.writeConsumer(raw.objects()));
    }

    @ParameterizedTest
    @CsvSource({
        // A third application, one behind the common part, a common part twice or behind others.
        "'61 09 4F 07 A0000000777702 61 09 4F 07 A0000000777703', FIELD_UNEXPECTED, 61",
        "'62 06 5F34 01 02 82 00', LENGTH_ZERO, 62-82",
        "'62 04 5F34 01 02 61 09 4F 07 A0000000777702', FIELD_UNEXPECTED, 61",
        "'62 04 5F34 01 02 62 04 5F34 01 02', DUPLICATE_TAG, 62",
        "'7F70 03 82 01 05 62 04 5F34 01 02', FIELD_UNEXPECTED, 62",
        // What is no template at all, or one that belongs inside.
        "'5F34 01 02', FIELD_UNEXPECTED, 5F34",
        "'63 04 5F34 01 02', FIELD_UNEXPECTED, 63",
        "'64 04 5F34 01 02', FIELD_UNEXPECTED, 64",
        "'62 06 63 04 5F34 01 02', FIELD_UNEXPECTED, 62-63",
        "'62 05 85 03 435056', FIELD_UNEXPECTED, 62-85",
        "'62 08 64 06 64 04 5F34 01 02', FIELD_UNEXPECTED, 62-64-64",
        // What is said for one application and for all.
        "'62 09 4F 07 A0000000777701', DUPLICATE_TAG, 62-4F",
        "'62 0B 64 09 4F 07 A0000000777701', DUPLICATE_TAG, 62-64-4F",
        // Forms.
        "'62 0A 5A 08 62509410065285A9', FIELD_FORMAT, 62-5A",
        "'62 05 5A 03 123456', FIELD_FORMAT, 62-5A",
        "'62 0D 5A 0B 6250941006528599FFFFFF', FIELD_TOO_LONG, 62-5A",
        "'62 0A 5A 08 FFFFFFFFFFFFFFFF', FIELD_FORMAT, 62-5A",
        "'62 0D 57 0B 6250941006528599D30122', FIELD_FORMAT, 62-57",
        "'62 0D 57 0B 6250941006528599 301220', FIELD_FORMAT, 62-57",
        "'62 0E 57 0C 6250941006528599D301 220F', FIELD_FORMAT, 62-57",
        "'62 0F 57 0D 6250941006528599D3012201FF', FIELD_FORMAT, 62-57",
        "'62 06 5F2D 03 6B6F65', FIELD_FORMAT, 62-5F2D",
        "'62 05 5F2D 02 3132', FIELD_FORMAT, 62-5F2D",
        "'62 05 9F25 02 12AB', FIELD_FORMAT, 62-9F25",
        "'62 06 9F26 03 010203', FIELD_FORMAT, 62-9F26",
        "'62 06 9F37 05 010203', LENGTH_PAST_END, 62-9F37",
        "'62 06 9F08 03 010203', FIELD_TOO_LONG, 62-9F08",
        // Grammar.
        "'62 01 82', TEMPLATE_MALFORMED, 62",
        "'62 01 9F', TEMPLATE_MALFORMED, 62",
        "'62 02 82 81', TEMPLATE_MALFORMED, 62",
        "'62', TRUNCATED, ''",
        "'62 82 01', TRUNCATED, ''",
        "'62 80 82 01 05 00 00', LENGTH_FORM, 62",
        "'62 81 04 5F34 01 02', LENGTH_FORM, 62",
        "'62 82 0004 5F34 01 02', LENGTH_FORM, 62",
        "'62 83 000004 5F34 01 02', LENGTH_FORM, 62",
        "'62 FF 5F34 01 02', LENGTH_FORM, 62",
        "'00 01 02', TAG_FORM, ''",
        "'00', TAG_FORM, ''",
        "'62 03 00 01 02', TAG_FORM, 62",
        "'9F00 01 02', TAG_FORM, ''",
        "'9F80 01 01 02', TAG_FORM, ''",
        "'9F818181 01 02', TAG_FORM, ''",
        "'62 08 5F34 01 02 5F34 01 02', DUPLICATE_TAG, 62-5F34",
        "'7F70 0A 7F71 07 7F72 04 A5 02 8200', TOO_DEEP, 7F70-7F71-7F72-A5",
    })
    void refusesWhatFollowsAnApplication(String hex, QrErrorCode code, String field) {
        QrError error = error(text(EMVCO, APPLICATION, hex));
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.field()).isEqualTo(field);
    }

    @Test
    void refusesAsManyObjectsAsNobodyNeeds() {
        assertThat(error(ConsumerSamples.ofManyObjects()).code())
                .isEqualTo(QrErrorCode.TOO_MANY_OBJECTS);
    }

    @Test
    void pointsAtTheCharacterWhereAnObjectBegins() {
        String text = text(EMVCO, APPLICATION, "62 04 5F34 01 02 61 09 4F 07 A0000000777702");
        // 7 bytes of indicator, 11 of application, 6 of the common part: the byte 24.
        assertThat(error(text).offset()).isEqualTo(24 / 3 * 4);
        assertThat(error("\n " + text).offset()).isEqualTo(2 + 24 / 3 * 4);
    }

    @ParameterizedTest
    @CsvSource({
        // Cut, padded too much or too little, foreign letters, bits that stand for nothing.
        "hQVDUFYwMWEJTwegAAAAd3cB, OK, 0",
        "hQVDUFYwMWEJTwegAAAAd3c, BASE64_FORMAT, 23",
        "hQVDUFYwMWEJTwegAAAAd3cB=, BASE64_FORMAT, 25",
        "hQVDUFYwMWEJTwegAAAAd3cB====, BASE64_FORMAT, 24",
        "hQVDUFYwMWEJTwegAAAA-3cB, BASE64_FORMAT, 20",
        "hQVDUFYwMWEJTwegAAAAd3c=, LENGTH_PAST_END, 9",
        "hQVDUFYwMWEJTwegAAAAd3d=, BASE64_FORMAT, 22",
        "hQVDUFYwMWEJTwegAA=Ad3cB, BASE64_FORMAT, 18",
        "hQVDUFYwMWEJTweg AAAAd3cB, BASE64_FORMAT, 16",
        "hQVDUFYwMWEJTwegAAAA가3cB, BASE64_FORMAT, 20",
        "hQVDUFY, BASE64_FORMAT, 7",
    })
    void readsBase64Strictly(String text, String verdict, int offset) {
        Presented presented = Qr.classify(text);
        if (verdict.equals("OK")) {
            assertThat(presented).isInstanceOf(ConsumerCode.class);
        } else {
            assertThat(error(presented).code()).isEqualTo(QrErrorCode.valueOf(verdict));
            assertThat(error(presented).offset()).isEqualTo(offset);
        }
    }

    @Test
    void showsNothingOfAPayer() {
        for (String sample : ConsumerSamples.all()) {
            ConsumerCode code = code(sample);
            StringBuilder shown = new StringBuilder();
            shown.append(code).append(code.objects());
            for (ConsumerApplication application : code.applications()) {
                shown.append(application)
                        .append(application.cardNumber())
                        .append(application.track2())
                        .append(application.transparent())
                        .append(application.field(ConsumerField.CARD_NUMBER));
            }
            assertThat(shown.toString())
                    .doesNotContain(sample, "6250", "8599", "9360", "TOKEN", "KIM", "CAFEBABE");
        }
    }

    @Test
    void keepsTheTextAndComparesByIt() {
        String text = " " + ConsumerSamples.QRIS + "\r\n";
        ConsumerCode code = code(text);
        assertThat(code.text()).isEqualTo(text);
        assertThat(code.wrappings()).containsExactly(Wrapping.BLANK_ENDS);
        assertThat(code).isEqualTo(code(text)).hasSameHashCodeAs(code(text));
        assertThat(code).isNotEqualTo(code(ConsumerSamples.QRIS));
    }

    @Test
    void takesNoObjectThatContradictsItsTag() {
        Octets value = Octets.ofHex("01");
        assertThatThrownBy(() -> BerObject.primitive(0x61, value))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BerObject.primitive(0x9F, value))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BerObject.template(0x5F20))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BerObject.Template(-1, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConsumerField.CARDHOLDER_NAME.of("김나루"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConsumerField.CARD_NUMBER.of("12X4"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ConsumerApplication only(String text) {
        List<ConsumerApplication> applications = code(text).applications();
        assertThat(applications).hasSize(1);
        return applications.getFirst();
    }
}
