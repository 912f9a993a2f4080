// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * Whom a PayNow account pays.
 *
 * @param proxyType {@link #MOBILE}, {@link #COMPANY}, or {@link #OTHER}, of which nothing official
 *     is known
 * @param proxy a mobile number with its plus sign, or a company's number and perhaps its suffix
 * @param editable {@code 1} where the payer may change the amount, {@code 0} where not
 * @param expiry the last day or moment as it stands in the code
 * @param reference the reference inside the account, seldom there
 */
public record PayNowRecipient(
        String proxyType,
        String proxy,
        String editable,
        Optional<String> expiry,
        Optional<String> reference) {
    /** The proxy is a mobile number. */
    public static final String MOBILE = "0";

    /** The proxy is a company's unique entity number. */
    public static final String COMPANY = "2";

    /** The proxy is something else. */
    public static final String OTHER = "3";

    static final int PROXY_TYPE = 1;
    static final int PROXY = 2;
    static final int EDITABLE = 3;
    static final int EXPIRY = 4;
    static final int REFERENCE = 5;

    static PayNowRecipient of(MerchantAccount account) {
        return new PayNowRecipient(
                account.field(PROXY_TYPE).orElse(""),
                account.field(PROXY).orElse(""),
                account.field(EDITABLE).orElse(""),
                account.field(EXPIRY),
                account.field(REFERENCE));
    }

    /**
     * The last moment of the code in Singapore's time; for a day its last second. This library has
     * no clock: whoever pays compares it with his own.
     */
    public Optional<LocalDateTime> expiresAt() {
        return expiry.flatMap(CalendarText::parse);
    }

    /**
     * The account field of a code to be minted.
     *
     * @param editable {@code 1} where the payer may change the amount, {@code 0} where not
     * @param expiry YYYYMMDD or YYYYMMDDHHMMSS
     */
    public static QrObject account(String proxyType, String proxy, String editable, String expiry) {
        return QrObject.template(
                Tags.FIRST_ACCOUNT_TEMPLATE,
                QrObject.value(Tags.IDENTIFIER, SchemeProfiles.PAYNOW_IDENTIFIER),
                QrObject.value(PROXY_TYPE, proxyType),
                QrObject.value(PROXY, proxy),
                QrObject.value(EDITABLE, editable),
                QrObject.value(EXPIRY, expiry));
    }

    /** Without the proxy, which may be a person's. */
    @Override
    public String toString() {
        return "PayNowRecipient[type=" + proxyType + ", expiry=" + expiry + "]";
    }
}
