// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * Whom a LANKAQR code pays: 28 characters without a separator in sub-field 00, where other schemes
 * have their identifier.
 *
 * @param network one character
 * @param bank four
 * @param subAcquirer three
 * @param merchantId sixteen
 * @param terminal four
 */
public record LankaQrMerchant(
        String network, String bank, String subAcquirer, String merchantId, String terminal) {
    static final int LENGTH = 28;
    private static final int BANK_AT = 1;
    private static final int SUB_ACQUIRER_AT = 5;
    private static final int MERCHANT_AT = 8;
    private static final int TERMINAL_AT = 24;

    static LankaQrMerchant of(MerchantAccount account) {
        String block = account.identifier().orElse("");
        return new LankaQrMerchant(
                block.substring(0, BANK_AT),
                block.substring(BANK_AT, SUB_ACQUIRER_AT),
                block.substring(SUB_ACQUIRER_AT, MERCHANT_AT),
                block.substring(MERCHANT_AT, TERMINAL_AT),
                block.substring(TERMINAL_AT));
    }

    /** The account field of a code to be minted. */
    public QrObject account() {
        return QrObject.template(
                Tags.FIRST_ACCOUNT_TEMPLATE,
                QrObject.value(
                        Tags.IDENTIFIER, network + bank + subAcquirer + merchantId + terminal));
    }
}
