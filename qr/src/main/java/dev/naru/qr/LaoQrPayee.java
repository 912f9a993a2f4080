// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * Whom a LAO QR code pays.
 *
 * @param institution the bank's or wallet's number, eight digits
 * @param paymentType {@code 001}, {@code 002} or {@code 003}
 * @param receiver a token or an account, at most 32 characters
 */
public record LaoQrPayee(String institution, String paymentType, String receiver) {
    static final int TAG = 38;
    static final int INSTITUTION = 1;
    static final int PAYMENT_TYPE = 2;
    static final int RECEIVER = 3;

    static LaoQrPayee of(MerchantAccount account) {
        return new LaoQrPayee(
                account.field(INSTITUTION).orElse(""),
                account.field(PAYMENT_TYPE).orElse(""),
                account.field(RECEIVER).orElse(""));
    }

    /** The account field of a code to be minted. */
    public QrObject account() {
        return QrObject.template(
                TAG,
                QrObject.value(Tags.IDENTIFIER, SchemeProfiles.LAO_QR_IDENTIFIER),
                QrObject.value(INSTITUTION, institution),
                QrObject.value(PAYMENT_TYPE, paymentType),
                QrObject.value(RECEIVER, receiver));
    }

    /** Without the receiver, who may be a person. */
    @Override
    public String toString() {
        return "LaoQrPayee[institution=" + institution + ", type=" + paymentType + "]";
    }
}
