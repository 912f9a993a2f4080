// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom a code pays in a scheme that says no more than this of a merchant: DuitNow, QR Ph to
 * merchants, VNPAY, JPQR, MMQR, Fonepay, QR-online.
 *
 * @param identifier the scheme's identifier as it stands in the code
 * @param acquirer the acquirer's number or code, where the scheme has one
 * @param number the merchant's number or id
 * @param terminal the terminal, where the scheme has one in the account
 */
public record AcquiredMerchant(
        String identifier, Optional<String> acquirer, String number, Optional<String> terminal) {
    static final Layout DUITNOW = new Layout(26, SchemeProfiles.DUITNOW_IDENTIFIER, 1, 2, 0);
    static final Layout QRPH = new Layout(28, SchemeProfiles.QRPH_P2M_IDENTIFIER, 1, 3, 0);
    static final Layout VNPAY = new Layout(26, SchemeProfiles.VNPAY_IDENTIFIER, 0, 1, 0);
    static final Layout JPQR = new Layout(26, SchemeProfiles.JPQR_IDENTIFIER, 0, 1, 4);
    static final Layout MMQR = new Layout(26, SchemeProfiles.MMQR_IDENTIFIER, 0, 1, 2);
    static final Layout FONEPAY = new Layout(26, SchemeProfiles.FONEPAY_IDENTIFIER, 0, 7, 0);
    static final Layout QR_ONLINE = new Layout(40, SchemeProfiles.QR_ONLINE_IDENTIFIER, 0, 1, 0);

    /** Where a scheme puts what, 0 for what it does not have. */
    record Layout(int tag, String identifier, int acquirer, int number, int terminal) {
        /** Empty where a tolerance let a code pass that names no merchant. */
        Optional<AcquiredMerchant> read(MerchantAccount account) {
            return account.field(number)
                    .map(
                            id ->
                                    new AcquiredMerchant(
                                            account.identifier().orElse(""),
                                            acquirer == 0
                                                    ? Optional.empty()
                                                    : account.field(acquirer),
                                            id,
                                            terminal == 0
                                                    ? Optional.empty()
                                                    : account.field(terminal)));
        }

        QrObject write(String... values) {
            List<QrObject> fields = new ArrayList<>();
            fields.add(QrObject.value(Tags.IDENTIFIER, identifier));
            int next = 0;
            for (int subTag : new int[] {acquirer, number}) {
                if (subTag != 0) {
                    fields.add(QrObject.value(subTag, values[next]));
                    next++;
                }
            }
            return new QrObject.Template(tag, fields);
        }
    }

    /** DuitNow's account of a code to be minted: six digits, up to 28 characters. */
    public static QrObject duitNow(String acquirer, String merchantId) {
        return DUITNOW.write(acquirer, merchantId);
    }

    /** QR Ph's account of a code to be minted: a BIC of 8 or 11, up to 25 characters. */
    public static QrObject qrPh(String bic, String merchantId) {
        return QRPH.write(bic, merchantId);
    }

    /** VNPAY's account of a code to be minted. */
    public static QrObject vnpay(String merchantId) {
        return VNPAY.write(merchantId);
    }

    /** Fonepay's account of a code to be minted: 16 digits. */
    public static QrObject fonepay(String merchantNumber) {
        return FONEPAY.write(merchantNumber);
    }

    /** QR-online's account of a code to be minted: 18 characters. */
    public static QrObject qrOnline(String merchantId) {
        return QrObject.template(
                QR_ONLINE.tag(),
                QrObject.value(Tags.IDENTIFIER, QR_ONLINE.identifier()),
                QrObject.value(QR_ONLINE.number(), merchantId),
                QrObject.value(2, "11"));
    }

    /** MMQR's account of a code to be minted: the first 15 digits of 16, up to 25 characters. */
    public static QrObject mmqr(String merchantId, String terminal) {
        return QrObject.template(
                MMQR.tag(),
                QrObject.value(Tags.IDENTIFIER, MMQR.identifier()),
                QrObject.value(MMQR.number(), merchantId),
                QrObject.value(MMQR.terminal(), terminal));
    }

    /**
     * JPQR's account of a code to be minted: its four levels of 13, 4, 6 and 6 letters and digits.
     */
    public static QrObject jpqr(String contract, String second, String third, String terminal) {
        return QrObject.template(
                JPQR.tag(),
                QrObject.value(Tags.IDENTIFIER, JPQR.identifier()),
                QrObject.value(JPQR.number(), contract),
                QrObject.value(2, second),
                QrObject.value(3, third),
                QrObject.value(JPQR.terminal(), terminal));
    }
}
