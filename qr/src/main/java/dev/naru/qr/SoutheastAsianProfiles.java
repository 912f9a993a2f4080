// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.FieldRule.mandatory;
import static dev.naru.qr.FieldRule.mandatoryWhenDynamic;
import static dev.naru.qr.FieldRule.optional;

import dev.naru.qr.AccountRule.ByContent;
import dev.naru.qr.AccountRule.ByIdentifier;
import dev.naru.qr.ValueRule.Characters;
import java.util.List;
import java.util.Set;

/** Vietnam, Thailand, Singapore, Malaysia, the Philippines, Myanmar, Cambodia and Laos. */
final class SoutheastAsianProfiles {
    private static final ValueRule BIC = ValueRule.of(Characters.LETTERS_AND_DIGITS, 8, 11);

    private SoutheastAsianProfiles() {}

    /**
     * Vietnam's VietQR. Source: NAPAS, QR switching part IV 1.5.2. A sample in it declares an
     * account one character too short; its beneficiary cannot be taken apart, and it is refused.
     */
    static SchemeProfile vietQr() {
        return SchemeProfile.of(Scheme.VIETQR, "VN", "704", 2)
                .withAccounts(
                        AccountRule.of(
                                VietQrAccount.TAG,
                                VietQrAccount.TAG,
                                ByIdentifier.of(SchemeProfiles.VIETQR_IDENTIFIER),
                                mandatory(VietQrAccount.BENEFICIARY, ValueRule.any())
                                        .holding(
                                                mandatory(
                                                        VietQrAccount.BANK,
                                                        ValueRule.of(Characters.DIGITS, 6, 6)),
                                                mandatory(
                                                        VietQrAccount.NUMBER,
                                                        ValueRule.of(
                                                                Characters.LETTERS_AND_DIGITS,
                                                                1,
                                                                19))),
                                optional(
                                        VietQrAccount.SERVICE,
                                        ValueRule.oneOf(
                                                VietQrAccount.TO_ACCOUNT,
                                                VietQrAccount.TO_CARD,
                                                VietQrAccount.PAYMENT,
                                                VietQrAccount.CASH))))
                .tolerating(
                        Tolerance.BYTE_LENGTHS,
                        Tolerance.CRC_LOWER,
                        Tolerance.MISSING_52_59_60,
                        Tolerance.NAME_OVER_25,
                        Tolerance.PLAIN_UNRESERVED);
    }

    /** Vietnam's VNPAY-QR, as seen in codes. */
    static SchemeProfile vnpay() {
        return SchemeProfile.of(Scheme.VNPAY, "VN", "704", 2)
                .withAccounts(
                        AccountRule.of(
                                26,
                                51,
                                ByIdentifier.of(SchemeProfiles.VNPAY_IDENTIFIER),
                                mandatory(AcquiredMerchant.VNPAY.number(), ValueRule.any())))
                .tolerating(
                        Tolerance.CRC_LOWER,
                        Tolerance.MISSING_52_59_60,
                        Tolerance.NAME_OVER_25,
                        Tolerance.PLAIN_UNRESERVED);
    }

    /** Thailand's PromptPay transfer, as open implementations and codes show it. */
    static SchemeProfile promptPay() {
        return thai(Scheme.PROMPTPAY)
                .withAccounts(
                        AccountRule.of(
                                        PromptPayRecipient.TAG,
                                        PromptPayRecipient.TAG,
                                        ByIdentifier.of(
                                                SchemeProfiles.PROMPTPAY_IDENTIFIER,
                                                SchemeProfiles.PROMPTPAY_ONE_TIME_IDENTIFIER),
                                        optional(1, ValueRule.of(Characters.DIGITS, 13, 13)),
                                        optional(2, ValueRule.of(Characters.DIGITS, 13, 13)),
                                        optional(3, ValueRule.of(Characters.DIGITS, 15, 15)),
                                        optional(4, ValueRule.of(Characters.DIGITS, 4, 43)),
                                        optional(5, ValueRule.of(Characters.ANY, 10, 10)))
                                .withOneOf(1, 2, 3, 4, 5));
    }

    /** Thailand's bill payment, at home and across borders. */
    static SchemeProfile thaiBillPayment() {
        ValueRule reference = ValueRule.of(Characters.LETTERS_AND_DIGITS, 1, 20);
        return thai(Scheme.THAI_BILL_PAYMENT)
                .withAccounts(
                        AccountRule.of(
                                ThaiBill.TAG,
                                ThaiBill.TAG,
                                ByIdentifier.of(
                                        SchemeProfiles.THAI_BILL_IDENTIFIER,
                                        SchemeProfiles.THAI_BILL_ABROAD_IDENTIFIER),
                                mandatory(ThaiBill.BILLER, ValueRule.of(Characters.DIGITS, 15, 15)),
                                mandatory(ThaiBill.FIRST_REFERENCE, ValueRule.any())
                                        .orTolerate(Tolerance.SECONDARY_MISSING),
                                optional(ThaiBill.FIRST_REFERENCE, reference)
                                        .orTolerate(Tolerance.SECONDARY_FORM),
                                optional(ThaiBill.SECOND_REFERENCE, reference)
                                        .orTolerate(Tolerance.SECONDARY_FORM)))
                .tolerating(Tolerance.SECONDARY_FORM, Tolerance.SECONDARY_MISSING);
    }

    /** Thailand's payment innovation; what stands inside is not public. */
    static SchemeProfile thaiPaymentInnovation() {
        return thai(Scheme.THAI_PAYMENT_INNOVATION)
                .withAccounts(
                        AccountRule.of(
                                31, 31, ByIdentifier.of("A000000677010113", "A000000677012004")));
    }

    private static SchemeProfile thai(Scheme scheme) {
        return SchemeProfile.of(scheme, "TH", "764", 2)
                .tolerating(
                        Tolerance.CRC_LOWER,
                        Tolerance.MISSING_52_59_60,
                        Tolerance.PLAIN_UNRESERVED,
                        Tolerance.POI_MEDIUM);
    }

    /** Singapore's PayNow, anywhere in 26 to 51. Its expiry is told, not enforced. */
    static SchemeProfile payNow() {
        return singapore(Scheme.PAYNOW)
                .withAccounts(
                        AccountRule.of(
                                26,
                                51,
                                ByIdentifier.of(SchemeProfiles.PAYNOW_IDENTIFIER),
                                mandatory(
                                        PayNowRecipient.PROXY_TYPE,
                                        ValueRule.oneOf(
                                                PayNowRecipient.MOBILE,
                                                PayNowRecipient.COMPANY,
                                                PayNowRecipient.OTHER)),
                                mandatory(
                                                PayNowRecipient.PROXY_TYPE,
                                                ValueRule.oneOf(
                                                        PayNowRecipient.MOBILE,
                                                        PayNowRecipient.COMPANY))
                                        .orTolerate(Tolerance.SECONDARY_FORM),
                                mandatory(PayNowRecipient.PROXY, ValueRule.any()),
                                optional(PayNowRecipient.EDITABLE, ValueRule.oneOf("0", "1")),
                                optional(
                                                PayNowRecipient.EXPIRY,
                                                ValueRule.any().checkedBy(CheckDigit.CALENDAR))
                                        .orTolerate(Tolerance.EXPIRY_FORM)))
                .tolerating(
                        Tolerance.EXPIRY_FORM,
                        Tolerance.OTHER_COUNTRY,
                        Tolerance.OTHER_CURRENCY,
                        Tolerance.SECONDARY_FORM,
                        Tolerance.ZERO_AMOUNT);
    }

    /** The number of a Singaporean label; the schemes on it stand beside it. */
    static SchemeProfile sgqr() {
        return singapore(Scheme.SGQR)
                .withAccounts(
                        AccountRule.of(
                                51,
                                51,
                                ByIdentifier.of(SchemeProfiles.SGQR_IDENTIFIER),
                                mandatory(1, ValueRule.of(Characters.ANY, 12, 13)),
                                mandatory(2, ValueRule.any())));
    }

    /** On a label another wallet's malformed account is none of the others' business. */
    private static SchemeProfile singapore(Scheme scheme) {
        return SchemeProfile.of(scheme, "SG", "702", 2)
                .tolerating(
                        Tolerance.CITY_OVER_15,
                        Tolerance.CRC_LOWER,
                        Tolerance.EMPTY_VALUE,
                        Tolerance.NAME_OVER_25,
                        Tolerance.PLAIN_TEMPLATE,
                        Tolerance.PLAIN_UNRESERVED);
    }

    /** Malaysia's DuitNow QR. Sources: PayNet's pages and codes seen, all of version 02. */
    static SchemeProfile duitNow() {
        return SchemeProfile.of(Scheme.DUITNOW, "MY", "458", 2)
                .withAccounts(
                        AccountRule.of(
                                26,
                                26,
                                ByIdentifier.of(SchemeProfiles.DUITNOW_IDENTIFIER),
                                mandatory(
                                        AcquiredMerchant.DUITNOW.acquirer(),
                                        ValueRule.of(Characters.DIGITS, 6, 6)),
                                mandatory(
                                        AcquiredMerchant.DUITNOW.number(),
                                        ValueRule.of(Characters.ANY, 1, 28)),
                                optional(3, ValueRule.of(Characters.ANY, 1, 20)),
                                optional(4, ValueRule.of(Characters.ANY, 1, 15))))
                .tolerating(Tolerance.CRC_LOWER, Tolerance.PFI_02, Tolerance.PLAIN_UNRESERVED);
    }

    /** The Philippines' QR Ph to merchants, as seen in codes. */
    static SchemeProfile qrPhMerchants() {
        return SchemeProfile.of(Scheme.QRPH_P2M, "PH", "608", 2)
                .withAccounts(
                        AccountRule.of(
                                28,
                                28,
                                ByIdentifier.of(
                                        SchemeProfiles.QRPH_P2M_IDENTIFIER, "ph.ppmi.p2micro"),
                                mandatory(AcquiredMerchant.QRPH.acquirer(), BIC),
                                mandatory(
                                        AcquiredMerchant.QRPH.number(),
                                        ValueRule.of(Characters.ANY, 1, 25)),
                                optional(5, ValueRule.of(Characters.DIGITS, 3, 3))
                                        .orTolerate(Tolerance.SECONDARY_FORM)))
                .tolerating(
                        Tolerance.CRC_LOWER,
                        Tolerance.PLAIN_UNRESERVED,
                        Tolerance.SECONDARY_FORM,
                        Tolerance.SUB00_IN_62);
    }

    /** The Philippines' QR Ph between people, as seen in codes. */
    static SchemeProfile qrPhPeople() {
        return SchemeProfile.of(Scheme.QRPH_P2P, "PH", "608", 2)
                .withAccounts(
                        AccountRule.of(
                                QrPhPerson.TAG,
                                QrPhPerson.TAG,
                                ByIdentifier.of(SchemeProfiles.QRPH_P2P_IDENTIFIER),
                                mandatory(QrPhPerson.BANK, BIC),
                                optional(
                                                QrPhPerson.PAYMENT_TYPE,
                                                ValueRule.oneOf(QrPhPerson.TRANSFER))
                                        .orTolerate(Tolerance.SECONDARY_FORM)))
                .tolerating(
                        Tolerance.CRC_LOWER,
                        Tolerance.PLAIN_UNRESERVED,
                        Tolerance.SECONDARY_FORM,
                        Tolerance.SUB00_IN_62);
    }

    /**
     * Myanmar's MMQR, with the merchant in Burmese beside the Latin one. The codes before it have
     * no right check value or are of unknown schemes.
     */
    static SchemeProfile mmqr() {
        return SchemeProfile.of(Scheme.MMQR, "MM", "104", 2)
                .withAccounts(
                        AccountRule.of(
                                26,
                                26,
                                ByIdentifier.of(SchemeProfiles.MMQR_IDENTIFIER),
                                mandatory(
                                        AcquiredMerchant.MMQR.number(),
                                        ValueRule.of(Characters.DIGITS, 15, 15)),
                                optional(
                                        AcquiredMerchant.MMQR.terminal(),
                                        ValueRule.of(Characters.ANY, 1, 25))))
                .withFields(
                        mandatory(Tags.LANGUAGE, ValueRule.any())
                                .holding(
                                        mandatory(0, ValueRule.oneOf("MY", "my")),
                                        mandatory(1, ValueRule.any()),
                                        mandatory(2, ValueRule.any())))
                .tolerating(Tolerance.CRC_LOWER, Tolerance.PLAIN_UNRESERVED);
    }

    /**
     * Cambodia's KHQR: known by the account at the national system, which holds an at sign. Source:
     * the National Bank's own library 1.0.20.
     */
    static SchemeProfile khqr() {
        FieldRule sign =
                mandatory(Tags.IDENTIFIER, ValueRule.of(Characters.ANY, 3, 32).containing("@"));
        ValueRule upTo32 = ValueRule.of(Characters.ANY, 1, 32);
        return SchemeProfile.of(Scheme.KHQR, List.of("KH"), List.of("116", "840"), 2)
                .withAccounts(
                        AccountRule.of(
                                29,
                                30,
                                new ByContent(sign, Set.of()),
                                optional(KhqrAccount.NUMBER, upTo32),
                                optional(KhqrAccount.ACQUIRING_BANK, upTo32)))
                .withFields(
                        mandatoryWhenDynamic(KhqrAccount.TIMES, ValueRule.any())
                                .orTolerate(Tolerance.KHQR_WITHOUT_99))
                .tolerating(
                        Tolerance.CRC_LOWER, Tolerance.KHQR_WITHOUT_99, Tolerance.PLAIN_UNRESERVED);
    }

    /** Laos's LAO QR, as codes of several banks show it. */
    static SchemeProfile laoQr() {
        return SchemeProfile.of(Scheme.LAO_QR, "LA", "418", 2)
                .withAccounts(
                        AccountRule.of(
                                26,
                                51,
                                ByIdentifier.of(SchemeProfiles.LAO_QR_IDENTIFIER),
                                mandatory(
                                        LaoQrPayee.INSTITUTION,
                                        ValueRule.of(Characters.DIGITS, 8, 8)),
                                mandatory(
                                        LaoQrPayee.PAYMENT_TYPE,
                                        ValueRule.oneOf("001", "002", "003")),
                                mandatory(
                                        LaoQrPayee.RECEIVER, ValueRule.of(Characters.ANY, 1, 32))))
                .tolerating(
                        Tolerance.CRC_LOWER,
                        Tolerance.MISSING_52_59_60,
                        Tolerance.PLAIN_UNRESERVED);
    }
}
