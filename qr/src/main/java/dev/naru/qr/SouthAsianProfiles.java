// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.FieldRule.mandatory;
import static dev.naru.qr.FieldRule.optional;

import dev.naru.qr.AccountRule.ByContent;
import dev.naru.qr.AccountRule.ByIdentifier;
import dev.naru.qr.AccountRule.ByValue;
import dev.naru.qr.ValueRule.Characters;
import java.util.Set;

/** India, Sri Lanka, Nepal and Uzbekistan. */
final class SouthAsianProfiles {
    private SouthAsianProfiles() {}

    /**
     * India's BharatQR. Sources: a summary of specification 4.0.1 and codes seen. That 62-07 must
     * be there for RuPay is not asked, since it would depend on another field.
     */
    static SchemeProfile bharatQr() {
        ByValue card = new ByValue(ValueRule.of(Characters.DIGITS, 15, 16));
        ByValue account = new ByValue(ValueRule.of(Characters.LETTERS_AND_DIGITS, 12, 37));
        ByIdentifier rupay = ByIdentifier.of(SchemeProfiles.RUPAY_IDENTIFIER);
        ValueRule checked = ValueRule.any().checkedBy(CheckDigit.LUHN_AT_16);
        return SchemeProfile.of(Scheme.BHARAT_QR, "IN", "356", 2)
                .withAccounts(
                        AccountRule.of(BharatQrMerchant.VISA, BharatQrMerchant.RUPAY, card),
                        AccountRule.of(
                                BharatQrMerchant.BANK_ACCOUNT,
                                BharatQrMerchant.BANK_ACCOUNT,
                                account),
                        AccountRule.of(
                                BharatQrMerchant.UPI,
                                BharatQrMerchant.UPI,
                                rupay,
                                mandatory(1, ValueRule.any().containing("@"))),
                        AccountRule.of(
                                BharatQrMerchant.UPI_REFERENCE,
                                BharatQrMerchant.UPI_REFERENCE,
                                rupay,
                                optional(1, ValueRule.of(Characters.ANY, 4, 35)),
                                optional(2, ValueRule.of(Characters.ANY, 1, 26))
                                        .orTolerate(Tolerance.SECONDARY_FORM)),
                        AccountRule.of(
                                BharatQrMerchant.AADHAAR,
                                BharatQrMerchant.AADHAAR,
                                rupay,
                                mandatory(1, ValueRule.of(Characters.DIGITS, 12, 12))))
                .withFields(
                        optional(BharatQrMerchant.VISA, checked)
                                .orTolerate(Tolerance.CARD_CHECK_DIGIT),
                        optional(BharatQrMerchant.RUPAY, checked)
                                .orTolerate(Tolerance.CARD_CHECK_DIGIT),
                        optional(Tags.NAME, ValueRule.of(Characters.ANY, 1, 23))
                                .orTolerate(Tolerance.SECONDARY_FORM),
                        mandatory(Tags.POSTAL_CODE, ValueRule.any())
                                .orTolerate(Tolerance.SECONDARY_MISSING))
                .tolerating(
                        Tolerance.BYTE_LENGTHS,
                        Tolerance.CARD_CHECK_DIGIT,
                        Tolerance.CRC_LOWER,
                        Tolerance.PLAIN_UNRESERVED,
                        Tolerance.POI_MEDIUM,
                        Tolerance.SECONDARY_FORM,
                        Tolerance.SECONDARY_MISSING);
    }

    /**
     * Sri Lanka's LANKAQR: known by the 28 characters that stand where others have an identifier.
     * Sources: codes seen, and a third party's reading of specification 1.3.
     */
    static SchemeProfile lankaQr() {
        FieldRule block =
                mandatory(
                        Tags.IDENTIFIER,
                        ValueRule.of(
                                Characters.LETTERS_AND_DIGITS,
                                LankaQrMerchant.LENGTH,
                                LankaQrMerchant.LENGTH));
        return SchemeProfile.of(Scheme.LANKAQR, "LK", "144", 2)
                .withAccounts(AccountRule.of(26, 27, new ByContent(block, Set.of())))
                .withFields(
                        mandatory(Tags.ADDITIONAL, ValueRule.any())
                                .holding(
                                        mandatory(
                                                        AdditionalField.REFERENCE_LABEL.tag(),
                                                        ValueRule.any())
                                                .orTolerate(Tolerance.SECONDARY_MISSING))
                                .orTolerate(Tolerance.SECONDARY_MISSING))
                .tolerating(
                        Tolerance.CRC_LOWER,
                        Tolerance.PLAIN_UNRESERVED,
                        Tolerance.SECONDARY_MISSING,
                        Tolerance.SUB00_IN_62);
    }

    /**
     * Nepal's NEPALPAY QR: known by what the identifier begins with. Source: the technical
     * specification that its operator NCHL publishes, whose own samples write amounts of zero.
     */
    static SchemeProfile nepalPay() {
        FieldRule sign =
                mandatory(
                        Tags.IDENTIFIER,
                        ValueRule.of(Characters.LETTERS_AND_DIGITS, 13, 32)
                                .startingWith(NepalPayMerchant.PREFIX));
        return SchemeProfile.of(Scheme.NEPALPAY, "NP", "524", 2)
                .withAccounts(
                        AccountRule.of(
                                NepalPayMerchant.TAG,
                                NepalPayMerchant.TAG,
                                new ByContent(sign, Set.of())))
                .tolerating(
                        Tolerance.CRC_LOWER,
                        Tolerance.PLAIN_UNRESERVED,
                        Tolerance.TIP_EXTRA,
                        Tolerance.ZERO_AMOUNT);
    }

    /** Nepal's Fonepay, as seen in codes. */
    static SchemeProfile fonepay() {
        return SchemeProfile.of(Scheme.FONEPAY, "NP", "524", 2)
                .withAccounts(
                        AccountRule.of(
                                26,
                                51,
                                ByIdentifier.of(SchemeProfiles.FONEPAY_IDENTIFIER),
                                mandatory(AcquiredMerchant.FONEPAY.number(), ValueRule.any())
                                        .orTolerate(Tolerance.SECONDARY_MISSING),
                                optional(
                                                AcquiredMerchant.FONEPAY.number(),
                                                ValueRule.of(Characters.DIGITS, 16, 16))
                                        .orTolerate(Tolerance.SECONDARY_FORM)))
                .tolerating(
                        Tolerance.CRC_LOWER,
                        Tolerance.PLAIN_UNRESERVED,
                        Tolerance.SECONDARY_FORM,
                        Tolerance.SECONDARY_MISSING);
    }

    /**
     * Uzbekistan's QR-online: no specification is public, and these are the codes seen. They come
     * at the end of web addresses, which {@link QrClassifier} takes off.
     */
    static SchemeProfile qrOnline() {
        return SchemeProfile.of(Scheme.QR_ONLINE, "UZ", "860", 2)
                .withAccounts(
                        AccountRule.of(
                                26,
                                51,
                                ByIdentifier.of(SchemeProfiles.QR_ONLINE_IDENTIFIER),
                                mandatory(AcquiredMerchant.QR_ONLINE.number(), ValueRule.any()),
                                optional(
                                                AcquiredMerchant.QR_ONLINE.number(),
                                                ValueRule.of(Characters.LETTERS_AND_DIGITS, 18, 18))
                                        .orTolerate(Tolerance.SECONDARY_FORM)))
                .tolerating(
                        Tolerance.CITY_OVER_15,
                        Tolerance.CRC_LOWER,
                        Tolerance.NAME_OVER_25,
                        Tolerance.PLAIN_UNRESERVED,
                        Tolerance.POSTAL_OVER_10,
                        Tolerance.SECONDARY_FORM);
    }
}
