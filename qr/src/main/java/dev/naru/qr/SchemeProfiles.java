// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.FieldRule.mandatory;
import static dev.naru.qr.FieldRule.mandatoryWhenStatic;
import static dev.naru.qr.FieldRule.optional;

import dev.naru.qr.AccountRule.ByContent;
import dev.naru.qr.AccountRule.ByIdentifier;
import dev.naru.qr.ValueRule.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** RuPay's and BharatQR's, in India. */
    public static final String RUPAY_IDENTIFIER = "A000000524";

    /** NAPAS's, for VietQR. */
    public static final String VIETQR_IDENTIFIER = "A000000727";

    /** VNPAY's. */
    public static final String VNPAY_IDENTIFIER = "A000000775";

    /** PromptPay's, for transfers. */
    public static final String PROMPTPAY_IDENTIFIER = "A000000677010111";

    /** PromptPay's, for transfers under a one-time authorisation. */
    public static final String PROMPTPAY_ONE_TIME_IDENTIFIER = "A000000677010114";

    /** Thailand's, for bills. */
    public static final String THAI_BILL_IDENTIFIER = "A000000677010112";

    /** Thailand's, for bills paid from abroad. */
    public static final String THAI_BILL_ABROAD_IDENTIFIER = "A000000677012006";

    /** PayNow's. */
    public static final String PAYNOW_IDENTIFIER = "SG.PAYNOW";

    /** That of the number of a Singaporean label. */
    public static final String SGQR_IDENTIFIER = "SG.SGQR";

    /** DuitNow's. */
    public static final String DUITNOW_IDENTIFIER = "A0000006150001";

    /** QR Ph's, to merchants. */
    public static final String QRPH_P2M_IDENTIFIER = "ph.ppmi.p2m";

    /** QR Ph's, between people. */
    public static final String QRPH_P2P_IDENTIFIER = "com.p2pqrpay";

    /** JPQR's. */
    public static final String JPQR_IDENTIFIER = "jp.or.paymentsjapan";

    /** MMQR's. */
    public static final String MMQR_IDENTIFIER = "com.mmqrpay.www";

    /** Fonepay's. */
    public static final String FONEPAY_IDENTIFIER = "fonepay.com";

    /** QR-online's. */
    public static final String QR_ONLINE_IDENTIFIER = "qr-online.uz";

    /** LAO QR's. */
    public static final String LAO_QR_IDENTIFIER = "A005266284662577";

    /** That of Hong Kong's Faster Payment System. */
    public static final String HK_FPS_IDENTIFIER = "hk.com.hkicl";

    /** The transfer category: QRIS codes of this category pay people, not merchants. */
    private static final String MONEY_TRANSFER = "4829";

    private static final String INDONESIA = "ID";
    private static final String RUPIAH = "360";

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

    private static final List<SchemeProfile> STANDARD =
            List.of(
                    qris(),
                    qrisTransfer(),
                    koreaEmv(Set.of(KOREA_EMV_IDENTIFIER)),
                    SouthAsianProfiles.bharatQr(),
                    SoutheastAsianProfiles.vietQr(),
                    SoutheastAsianProfiles.vnpay(),
                    SoutheastAsianProfiles.promptPay(),
                    SoutheastAsianProfiles.thaiBillPayment(),
                    SoutheastAsianProfiles.thaiPaymentInnovation(),
                    SoutheastAsianProfiles.payNow(),
                    SoutheastAsianProfiles.sgqr(),
                    SoutheastAsianProfiles.duitNow(),
                    SoutheastAsianProfiles.qrPhMerchants(),
                    SoutheastAsianProfiles.qrPhPeople(),
                    EastAsianProfiles.unionPay(),
                    EastAsianProfiles.jpqr(),
                    SoutheastAsianProfiles.mmqr(),
                    SouthAsianProfiles.lankaQr(),
                    SouthAsianProfiles.nepalPay(),
                    SouthAsianProfiles.fonepay(),
                    SouthAsianProfiles.qrOnline(),
                    SoutheastAsianProfiles.khqr(),
                    SoutheastAsianProfiles.laoQr(),
                    EastAsianProfiles.hkFps());

    private SchemeProfiles() {}

    /** Every profile of this library, with the public identifiers. */
    public static List<SchemeProfile> standard() {
        return STANDARD;
    }

    /**
     * The standard profile of {@code scheme}; empty for {@link Scheme#UNKNOWN}, and for those whose
     * identifier is not public or whose codes are no merchant-presented ones.
     */
    public static Optional<SchemeProfile> of(Scheme scheme) {
        return STANDARD.stream().filter(profile -> profile.scheme() == scheme).findFirst();
    }

    /**
     * Every profile of this library, those of {@code own} in the place of the standard ones of the
     * same scheme, or before all others where there is none.
     */
    public static List<SchemeProfile> standardWith(SchemeProfile... own) {
        List<SchemeProfile> all = new ArrayList<>(List.of(own));
        STANDARD.stream()
                .filter(
                        standard ->
                                List.of(own).stream()
                                        .noneMatch(mine -> mine.scheme() == standard.scheme()))
                .forEach(all::add);
        return List.copyOf(all);
    }

    /**
     * Indonesia's QRIS to merchants, static and dynamic. Sources: the rules of the central bank's
     * QRIS specification as licensed providers quote them, and codes seen. Transfers between people
     * (category 4829) are {@link #qrisTransfer}.
     */
    public static SchemeProfile qris() {
        AccountRule acquirer =
                AccountRule.of(
                        26,
                        45,
                        new ByContent(QRIS_PAN_SIGN, Set.of(MONEY_TRANSFER)),
                        mandatory(1, ValueRule.of(Characters.DIGITS, 16, 19))
                                .orTolerate(Tolerance.PAN_UNUSUAL),
                        mandatory(1, ValueRule.any().checkedBy(CheckDigit.LUHN_AT_19)),
                        optional(2, ValueRule.of(Characters.ANY, 1, 15)),
                        optional(3, ValueRule.of(Characters.CAPITALS, 3, 3)));
        AccountRule repository =
                AccountRule.of(
                        51,
                        51,
                        ByIdentifier.of(QRIS_REPOSITORY, QRIS_REPOSITORY_EARLIER),
                        mandatory(2, ValueRule.any()),
                        optional(2, ValueRule.of(Characters.DIGITS, 15, 15).startingWith("ID"))
                                .orTolerate(Tolerance.NMID_UNUSUAL),
                        optional(2, ValueRule.any().checkedBy(CheckDigit.LUHN))
                                .orTolerate(Tolerance.NMID_CHECK_DIGIT),
                        optional(3, ValueRule.of(Characters.CAPITALS, 3, 3)));
        return new SchemeProfile(
                Scheme.QRIS,
                List.of(INDONESIA),
                List.of(RUPIAH),
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
     * Indonesia's QRIS to people: an account in 40, category 4829, always dynamic. Source: a
     * licensed provider's library.
     */
    public static SchemeProfile qrisTransfer() {
        return SchemeProfile.of(Scheme.QRIS_TRANSFER, INDONESIA, RUPIAH, 2)
                .withAccounts(
                        AccountRule.of(
                                QrisTransfer.TAG,
                                QrisTransfer.TAG,
                                new ByContent(QRIS_PAN_SIGN, Set.of()),
                                mandatory(
                                        QrisTransfer.PAN,
                                        ValueRule.of(Characters.DIGITS, 16, 19)
                                                .checkedBy(CheckDigit.LUHN_AT_19)),
                                optional(
                                        QrisTransfer.BENEFICIARY_ID,
                                        ValueRule.of(Characters.ANY, 1, 15)),
                                optional(
                                        QrisTransfer.BIC,
                                        ValueRule.of(Characters.LETTERS_AND_DIGITS, 8, 11))))
                .withFields(
                        mandatory(Tags.PRESENTATION, ValueRule.oneOf("12")),
                        mandatory(Tags.CATEGORY, ValueRule.oneOf(MONEY_TRANSFER)),
                        mandatory(Tags.POSTAL_CODE, ValueRule.any()),
                        mandatory(Tags.ADDITIONAL, ValueRule.any())
                                .holding(
                                        mandatory(AdditionalField.PURPOSE.tag(), ValueRule.any())
                                                .orTolerate(Tolerance.SECONDARY_MISSING),
                                        optional(
                                                        AdditionalField.PURPOSE.tag(),
                                                        ValueRule.oneOf("BOOK", "DMCT", "XBCT"))
                                                .orTolerate(Tolerance.SECONDARY_FORM))
                                .orTolerate(Tolerance.SECONDARY_MISSING))
                .tolerating(
                        Tolerance.CRC_LOWER,
                        Tolerance.PLAIN_UNRESERVED,
                        Tolerance.SECONDARY_FORM,
                        Tolerance.SECONDARY_MISSING);
    }

    /**
     * South Korea's EMV code as BC Card publishes it: an account in 26 with the merchant's number,
     * a UnionPay part in 15, amounts in whole won.
     *
     * @param identifiers the identifiers that mean this layout. Only {@link #KOREA_EMV_IDENTIFIER}
     *     is public; those of other Korean systems come from whoever joined them
     */
    public static SchemeProfile koreaEmv(Set<String> identifiers) {
        return EastAsianProfiles.koreaEmv(identifiers);
    }

    /**
     * South Korea's ZeroPay, of whose layout nothing is public: only that its accounts are known by
     * an identifier in 26 to 51, and that it is paid in won.
     *
     * @param identifiers what whoever joined the system was told
     */
    public static SchemeProfile zeroPay(Set<String> identifiers) {
        return EastAsianProfiles.zeroPay(identifiers);
    }
}
