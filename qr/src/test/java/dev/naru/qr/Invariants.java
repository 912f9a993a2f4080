// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What holds of every answer, whatever the text was. */
final class Invariants {
    private Invariants() {}

    /** Of {@link Qr#read}. */
    static void read(String text) {
        QrReading reading = Qr.read(text);
        assertThat(reading.text()).isEqualTo(text);
        assertThat(reading.toString()).doesNotContain(secretly(text));
        switch (reading) {
            case QrReading.Refused refused -> error(refused.error(), text);
            case MerchantCode code -> accepted(code);
        }
    }

    /** Of {@link Qr#classify}. */
    static void classified(String text) {
        Presented presented = Qr.classify(text);
        assertThat(presented.text()).isEqualTo(text);
        assertThat(presented.toString()).doesNotContain(secretly(text));
        switch (presented) {
            case Presented.Refused refused -> error(refused.error(), text);
            case Presented.Merchant merchant -> {
                accepted(merchant.code());
                if (merchant.wrappings().isEmpty()) {
                    assertThat(merchant.code().text()).isEqualTo(text);
                }
            }
            case ConsumerCode code -> accepted(code);
            case UpiLink link -> accepted(link);
            case TwqrLink link -> assertThat(link.amountOfUnknownUnit()).isNotNull();
            case Presented.WalletLink link -> assertThat(link.wallet()).isNotNull();
            case Presented.WalletBarcode barcode -> {
                assertThat(barcode.candidates()).isNotEmpty();
                assertThat(barcode.wallet()).isNotNull();
            }
            case Presented.NotPayment not -> assertThat(not.kind()).isNotNull();
        }
    }

    /** What stands in a log must not hold it; short texts may stand there by chance. */
    private static String secretly(String text) {
        return text.length() < 20 ? "\0no text holds this\0" : text;
    }

    private static void error(QrError error, String text) {
        assertThat(error.offset()).isBetween(0, text.length());
        assertThat(error.english()).isNotBlank();
        assertThat(error.korean()).isNotBlank();
    }

    private static void accepted(MerchantCode code) {
        String text = code.text();
        accounts(code);
        deviations(code);
        written(code);
        assertThat(code.objects().getFirst().tag()).isZero();
        assertThat(text.substring(0, text.length() - 4)).endsWith("6304");
        assertThat(Samples.crc(checked(code))).isEqualTo(end(text).toUpperCase(Locale.ROOT));
        HostileInputTest.readEverything(code, text);
        for (Scheme scheme : Scheme.values()) {
            assertThat(code.payeeNumber(scheme)).isNotNull();
        }
        assertThat(DisplayText.hazardsIn(text)).isEqualTo(code.displayHazards());
    }

    private static String checked(MerchantCode code) {
        String text = code.text();
        return text.substring(0, text.length() - 4);
    }

    private static String end(String text) {
        return text.substring(text.length() - 4);
    }

    private static void accounts(MerchantCode code) {
        assertThat(code.accounts()).isNotEmpty();
        int before = 0;
        for (MerchantAccount account : code.accounts()) {
            assertThat(account.offset()).isGreaterThan(before);
            assertThat(code.text().substring(account.offset())).startsWith(account.value());
            assertThat(code.field(account.tag())).contains(account.value());
            before = account.offset();
        }
    }

    /** What was put up with is named, at a place in the text, and where its schemes allow it. */
    private static void deviations(MerchantCode code) {
        Set<Tolerance> named = EnumSet.noneOf(Tolerance.class);
        for (Deviation deviation : code.deviations()) {
            assertThat(deviation.offset()).isBetween(0, code.text().length());
            named.add(deviation.tolerance());
        }
        assertThat(code.tolerances()).isEqualTo(named);
        Set<Tolerance> allowed = EnumSet.noneOf(Tolerance.class);
        code.schemes()
                .forEach(
                        scheme ->
                                allowed.addAll(
                                        SchemeProfiles.of(scheme).orElseThrow().tolerated()));
        if (!code.schemes().isEmpty()) {
            assertThat(allowed).containsAll(named);
        }
        assertThat(named.contains(Tolerance.CRC_LOWER))
                .isEqualTo(!end(code.text()).equals(end(code.text()).toUpperCase(Locale.ROOT)));
        if (named.isEmpty()) {
            assertThat(code.objects().getFirst()).isEqualTo(QrObject.value(0, "01"));
        }
    }

    /** Lengths in bytes are written in characters; else the same comes back, but for its case. */
    private static void written(MerchantCode code) {
        QrReading again = Qr.write(code.objects());
        if (!code.tolerances().contains(Tolerance.BYTE_LENGTHS)) {
            MerchantCode written = Samples.code(again);
            assertThat(checked(written)).isEqualTo(checked(code));
            assertThat(written.text()).isEqualToIgnoringCase(code.text());
            assertThat(written.objects()).isEqualTo(code.objects());
        }
    }

    private static void accepted(ConsumerCode code) {
        List<BerObject> objects = code.objects();
        assertThat(code.text()).contains(ConsumerSamples.code(Qr.writeConsumer(objects)).text());
        assertThat(ConsumerSamples.code(Qr.writeConsumer(objects)).objects()).isEqualTo(objects);
        assertThat(code.applications()).hasSizeBetween(1, 2);
        for (ConsumerApplication application : code.applications()) {
            assertThat(application.cardNumber()).isNotNull();
            for (ConsumerField field : ConsumerField.values()) {
                assertThat(application.field(field)).isNotNull();
            }
        }
    }

    private static void accepted(UpiLink link) {
        assertThat(link.text()).contains(link.uri());
        assertThat(link.payeeAddress()).isNotNull();
    }
}
