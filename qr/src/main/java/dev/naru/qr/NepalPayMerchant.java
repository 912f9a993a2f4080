// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;

/**
 * Whom a NEPALPAY code pays.
 *
 * @param acquirer eight characters
 * @param merchantCode up to 20
 * @param traceId the operator's id of this code, 19 characters in 62-51
 */
public record NepalPayMerchant(String acquirer, String merchantCode, Optional<String> traceId) {
    static final String PREFIX = "NCHL";
    static final int TAG = 29;
    static final int TEMPLATE_IN_62 = 51;
    static final int TRACE_ID_LENGTH = 19;
    private static final int MERCHANT_AT = PREFIX.length() + 8;

    static NepalPayMerchant of(MerchantAccount account, Optional<String> traceId) {
        String whole = account.identifier().orElse("");
        return new NepalPayMerchant(
                whole.substring(PREFIX.length(), MERCHANT_AT),
                whole.substring(MERCHANT_AT),
                traceId);
    }

    /** The account field of a code to be minted. */
    public static QrObject account(String acquirer, String merchantCode) {
        return QrObject.template(
                TAG, QrObject.value(Tags.IDENTIFIER, PREFIX + acquirer + merchantCode));
    }
}
