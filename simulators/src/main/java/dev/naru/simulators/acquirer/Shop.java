// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.acquirer;

import dev.naru.qr.AdditionalField;
import dev.naru.qr.KoreaEmvMerchant;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.MerchantCodeComposer;
import dev.naru.qr.Presentation;
import dev.naru.qr.QrReading;
import java.util.List;

/**
 * An invented shop of the acquirer.
 *
 * @param number nine digits
 * @param name at most 25 characters
 * @param city at most 15 characters
 * @param category four digits
 * @param standing whether it can be paid
 */
public record Shop(String number, String name, String city, String category, Standing standing) {

    /** Whether a shop can be paid. */
    public enum Standing {
        /** It can. */
        OPEN,
        /** Its contract was ended. */
        CLOSED
    }

    /** The text of the code at its till: any payer, any amount. */
    public String staticCode() {
        return text(composer(Presentation.STATIC));
    }

    /**
     * The text of the code for one bill.
     *
     * @param amountWon whole won
     * @param reference the bill's reference, at most 25 characters
     */
    public String dynamicCode(long amountWon, String reference) {
        return text(
                composer(Presentation.DYNAMIC)
                        .amount(Long.toString(amountWon))
                        .additional(AdditionalField.REFERENCE_LABEL, reference));
    }

    private MerchantCodeComposer composer(Presentation presentation) {
        return MerchantCodeComposer.koreaEmv(presentation)
                .add(KoreaEmvMerchant.account(number))
                .category(category)
                .merchant(name, city, "04524");
    }

    private static String text(MerchantCodeComposer composer) {
        return switch (composer.compose()) {
            case MerchantCode code -> code.text();
            case QrReading.Refused refused ->
                    throw new IllegalArgumentException("not a code: " + refused.error());
        };
    }

    /** Invented shops; the last one is closed. */
    public static List<Shop> standard() {
        return List.of(
                open("000450017", "NARU BAKERY", "SEOUL", "5462"),
                open("000450025", "HANGANG BOOKS", "SEOUL", "5942"),
                open("000450033", "JEJU TANGERINE", "JEJU", "5499"),
                new Shop("000450041", "OLD TEAHOUSE", "JEONJU", "5814", Standing.CLOSED));
    }

    private static Shop open(String number, String name, String city, String category) {
        return new Shop(number, name, city, category, Standing.OPEN);
    }
}
