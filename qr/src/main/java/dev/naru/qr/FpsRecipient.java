// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;

/**
 * Whom a Hong Kong code pays through the Faster Payment System: one of its id, a mobile number and
 * an e-mail address.
 *
 * @param clearingCode the participant's, three digits
 * @param fpsId seven or nine digits
 * @param mobile {@code +852-NNNNNNNN}
 * @param email an address
 * @param timeout until when the merchant waits, as it stands in the code
 */
public record FpsRecipient(
        Optional<String> clearingCode,
        Optional<String> fpsId,
        Optional<String> mobile,
        Optional<String> email,
        Optional<String> timeout) {
    static final int CLEARING_CODE = 1;
    static final int FPS_ID = 2;
    static final int MOBILE = 3;
    static final int EMAIL = 4;
    static final int TIMEOUT = 5;

    static FpsRecipient of(MerchantAccount account) {
        return new FpsRecipient(
                account.field(CLEARING_CODE),
                account.field(FPS_ID),
                account.field(MOBILE),
                account.field(EMAIL),
                account.field(TIMEOUT));
    }

    /** The account field of a code to be minted, for an id of the system. */
    public static QrObject account(String fpsId) {
        return QrObject.template(
                Tags.FIRST_ACCOUNT_TEMPLATE,
                QrObject.value(Tags.IDENTIFIER, SchemeProfiles.HK_FPS_IDENTIFIER),
                QrObject.value(FPS_ID, fpsId));
    }

    /** Without the numbers, which may be a person's. */
    @Override
    public String toString() {
        return "FpsRecipient[clearingCode=" + clearingCode + ", timeout=" + timeout + "]";
    }
}
