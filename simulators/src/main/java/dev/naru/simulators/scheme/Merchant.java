// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import dev.naru.qr.AdditionalField;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.MerchantCodeComposer;
import dev.naru.qr.Presentation;
import dev.naru.qr.QrReading;
import dev.naru.qr.QrisMerchant;

/**
 * An invented merchant of the scheme.
 *
 * @param pan 18 digits, at its acquirer
 * @param nmid the national merchant id
 * @param domain the acquirer's reverse domain
 * @param name at most 25 characters
 * @param city at most 15 characters
 * @param category four digits
 * @param criteria UMI, UKE, UME, UBE or URE
 * @param standing whether it can be paid
 */
public record Merchant(
        String pan,
        String nmid,
        String domain,
        String name,
        String city,
        String category,
        String criteria,
        Standing standing) {

    /** Whether a merchant can be paid. */
    public enum Standing {
        /** It can. */
        OPEN,
        /** Its account was closed. */
        CLOSED
    }

    /** The acquirer's number in the scheme: the beginning of the merchant's. */
    public String acquirer() {
        return pan.substring(0, 8);
    }

    /** The acquirer's own id for it: the end of its number. */
    public String merchantId() {
        return pan.substring(pan.length() - 9);
    }

    /** The text of the code at its till: any payer, any amount. */
    public String staticCode() {
        return text(composer(Presentation.STATIC).merchant(name, city, "10110"));
    }

    /**
     * The text of a code for one bill.
     *
     * @param amount as it stands in the code, {@code 39000.00}
     * @param reference the bill's reference, at most 25 characters
     */
    public String dynamicCode(String amount, String reference) {
        return text(
                composer(Presentation.DYNAMIC)
                        .amount(amount)
                        .merchant(name, city, "10110")
                        .additional(AdditionalField.REFERENCE_LABEL, reference));
    }

    private MerchantCodeComposer composer(Presentation presentation) {
        return MerchantCodeComposer.qris(presentation)
                .add(QrisMerchant.acquirer(domain, pan, merchantId(), criteria))
                .add(QrisMerchant.repository(nmid, criteria))
                .category(category);
    }

    private static String text(MerchantCodeComposer composer) {
        return switch (composer.compose()) {
            case MerchantCode code -> code.text();
            case QrReading.Refused refused ->
                    throw new IllegalArgumentException("not a code: " + refused.error());
        };
    }
}
