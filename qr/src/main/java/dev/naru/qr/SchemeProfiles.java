// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.FieldRule.mandatory;
import static dev.naru.qr.FieldRule.mandatoryWhenStatic;
import static dev.naru.qr.FieldRule.optional;

import dev.naru.qr.AccountRule.ByContent;
import dev.naru.qr.AccountRule.ByIdentifier;
import dev.naru.qr.ValueRule.Characters;
import java.util.List;
import java.util.Set;

/**
 * The profiles of the schemes, and the rules of the specification that hold for all of them. What a
 * scheme does differently is a line in here, not a branch in the code.
 */
public final class SchemeProfiles {
    /** The identifier of the Korean EMV code, under the Korean registered identifier D410000001. */
    public static final String KOREA_EMV_IDENTIFIER = "D4100000014010";

    /** The identifier of Indonesia's national merchant repository in field 51. */
    public static final String QRIS_REPOSITORY = "ID.CO.QRIS.WWW";

    /** The repository's earlier identifier, still on many walls. */
    public static final String QRIS_REPOSITORY_EARLIER = "ID.OR.GPNQR.WWW";

    /** The transfer category: QRIS codes of this category pay people, not merchants. */
    private static final String MONEY_TRANSFER = "4829";

    /**
     * EMVCo merchant-presented specification 1.0, tables 3.4 and 3.5. Amounts and tips depend on
     * each other and are judged in {@link RuleCheck}.
     */
    static final List<FieldRule> EMVCO =
            List.of(
                    mandatory(Tags.FORMAT_INDICATOR, ValueRule.oneOf("01", "02"))
                            .orRefuse(QrErrorCode.FORMAT_INDICATOR_UNKNOWN),
                    mandatory(Tags.FORMAT_INDICATOR, ValueRule.oneOf("01"))
                            .orTolerate(Tolerance.PFI_02),
                    optional(Tags.PRESENTATION, ValueRule.oneOf("11", "12", "21", "22", "31", "32"))
                            .orRefuse(QrErrorCode.PRESENTATION_UNKNOWN),
                    optional(Tags.PRESENTATION, ValueRule.oneOf("11", "12"))
                            .orTolerate(Tolerance.POI_MEDIUM),
                    mandatory(Tags.CATEGORY, ValueRule.any())
                            .orTolerate(Tolerance.MISSING_52_59_60),
                    optional(Tags.CATEGORY, ValueRule.of(Characters.DIGITS, 4, 4))
                            .orTolerate(Tolerance.MCC_FORM),
                    mandatory(Tags.CURRENCY, ValueRule.any()),
                    optional(Tags.CURRENCY, ValueRule.of(Characters.DIGITS, 3, 3))
                            .orTolerate(Tolerance.CURRENCY_FORM),
                    mandatory(Tags.COUNTRY, ValueRule.any()),
                    optional(Tags.COUNTRY, ValueRule.of(Characters.CAPITALS, 2, 2))
                            .orTolerate(Tolerance.COUNTRY_FORM),
                    mandatory(Tags.NAME, ValueRule.any()).orTolerate(Tolerance.MISSING_52_59_60),
                    optional(Tags.NAME, ValueRule.of(Characters.ANY, 1, 25))
                            .orTolerate(Tolerance.NAME_OVER_25),
                    mandatory(Tags.CITY, ValueRule.any()).orTolerate(Tolerance.MISSING_52_59_60),
                    optional(Tags.CITY, ValueRule.of(Characters.ANY, 1, 15))
                            .orTolerate(Tolerance.CITY_OVER_15),
                    optional(Tags.POSTAL_CODE, ValueRule.of(Characters.ANY, 1, 10))
                            .orTolerate(Tolerance.POSTAL_OVER_10));

    private static final FieldRule QRIS_PAN_SIGN =
            mandatory(1, ValueRule.of(Characters.DIGITS, 15, 19).startingWith("9360"));

    private SchemeProfiles() {}

    /** Every profile of this library, with the public identifiers. */
    public static List<SchemeProfile> standard() {
        return List.of(qris(), koreaEmv(Set.of(KOREA_EMV_IDENTIFIER)));
    }

    /**
     * Indonesia's QRIS to merchants, static and dynamic. Sources: the rules of the central bank's
     * QRIS specification as licensed providers quote them, and codes seen. Transfers between people
     * (category 4829) are not merchant codes and stay unknown.
     */
    public static SchemeProfile qris() {
        AccountRule acquirer =
                new AccountRule(
                        26,
                        45,
                        new ByContent(QRIS_PAN_SIGN, Set.of(MONEY_TRANSFER)),
                        List.of(
                                mandatory(1, ValueRule.of(Characters.DIGITS, 16, 19))
                                        .orTolerate(Tolerance.PAN_UNUSUAL),
                                mandatory(1, ValueRule.any().checkedBy(CheckDigit.LUHN_AT_19)),
                                optional(2, ValueRule.of(Characters.ANY, 1, 15)),
                                optional(3, ValueRule.of(Characters.CAPITALS, 3, 3))));
        AccountRule repository =
                new AccountRule(
                        51,
                        51,
                        new ByIdentifier(Set.of(QRIS_REPOSITORY, QRIS_REPOSITORY_EARLIER)),
                        List.of(
                                mandatory(2, ValueRule.any()),
                                optional(
                                                2,
                                                ValueRule.of(Characters.DIGITS, 15, 15)
                                                        .startingWith("ID"))
                                        .orTolerate(Tolerance.NMID_UNUSUAL),
                                optional(2, ValueRule.any().checkedBy(CheckDigit.LUHN))
                                        .orTolerate(Tolerance.NMID_CHECK_DIGIT),
                                optional(3, ValueRule.of(Characters.CAPITALS, 3, 3))));
        return new SchemeProfile(
                Scheme.QRIS,
                "ID",
                "360",
                2,
                512,
                List.of(acquirer, repository),
                List.of(
                        mandatoryWhenStatic(51, ValueRule.any())
                                .orTolerate(Tolerance.QRIS_WITHOUT_51),
                        mandatory(Tags.POSTAL_CODE, ValueRule.any()),
                        optional(Tags.NAME, ValueRule.of(Characters.ANY_BUT_BAR, 1, 99)),
                        optional(Tags.CITY, ValueRule.of(Characters.ANY_BUT_BAR, 1, 99))),
                Set.of(
                        Tolerance.CRC_LOWER,
                        Tolerance.MCC_FORM,
                        Tolerance.NAME_OVER_25,
                        Tolerance.CITY_OVER_15,
                        Tolerance.PLAIN_UNRESERVED,
                        Tolerance.QRIS_WITHOUT_51,
                        Tolerance.PAN_UNUSUAL,
                        Tolerance.NMID_UNUSUAL,
                        Tolerance.NMID_CHECK_DIGIT));
    }

    /**
     * South Korea's EMV code as BC Card publishes it: an account in 26 with the merchant's number,
     * a UnionPay part in 15, amounts in whole won.
     *
     * @param identifiers the identifiers that mean this layout. Only {@link #KOREA_EMV_IDENTIFIER}
     *     is public; those of other Korean systems come from whoever joined them
     */
    public static SchemeProfile koreaEmv(Set<String> identifiers) {
        ValueRule unionPay =
                ValueRule.of(
                        Characters.LETTERS_AND_DIGITS, UnionPayPart.LENGTH, UnionPayPart.LENGTH);
        return new SchemeProfile(
                Scheme.KOREA_EMV,
                "KR",
                "410",
                0,
                512,
                List.of(
                        new AccountRule(
                                26,
                                51,
                                new ByIdentifier(identifiers),
                                List.of(
                                        mandatory(
                                                KoreaEmvMerchant.MERCHANT_NUMBER,
                                                ValueRule.of(Characters.DIGITS, 9, 9))))),
                List.of(
                        optional(Tags.UNIONPAY, unionPay),
                        optional(Tags.UNIONPAY_SECOND, unionPay)),
                Set.of(Tolerance.CRC_LOWER, Tolerance.PLAIN_UNRESERVED));
    }
}
