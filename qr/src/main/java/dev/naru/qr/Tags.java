// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** The tags of the root (EMVCo merchant-presented specification 1.0, table 3.1). */
final class Tags {
    static final int FORMAT_INDICATOR = 0;
    static final int PRESENTATION = 1;
    static final int FIRST_ACCOUNT = 2;
    static final int UNIONPAY = 15;
    static final int UNIONPAY_SECOND = 16;
    static final int FIRST_ACCOUNT_TEMPLATE = 26;
    static final int LAST_ACCOUNT = 51;
    static final int CATEGORY = 52;
    static final int CURRENCY = 53;
    static final int AMOUNT = 54;
    static final int TIP = 55;
    static final int TIP_FIXED = 56;
    static final int TIP_PERCENT = 57;
    static final int COUNTRY = 58;
    static final int NAME = 59;
    static final int CITY = 60;
    static final int POSTAL_CODE = 61;
    static final int ADDITIONAL = 62;
    static final int CRC = 63;
    static final int LANGUAGE = 64;

    /** Inside a template: who defines it. */
    static final int IDENTIFIER = 0;

    private Tags() {}

    static boolean isAccount(int tag) {
        return tag >= FIRST_ACCOUNT && tag <= LAST_ACCOUNT;
    }

    static boolean isAccountTemplate(int tag) {
        return tag >= FIRST_ACCOUNT_TEMPLATE && tag <= LAST_ACCOUNT;
    }
}
