// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;

/**
 * The person whom a QRIS transfer pays.
 *
 * @param domain the payee's provider as a reverse domain
 * @param customerPan the person's number there, 16 to 19 digits beginning with 9360
 * @param beneficiaryId the provider's own id, up to 15 characters
 * @param bic the provider's BIC
 * @param purpose {@code BOOK}, {@code DMCT} or {@code XBCT}, 62-08
 */
public record QrisTransfer(
        String domain,
        String customerPan,
        Optional<String> beneficiaryId,
        Optional<String> bic,
        Optional<String> purpose) {
    static final int TAG = 40;
    static final int PAN = 1;
    static final int BENEFICIARY_ID = 2;
    static final int BIC = 4;

    static QrisTransfer of(MerchantAccount account, Optional<String> purpose) {
        return new QrisTransfer(
                account.identifier().orElse(""),
                account.field(PAN).orElse(""),
                account.field(BENEFICIARY_ID),
                account.field(BIC),
                purpose);
    }

    /** The account field of a code to be minted; its category is 4829, and it is dynamic. */
    public static QrObject account(String domain, String customerPan, String beneficiaryId) {
        return QrObject.template(
                TAG,
                QrObject.value(Tags.IDENTIFIER, domain),
                QrObject.value(PAN, customerPan),
                QrObject.value(BENEFICIARY_ID, beneficiaryId));
    }

    /** Without the numbers, which are a person's. */
    @Override
    public String toString() {
        return "QrisTransfer[domain=" + domain + ", purpose=" + purpose + "]";
    }
}
