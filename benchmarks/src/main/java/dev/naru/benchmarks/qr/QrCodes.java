// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.qr;

import dev.naru.qr.AdditionalField;
import dev.naru.qr.Luhn;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.MerchantCodeComposer;
import dev.naru.qr.PayNowRecipient;
import dev.naru.qr.Presentation;
import dev.naru.qr.QrObject;
import dev.naru.qr.QrReading;
import dev.naru.qr.QrisMerchant;
import dev.naru.qr.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The codes that are decoded, of payees that exist nowhere. Many different ones take turns, so that
 * no branch is foreseen for having been taken the last time.
 */
enum QrCodes {
    /** QRIS codes, half of them static and half dynamic. */
    QRIS {
        @Override
        String text(int index) {
            return index % 2 == 0 ? staticQris(index) : dynamicQris(index);
        }
    },
    /** Singaporean labels of 18 accounts and over 1,000 characters. */
    LABEL {
        @Override
        String text(int index) {
            return label(index);
        }
    };

    /** How many different ones there are. */
    static final int COUNT = 256;

    private static final List<String> NAMES =
            List.of("WARUNG MELATI", "TOKO BUKU NUSA", "KOPI", "BENGKEL JAYA MOTOR 24 JAM");

    abstract String text(int index);

    /** All of them. */
    List<String> texts() {
        List<String> texts = new ArrayList<>(COUNT);
        for (int index = 0; index < COUNT; index++) {
            texts.add(text(index));
        }
        return texts;
    }

    private static String staticQris(int index) {
        return composed(qris(Presentation.STATIC, index).category("5812"), index);
    }

    private static String dynamicQris(int index) {
        return composed(
                qris(Presentation.DYNAMIC, index)
                        .category("5411")
                        .amount(1_000 + 977L * index + (index % 4 == 1 ? ".00" : "")),
                index);
    }

    private static MerchantCodeComposer qris(Presentation presentation, int index) {
        String number = String.format(Locale.ROOT, "%04d", index);
        return MerchantCodeComposer.qris(presentation)
                .add(
                        QrisMerchant.acquirer(
                                "ID.CO.CONTOH.WWW", "93600099000001" + number, "M" + number, "UMI"))
                .add(QrisMerchant.repository("ID" + Luhn.append("10260000" + number), "UMI"));
    }

    private static String composed(MerchantCodeComposer composer, int index) {
        return text(
                composer.merchant(NAMES.get(index % NAMES.size()), "BANDUNG", "40115")
                        .additional(AdditionalField.REFERENCE_LABEL, "REF20260401" + index)
                        .additional(AdditionalField.TERMINAL_LABEL, "A01")
                        .compose());
    }

    private static String label(int index) {
        MerchantCodeComposer label = MerchantCodeComposer.of(Scheme.SGQR, Presentation.STATIC);
        label.add(QrObject.value(2, "4999990000000017"));
        label.add(QrObject.value(4, "5499990000000017"));
        for (int tag = 26; tag < 40; tag++) {
            label.add(
                    QrObject.template(
                            tag,
                            QrObject.value(0, "SG.EXAMPLE.W" + tag),
                            QrObject.value(1, "WALLET-MERCHANT-" + index),
                            QrObject.value(2, "TERMINAL-OF-THE-JETTY-" + tag)));
        }
        return text(
                label.add(
                                QrObject.template(
                                        40,
                                        QrObject.value(0, "SG.PAYNOW"),
                                        QrObject.value(1, PayNowRecipient.MOBILE),
                                        QrObject.value(2, "+6590000000"),
                                        QrObject.value(3, "1")))
                        .add(
                                QrObject.template(
                                        51,
                                        QrObject.value(0, "SG.SGQR"),
                                        QrObject.value(1, "26040199990A"),
                                        QrObject.value(2, "01.0001"),
                                        QrObject.value(3, "018956"),
                                        QrObject.value(7, "20260401")))
                        .category("5812")
                        .merchant("KOPI JETTY", "Singapore")
                        .compose());
    }

    private static String text(QrReading reading) {
        return switch (reading) {
            case MerchantCode code -> code.text();
            case QrReading.Refused refused ->
                    throw new IllegalStateException("a code of our own: " + refused.error());
        };
    }
}
