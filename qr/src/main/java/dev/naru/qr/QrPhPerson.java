// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;

/**
 * The person whom a QR Ph transfer pays.
 *
 * @param bank the bank's BIC
 * @param account an account in 03 or 04
 * @param mobile a mobile number {@code +63-...} or a wallet's token in 05
 */
public record QrPhPerson(String bank, Optional<String> account, Optional<String> mobile) {
    static final int TAG = 27;
    static final int BANK = 1;
    static final int PAYMENT_TYPE = 2;
    static final int ACCOUNT = 3;
    static final int ACCOUNT_SECOND = 4;
    static final int MOBILE = 5;
    static final String TRANSFER = "99964403";

    static QrPhPerson of(MerchantAccount account) {
        return new QrPhPerson(
                account.field(BANK).orElse(""),
                account.field(ACCOUNT).or(() -> account.field(ACCOUNT_SECOND)),
                account.field(MOBILE));
    }

    /** The account field of a code to be minted. */
    public static QrObject account(String bank, String account) {
        return QrObject.template(
                TAG,
                QrObject.value(Tags.IDENTIFIER, SchemeProfiles.QRPH_P2P_IDENTIFIER),
                QrObject.value(BANK, bank),
                QrObject.value(PAYMENT_TYPE, TRANSFER),
                QrObject.value(ACCOUNT, account));
    }

    /** Without the numbers, which are a person's. */
    @Override
    public String toString() {
        return "QrPhPerson[bank=" + bank + "]";
    }
}
