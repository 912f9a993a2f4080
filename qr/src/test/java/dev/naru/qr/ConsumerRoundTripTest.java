// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.ConsumerSamples.code;
import static dev.naru.qr.ConsumerSamples.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A payer's code that was written reads as what was meant, to the byte. */
class ConsumerRoundTripTest {
    @Test
    void ofEverySample() {
        for (String sample : ConsumerSamples.all()) {
            ConsumerCode code = code(sample);
            assertThat(code(Qr.writeConsumer(code.objects())).text()).isEqualTo(sample);
        }
    }

    @Test
    void ofTypedFields() {
        List<BerObject> objects =
                List.of(
                        ConsumerFormat.EMVCO.object(),
                        BerObject.template(
                                0x61,
                                ConsumerField.ADF_NAME.of("A0000006022020"),
                                ConsumerField.LABEL.of("QRISCPM"),
                                ConsumerField.CARD_NUMBER.of("9360099900000123457"),
                                ConsumerField.LANGUAGES.of("iden"),
                                ConsumerField.LAST_FOUR_DIGITS.of("3457"),
                                BerObject.template(
                                        0x63, ConsumerField.ISSUER_TEXT.of("TOKEN-01"))));
        ConsumerCode code = code(Qr.writeConsumer(objects));
        assertThat(code.text()).isEqualTo(ConsumerSamples.QRIS);
        assertThat(code.objects()).isEqualTo(objects);
    }

    @Test
    void ofTracksOfOddAndEvenLength() {
        for (String track : new String[] {"6250941006528599D3012201", "625094100652859D3012201"}) {
            ConsumerCode code =
                    code(
                            Qr.writeConsumer(
                                    List.of(
                                            ConsumerFormat.EMVCO.object(),
                                            BerObject.template(
                                                    0x61,
                                                    ConsumerField.ADF_NAME.of("A000000333010102"),
                                                    ConsumerField.TOKEN_REQUESTOR.of("12345678901"),
                                                    ConsumerField.TRACK_2.of(track)))));
            ConsumerApplication card = code.applications().getFirst();
            assertThat(card.cardNumber().orElseThrow().digits() + "D3012201").isEqualTo(track);
            assertThat(card.field(ConsumerField.TOKEN_REQUESTOR))
                    .contains(Octets.ofHex("012345678901"));
        }
    }

    /** One byte of length ends at 127, two at 255. */
    @Test
    void ofEveryLength() {
        for (int length = 1; length < 700; length++) {
            Octets value = Octets.of(new byte[length]);
            List<BerObject> objects =
                    List.of(
                            ConsumerFormat.EMVCO.object(),
                            BerObject.template(0x61, ConsumerField.ADF_NAME.of("A000000333")),
                            BerObject.template(0x7F70, BerObject.primitive(0x9F7E, value)));
            ConsumerCode code = code(Qr.writeConsumer(objects));
            assertThat(code.objects()).isEqualTo(objects);
            assertThat(Qr.classify(code.text())).isEqualTo(code);
        }
    }

    @Test
    void ofRandomObjects() {
        Random random = new Random(20260501);
        for (int i = 0; i < 3_000; i++) {
            List<BerObject> objects = new ArrayList<>();
            objects.add(ConsumerFormat.EMVCO.object());
            for (int applications = 1 + random.nextInt(2); applications > 0; applications--) {
                List<BerObject> inside = fields(random, 0x9F40, 1);
                inside.add(ConsumerField.ADF_NAME.of("A000000333"));
                Collections.shuffle(inside, random);
                objects.add(new BerObject.Template(0x61, inside));
            }
            if (random.nextBoolean()) {
                objects.add(new BerObject.Template(0x62, fields(random, 0xDF20, 1)));
            }
            if (random.nextBoolean()) {
                objects.add(new BerObject.Template(0x7F70, fields(random, 0xDF8101, 0)));
            }
            ConsumerCode code = code(Qr.writeConsumer(objects));
            assertThat(code.objects()).isEqualTo(objects);
            assertThat(code(Qr.writeConsumer(code.objects())).text()).isEqualTo(code.text());
            assertThat(Qr.classify(code.text())).isEqualTo(code);
        }
    }

    /** Fields of no known meaning, some of them in a template. */
    private static List<BerObject> fields(Random random, int firstTag, int depth) {
        Set<Integer> tags = new LinkedHashSet<>();
        for (int count = 1 + random.nextInt(6); count > 0; count--) {
            tags.add(firstTag + random.nextInt(16));
        }
        List<BerObject> fields = new ArrayList<>();
        for (int tag : tags) {
            byte[] value = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 150 : 12)];
            random.nextBytes(value);
            fields.add(BerObject.primitive(tag, Octets.of(value)));
        }
        if (depth > 0 && random.nextBoolean()) {
            int template = firstTag == 0x9F40 ? 0xBF30 : 0xBF31;
            fields.add(new BerObject.Template(template, fields(random, firstTag + 16, depth - 1)));
        }
        return fields;
    }

    @Test
    void saysWhyACodeWouldNotBeAccepted() {
        assertThat(error(Qr.writeConsumer(List.of())).code()).isEqualTo(QrErrorCode.EMPTY);
        Octets large = Octets.of(new byte[70_000]);
        assertThat(error(Qr.writeConsumer(List.of(BerObject.primitive(0x9F7E, large)))).code())
                .isEqualTo(QrErrorCode.TOO_LONG);
        assertThat(error(Qr.writeConsumer(List.of(BerObject.template(0x61)))).code())
                .isEqualTo(QrErrorCode.LENGTH_ZERO);
    }
}
