// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.FieldRule.mandatory;
import static dev.naru.qr.FieldRule.optional;

import dev.naru.qr.AccountRule.ByIdentifier;
import dev.naru.qr.AccountRule.ByValue;
import dev.naru.qr.ValueRule.Characters;
import java.util.List;
import java.util.Set;

/** South Korea, Japan, Hong Kong, and China's UnionPay, which stands in codes of any country. */
final class EastAsianProfiles {
    private static final ValueRule UNIONPAY =
            ValueRule.of(Characters.LETTERS_AND_DIGITS, UnionPayPart.LENGTH, UnionPayPart.LENGTH);

    private EastAsianProfiles() {}

    static SchemeProfile koreaEmv(Set<String> identifiers) {
        return new SchemeProfile(
                Scheme.KOREA_EMV,
                List.of("KR"),
                List.of("410"),
                0,
                512,
                List.of(
                        AccountRule.of(
                                26,
                                51,
                                new ByIdentifier(identifiers),
                                mandatory(
                                        KoreaEmvMerchant.MERCHANT_NUMBER,
                                        ValueRule.of(Characters.DIGITS, 9, 9)))),
                List.of(
                        optional(Tags.UNIONPAY, UNIONPAY),
                        optional(Tags.UNIONPAY_SECOND, UNIONPAY)),
                Set.of(Tolerance.CRC_LOWER, Tolerance.PLAIN_UNRESERVED));
    }

    static SchemeProfile zeroPay(Set<String> identifiers) {
        return SchemeProfile.of(Scheme.ZEROPAY, "KR", "410", 0)
                .withAccounts(AccountRule.of(26, 51, new ByIdentifier(identifiers)))
                .tolerating(Tolerance.CRC_LOWER, Tolerance.PLAIN_UNRESERVED);
    }

    /** UnionPay's 31 characters; what a code owes to its country is said by others. */
    static SchemeProfile unionPay() {
        return SchemeProfile.of(Scheme.UNIONPAY, List.of(), List.of(), 2)
                .withAccounts(
                        AccountRule.of(Tags.UNIONPAY, Tags.UNIONPAY_SECOND, new ByValue(UNIONPAY)))
                .tolerating(Tolerance.CRC_LOWER, Tolerance.PLAIN_UNRESERVED);
    }

    /** Japan's JPQR; its guideline's own sample shuffles the fields. */
    static SchemeProfile jpqr() {
        return SchemeProfile.of(Scheme.JPQR, "JP", "392", 0)
                .withAccounts(
                        AccountRule.of(
                                26,
                                51,
                                ByIdentifier.of(SchemeProfiles.JPQR_IDENTIFIER),
                                mandatory(
                                        AcquiredMerchant.JPQR.number(),
                                        ValueRule.of(Characters.LETTERS_AND_DIGITS, 13, 13)),
                                optional(2, ValueRule.of(Characters.LETTERS_AND_DIGITS, 4, 4)),
                                optional(3, ValueRule.of(Characters.LETTERS_AND_DIGITS, 6, 6)),
                                optional(4, ValueRule.of(Characters.LETTERS_AND_DIGITS, 6, 6))))
                .tolerating(Tolerance.CRC_LOWER, Tolerance.PLAIN_UNRESERVED);
    }

    /** Hong Kong's FPS. Sources: common QR code specification 1.0, FPS QR specification 1.2. */
    static SchemeProfile hkFps() {
        return SchemeProfile.of(Scheme.HK_FPS, List.of("HK"), List.of("344", "156"), 2)
                .withAccounts(
                        AccountRule.of(
                                        26,
                                        51,
                                        ByIdentifier.of(SchemeProfiles.HK_FPS_IDENTIFIER),
                                        optional(
                                                FpsRecipient.CLEARING_CODE,
                                                ValueRule.of(Characters.DIGITS, 3, 3)),
                                        optional(
                                                FpsRecipient.FPS_ID,
                                                ValueRule.of(Characters.DIGITS, 7, 9)))
                                .withOneOf(
                                        FpsRecipient.FPS_ID,
                                        FpsRecipient.MOBILE,
                                        FpsRecipient.EMAIL))
                .tolerating(Tolerance.CRC_LOWER, Tolerance.PLAIN_UNRESERVED);
    }
}
