// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import dev.naru.qr.AdditionalField;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.MerchantCodeComposer;
import dev.naru.qr.PayNowRecipient;
import dev.naru.qr.Presentation;
import dev.naru.qr.QrReading;
import dev.naru.qr.QrisMerchant;
import dev.naru.qr.Scheme;
import java.util.function.UnaryOperator;

/** Codes as they hang in shops, of merchants that exist nowhere. */
public final class Codes {
    /** The merchant's number at its acquirer. */
    public static final String PAN = "936000140000001234";

    /** The merchant's number in the country. */
    public static final String NMID = "ID1020021345677";

    private Codes() {}

    /** A static QRIS code. */
    public static String staticQris() {
        return qris(Presentation.STATIC, composer -> composer);
    }

    /** A dynamic QRIS code over 100,000.00 rupiah for this bill. */
    public static String dynamicQris(String bill) {
        return qris(
                Presentation.DYNAMIC,
                composer ->
                        composer.amount("100000").additional(AdditionalField.BILL_NUMBER, bill));
    }

    /** A QRIS code with more fields. */
    public static String qris(Presentation presentation, UnaryOperator<MerchantCodeComposer> more) {
        MerchantCodeComposer composer =
                MerchantCodeComposer.qris(presentation)
                        .add(QrisMerchant.acquirer("ID.CO.CONTOHBK.WWW", PAN, "MELATI01", "UMI"))
                        .add(QrisMerchant.repository(NMID, "UMI"))
                        .category("5812");
        return text(more.apply(composer).merchant("Warung Melati", "BANDUNG", "40115").compose());
    }

    /**
     * A PayNow code over 12.50 in the currency of the test's corridor, which the scheme's profile
     * puts up with.
     *
     * @param expiry YYYYMMDD or YYYYMMDDHHMMSS, Singapore's time
     */
    public static String payNow(String expiry) {
        return text(
                MerchantCodeComposer.of(Scheme.PAYNOW, Presentation.DYNAMIC)
                        .add(
                                PayNowRecipient.account(
                                        PayNowRecipient.COMPANY, "202012345K", "0", expiry))
                        .categoryAlone("0000")
                        .currency("360")
                        .amount("12.50")
                        .merchant("KEDAI KOPI", "Singapore")
                        .compose());
    }

    /** The text of a reading that must be good. */
    public static String text(QrReading reading) {
        if (reading instanceof MerchantCode code) {
            return code.text();
        }
        throw new IllegalStateException("the test's own code is refused: " + reading);
    }
}
