// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;

/**
 * The biller that a Thai bill payment pays, and what for.
 *
 * @param identifier {@link SchemeProfiles#THAI_BILL_IDENTIFIER} or the cross-border one
 * @param biller a tax number of 13 digits and a suffix of 2
 * @param firstReference up to 20 letters and digits
 * @param secondReference the same
 */
public record ThaiBill(
        String identifier,
        String biller,
        Optional<String> firstReference,
        Optional<String> secondReference) {
    static final int TAG = 30;
    static final int BILLER = 1;
    static final int FIRST_REFERENCE = 2;
    static final int SECOND_REFERENCE = 3;

    static ThaiBill of(MerchantAccount account) {
        return new ThaiBill(
                account.identifier().orElse(""),
                account.field(BILLER).orElse(""),
                account.field(FIRST_REFERENCE),
                account.field(SECOND_REFERENCE));
    }

    /** The account field of a code to be minted. */
    public static QrObject account(String biller, String firstReference, String secondReference) {
        return QrObject.template(
                TAG,
                QrObject.value(Tags.IDENTIFIER, SchemeProfiles.THAI_BILL_IDENTIFIER),
                QrObject.value(BILLER, biller),
                QrObject.value(FIRST_REFERENCE, firstReference),
                QrObject.value(SECOND_REFERENCE, secondReference));
    }
}
