// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom a QRIS code pays: the acquirer's account (one of 26 to 45) and the entry in the national
 * repository (51), of which at least one is there. Where a code has several acquirers' accounts
 * this is the first; {@link MerchantCode#accounts()} has them all.
 *
 * @param acquirerDomain the acquirer's reverse domain as it stands in the code
 * @param merchantPan the merchant's number at its acquirer, 15 to 19 digits beginning with 9360;
 *     only the form of 19 digits carries a check digit
 * @param merchantId the acquirer's own id for the merchant
 * @param repositoryIdentifier the national repository's identifier
 * @param nmid the national merchant id, usually {@code ID} and 13 digits
 * @param criteria the merchant's size or kind, {@code UMI}, {@code UKE}, {@code UME}, {@code UBE},
 *     {@code URE} or a newer one; the repository's where the two differ
 */
public record QrisMerchant(
        Optional<String> acquirerDomain,
        Optional<String> merchantPan,
        Optional<String> merchantId,
        Optional<String> repositoryIdentifier,
        Optional<String> nmid,
        Optional<String> criteria) {
    static final int PAN = 1;
    static final int MERCHANT_ID = 2;
    static final int NMID = 2;
    static final int CRITERIA = 3;
    static final int REPOSITORY_TAG = 51;

    static QrisMerchant of(List<MerchantAccount> accounts) {
        List<MerchantAccount> acquirers = new ArrayList<>();
        List<MerchantAccount> repositories = new ArrayList<>();
        for (MerchantAccount account : accounts) {
            (account.tag() == REPOSITORY_TAG ? repositories : acquirers).add(account);
        }
        Optional<MerchantAccount> acquirer = acquirers.stream().findFirst();
        Optional<MerchantAccount> repository = repositories.stream().findFirst();
        return new QrisMerchant(
                acquirer.flatMap(MerchantAccount::identifier),
                acquirer.flatMap(account -> account.field(PAN)),
                acquirer.flatMap(account -> account.field(MERCHANT_ID)),
                repository.flatMap(MerchantAccount::identifier),
                repository.flatMap(account -> account.field(NMID)),
                repository
                        .flatMap(account -> account.field(CRITERIA))
                        .or(() -> acquirer.flatMap(account -> account.field(CRITERIA))));
    }

    /** The acquirer's field of a code to be minted, in 26. */
    public static QrObject acquirer(
            String domain, String merchantPan, String merchantId, String criteria) {
        return QrObject.template(
                Tags.FIRST_ACCOUNT_TEMPLATE,
                QrObject.value(Tags.IDENTIFIER, domain),
                QrObject.value(PAN, merchantPan),
                QrObject.value(MERCHANT_ID, merchantId),
                QrObject.value(CRITERIA, criteria));
    }

    /** The national repository's field of a code to be minted, 51. */
    public static QrObject repository(String nmid, String criteria) {
        return QrObject.template(
                REPOSITORY_TAG,
                QrObject.value(Tags.IDENTIFIER, SchemeProfiles.QRIS_REPOSITORY),
                QrObject.value(NMID, nmid),
                QrObject.value(CRITERIA, criteria));
    }
}
