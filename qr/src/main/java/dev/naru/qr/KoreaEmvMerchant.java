// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;

/**
 * Whom a Korean EMV code pays.
 *
 * @param identifier the identifier in sub-field 00 of its account
 * @param merchantNumber nine digits, sub-field 05
 * @param unionPay the UnionPay part in 15 (else 16), for payers from abroad
 */
public record KoreaEmvMerchant(
        String identifier, String merchantNumber, Optional<UnionPayPart> unionPay) {
    static final int MERCHANT_NUMBER = 5;

    /** The account field of a code to be minted. */
    public static QrObject account(String merchantNumber) {
        return QrObject.template(
                Tags.FIRST_ACCOUNT_TEMPLATE,
                QrObject.value(Tags.IDENTIFIER, SchemeProfiles.KOREA_EMV_IDENTIFIER),
                QrObject.value(MERCHANT_NUMBER, merchantNumber));
    }

    /** The UnionPay field of a code to be minted. */
    public static QrObject unionPay(UnionPayPart part) {
        return QrObject.value(Tags.UNIONPAY, part.value());
    }
}
