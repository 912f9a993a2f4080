// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.Samples.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was written reads as what was meant, in the order that was meant. */
class RoundTripTest {
    @Test
    void ofRandomFieldsInRandomOrder() {
        Random random = new Random(20260402);
        for (int i = 0; i < 5_000; i++) {
            List<QrObject> objects = randomCode(random);
            MerchantCode code = code(Qr.write(objects));
            assertThat(code.objects()).isEqualTo(objects);
            assertThat(Qr.read(code.text())).isEqualTo(code);
            assertThat(code.text()).isEqualTo(Samples.sealed(Samples.body(code.text())));
        }
    }

    private static List<QrObject> randomCode(Random random) {
        List<QrObject> objects = new ArrayList<>();
        objects.add(QrObject.value(53, "360"));
        objects.add(QrObject.value(58, "QQ"));
        objects.add(QrObject.value(2, letters(random, 16)));
        for (int tag = 26; tag <= 51; tag++) {
            if (random.nextInt(8) == 0) {
                objects.add(new QrObject.Template(tag, randomFields(random, 20)));
            }
        }
        objects.add(QrObject.value(59, letters(random, 30)));
        if (random.nextBoolean()) {
            objects.add(new QrObject.Template(62, randomFields(random, 12)));
            objects.add(new QrObject.Template(64, randomFields(random, 9)));
        }
        if (random.nextBoolean()) {
            objects.add(QrObject.value(80 + random.nextInt(20), letters(random, 30)));
        }
        Collections.shuffle(objects, random);
        objects.addFirst(QrObject.value(0, "01"));
        return objects;
    }

    private static List<QrObject> randomFields(Random random, int longest) {
        List<QrObject> fields = new ArrayList<>();
        for (int tag = 0; tag < 49 && fields.size() < 4; tag += 1 + random.nextInt(9)) {
            fields.add(QrObject.value(tag, letters(random, longest)));
        }
        return fields;
    }

    /** Begins with a letter, so that it cannot be taken for fields. */
    private static String letters(Random random, int longest) {
        return "N" + RandomTexts.unicode(random, random.nextInt(longest));
    }

    @Test
    void ofEverySample() {
        for (MerchantCode sample : Samples.all()) {
            assertThat(Qr.write(sample.objects())).isEqualTo(sample);
            assertThat(Qr.read(sample.text())).isEqualTo(sample).hasSameHashCodeAs(sample);
        }
    }

    @Test
    void ofRandomQrisCodes() {
        Random random = new Random(20260403);
        for (int i = 0; i < 2_000; i++) {
            String pan = "9360" + digits(random, 14);
            String nmid = "ID" + Luhn.append(digits(random, 12));
            String amount = (1 + random.nextInt(9_999_999)) + ".00";
            MerchantCode code =
                    code(
                            MerchantCodeComposer.qris(Presentation.DYNAMIC)
                                    .add(QrisMerchant.acquirer("ID.CO.CONTOH", pan, "M1", "UMI"))
                                    .add(QrisMerchant.repository(nmid, "UMI"))
                                    .category("5411")
                                    .amount(amount)
                                    .merchant("TOKO " + i, "BOGOR", "16111")
                                    .compose());
            assertThat(code.tolerances()).isEmpty();
            assertThat(code.qris().orElseThrow().merchantPan()).contains(pan);
            assertThat(code.qris().orElseThrow().nmid()).contains(nmid);
            assertThat(code.amount().orElseThrow().text()).isEqualTo(amount);
        }
    }

    private static String digits(Random random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    @Test
    void saysWhyACodeWouldNotBeAccepted() {
        MerchantCodeComposer halfCharacter =
                MerchantCodeComposer.koreaEmv(Presentation.UNSTATED)
                        .add(KoreaEmvMerchant.account("000450017"))
                        .category("5462")
                        .merchant("NARU \uD83D", "MAPO-GU", "04175");
        assertThat(Samples.error(halfCharacter.compose()).code())
                .isEqualTo(QrErrorCode.LONE_SURROGATE);
        assertThat(Samples.error(Qr.write(List.of())).code())
                .isEqualTo(QrErrorCode.FORMAT_INDICATOR_NOT_FIRST);
        List<QrObject> tooLong = List.of(QrObject.template(62, QrObject.value(1, "x".repeat(99))));
        assertThat(Samples.error(Qr.write(tooLong)))
                .isEqualTo(new QrError(QrErrorCode.VALUE_TOO_LONG, 0, "62"));
    }

    @Test
    void composesTips() {
        assertThat(code(qris().promptedTip().compose()).tip()).isEqualTo(new Tip.Prompted());
        assertThat(code(qris().percentTip("2.5").compose()).tip())
                .isInstanceOf(Tip.Percentage.class);
    }

    private static MerchantCodeComposer qris() {
        return MerchantCodeComposer.qris(Presentation.STATIC)
                .add(QrisMerchant.acquirer("ID.CO.CONTOH", Samples.PAN, "M1", "UMI"))
                .add(QrisMerchant.repository(Samples.NMID, "UMI"))
                .category("5411")
                .merchant("TOKO", "BOGOR", "16111");
    }

    @Test
    void takesNoTagOutsideTheRange() {
        assertThatThrownBy(() -> QrObject.value(100, "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QrObject.template(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
