// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Codes composed for the tests, and the check value computed a second, slower way. */
final class Samples {
    static final String PAN = "936000990000012345";
    static final String NMID = "ID" + Luhn.append("102600000123");
    static final UnionPayPart UNION_PAY =
            new UnionPayPart("29990001", "29990002", "KRSHOP000000017");

    private Samples() {}

    static MerchantCode staticQris() {
        return code(
                MerchantCodeComposer.qris(Presentation.STATIC)
                        .add(QrisMerchant.acquirer("ID.CO.CONTOH.WWW", PAN, "MELATI01", "UMI"))
                        .add(QrisMerchant.repository(NMID, "UMI"))
                        .category("5812")
                        .merchant("WARUNG MELATI", "BANDUNG", "40115")
                        .additional(AdditionalField.TERMINAL_LABEL, "A01")
                        .compose());
    }

    static MerchantCode dynamicQris() {
        return code(
                MerchantCodeComposer.qris(Presentation.DYNAMIC)
                        .add(QrisMerchant.acquirer("ID.CO.CONTOH.WWW", PAN, "MELATI01", "UKE"))
                        .add(QrisMerchant.repository(NMID, "UMI"))
                        .category("5812")
                        .amount("187500.00")
                        .fixedTip("2500")
                        .merchant("WARUNG MELATI", "BANDUNG", "40115")
                        .additional(AdditionalField.BILL_NUMBER, "NOTA-88")
                        .additional(AdditionalField.REFERENCE_LABEL, "REF20260401A")
                        .compose());
    }

    static MerchantCode korean() {
        return code(
                MerchantCodeComposer.koreaEmv(Presentation.DYNAMIC)
                        .add(KoreaEmvMerchant.unionPay(UNION_PAY))
                        .add(KoreaEmvMerchant.account("000450017"))
                        .category("5462")
                        .amount("12800")
                        .merchant("NARU BAKERY", "MAPO-GU", "04175")
                        .additional(AdditionalField.STORE_LABEL, "MAPO")
                        .additional(AdditionalField.REFERENCE_LABEL, "MQ2026040100017")
                        .localized("ko", "나루제과", "마포구")
                        .compose());
    }

    static List<MerchantCode> all() {
        List<MerchantCode> all = new ArrayList<>(List.of(staticQris(), dynamicQris(), korean()));
        all.addAll(NationalSamples.all());
        return all;
    }

    static MerchantCode code(QrReading reading) {
        return switch (reading) {
            case MerchantCode code -> code;
            case QrReading.Refused refused ->
                    throw new AssertionError(refused.error() + " in " + refused.text());
        };
    }

    static QrError error(QrReading reading) {
        return switch (reading) {
            case MerchantCode code -> throw new AssertionError("was accepted: " + code.text());
            case QrReading.Refused refused -> refused.error();
        };
    }

    static QrErrorCode errorCode(String text) {
        return error(Qr.read(text)).code();
    }

    /** The fields with a right check value behind them. */
    static String sealed(String fields) {
        String body = fields + "6304";
        return body + crc(body);
    }

    /** Bit by bit over the bytes: a second reading of the rule, not the code under test. */
    static String crc(String body) {
        int crc = 0xFFFF;
        for (byte octet : body.getBytes(StandardCharsets.UTF_8)) {
            for (int bit = 7; bit >= 0; bit--) {
                int carry = ((crc >> 15) ^ (octet >> bit)) & 1;
                crc = (crc << 1) & 0xFFFF;
                if (carry == 1) {
                    crc ^= 0x1021;
                }
            }
        }
        return String.format(Locale.ROOT, "%04X", crc);
    }

    /** The text without its check value field. */
    static String body(String text) {
        return text.substring(0, text.length() - 8);
    }

    /** A code with one part replaced and the check value made right again. */
    static String changed(MerchantCode code, String part, String by) {
        String body = body(code.text());
        if (!body.contains(part)) {
            throw new AssertionError(part + " is not in " + body);
        }
        return sealed(body.replace(part, by));
    }
}
