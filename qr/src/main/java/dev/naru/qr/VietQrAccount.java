// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;

/**
 * The account or card that a VietQR code pays. It stands three levels deep: 38, 01, 00 and 01.
 *
 * @param bank the bank's number, six digits
 * @param number the account's or card's, at most 19 letters and digits
 * @param service {@link #TO_ACCOUNT}, {@link #TO_CARD}, {@link #PAYMENT} or {@link #CASH}, where
 *     the code says it
 */
public record VietQrAccount(String bank, String number, Optional<String> service) {
    /** Transfer to an account. */
    public static final String TO_ACCOUNT = "QRIBFTTA";

    /** Transfer to a card. */
    public static final String TO_CARD = "QRIBFTTC";

    /** Payment of goods. */
    public static final String PAYMENT = "QRPUSH";

    /** Cash from a machine. */
    public static final String CASH = "QRCASH";

    static final int TAG = 38;
    static final int BENEFICIARY = 1;
    static final int BANK = 0;
    static final int NUMBER = 1;
    static final int SERVICE = 2;

    static VietQrAccount of(MerchantAccount account) {
        return new VietQrAccount(
                account.field(BENEFICIARY, BANK).orElse(""),
                account.field(BENEFICIARY, NUMBER).orElse(""),
                account.field(SERVICE));
    }

    /** The account field of a code to be minted. */
    public static QrObject account(String bank, String number, String service) {
        return QrObject.template(
                TAG,
                QrObject.value(Tags.IDENTIFIER, SchemeProfiles.VIETQR_IDENTIFIER),
                QrObject.template(
                        BENEFICIARY, QrObject.value(BANK, bank), QrObject.value(NUMBER, number)),
                QrObject.value(SERVICE, service));
    }

    /** Without the number, which may be a person's. */
    @Override
    public String toString() {
        return "VietQrAccount[bank=" + bank + ", service=" + service + "]";
    }
}
