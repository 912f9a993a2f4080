// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.Samples.changed;
import static dev.naru.qr.Samples.code;
import static dev.naru.qr.Samples.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every tolerance is named where nothing forbids it, and refused by a profile without it. */
class ToleranceTest {
    private static final String PLAIN =
            sealed("00020101021126110007FERRY.A5204581253039995802QQ5904SHOP6004TOWN");

    private static final String KHQR_TIMES = "9934" + "00131775000000000" + "01131775000600000";

    private static final SchemeProfile STRICT =
            new SchemeProfile(
                    Scheme.KOREA_EMV,
                    List.of("QQ"),
                    List.of("999"),
                    2,
                    512,
                    List.of(AccountRule.of(26, 26, AccountRule.ByIdentifier.of("FERRY.A"))),
                    List.of(),
                    Set.of());

    @ParameterizedTest
    @EnumSource(Tolerance.class)
    void isReported(Tolerance tolerance) {
        QrReader reader =
                tolerance == Tolerance.NCHL_DOUBLE_00
                        ? NationalSchemesTest.tolerant()
                        : new QrReader(SchemeProfiles.standard());
        MerchantCode code = code(reader.read(text(tolerance)));
        assertThat(code.tolerances()).containsExactly(tolerance);
        assertThat(code.deviations().getFirst().offset()).isBetween(0, code.text().length());
    }

    @ParameterizedTest
    @EnumSource(Tolerance.class)
    void isRefusedByAProfileWithoutIt(Tolerance tolerance) {
        QrErrorCode refusal =
                switch (tolerance) {
                    // These also break what every profile asks of currency and country.
                    case CURRENCY_FORM -> QrErrorCode.CURRENCY_NOT_OF_SCHEME;
                    case COUNTRY_FORM -> QrErrorCode.COUNTRY_NOT_OF_SCHEME;
                    default -> tolerance.refusal();
                };
        assertThat(refusedBy(tolerance).code()).isEqualTo(refusal);
    }

    /** The error of a reader that tolerates nothing. */
    static QrError refusedBy(Tolerance tolerance) {
        List<SchemeProfile> strict = new ArrayList<>(List.of(STRICT));
        SchemeProfiles.standard().forEach(profile -> strict.add(withoutTolerances(profile)));
        QrReader reader = new QrReader(strict);
        return Samples.error(reader.read(text(tolerance)));
    }

    private static SchemeProfile withoutTolerances(SchemeProfile profile) {
        return new SchemeProfile(
                profile.scheme(),
                profile.countries(),
                profile.currencies(),
                profile.amountDecimals(),
                profile.maxLength(),
                profile.accounts(),
                profile.fields(),
                Set.of());
    }

    private static String text(Tolerance tolerance) {
        MerchantCode qris = Samples.staticQris();
        return switch (tolerance) {
            case PFI_02 -> plain("000201", "000202");
            case POI_MEDIUM -> plain("010211", "010232");
            case CRC_LOWER -> lowerCase();
            case BYTE_LENGTHS -> plain("5904SHOP", "5906나루");
            case EMPTY_VALUE -> plain("5904SHOP", "5904SHOP6100");
            case PLAIN_TEMPLATE -> plain("5904SHOP", "5904SHOP6205NOTES");
            case PLAIN_UNRESERVED -> plain("5904SHOP", "5904SHOP8205NOTES");
            case MISSING_52_59_60 -> plain("5904SHOP", "");
            case SUB00_IN_62 -> plain("5904SHOP", "5904SHOP62050001X");
            case NAME_OVER_25 -> plain("5904SHOP", "5926" + "NAME IS LONG ".repeat(2));
            case CITY_OVER_15 -> plain("6004TOWN", "6016A TOWN OF 16 CHR");
            case POSTAL_OVER_10 -> plain("6004TOWN", "6004TOWN611112345678901");
            case MCC_FORM -> plain("52045812", "5203581");
            case CURRENCY_FORM -> plain("5303999", "5303QQX");
            case COUNTRY_FORM -> plain("5802QQ", "5802qq");
            case ZERO_AMOUNT -> plain("5904SHOP", "54040.005904SHOP");
            case TIP_EXTRA -> plain("5904SHOP", "5601" + "5" + "5904SHOP");
            case QRIS_WITHOUT_51 -> sealed(Samples.body(qris.text()).replaceFirst("5144.{44}", ""));
            case PAN_UNUSUAL -> qris(Samples.PAN.substring(0, 15), Samples.NMID);
            case NMID_UNUSUAL -> qris(Samples.PAN, "000000000000000");
            case NMID_CHECK_DIGIT -> changed(qris, "ID102600000123", "ID102600000124");
            case CARD_CHECK_DIGIT ->
                    changed(
                            NationalSamples.of(Scheme.BHARAT_QR),
                            NationalSamples.RUPAY,
                            Luhn.append("508850012345679").substring(0, 15)
                                    + NationalSamples.RUPAY.charAt(15));
            case OTHER_CURRENCY -> changed(NationalSamples.of(Scheme.PAYNOW), "5303702", "5303840");
            case OTHER_COUNTRY -> changed(NationalSamples.of(Scheme.PAYNOW), "5802SG", "5802US");
            case EXPIRY_FORM -> changed(NationalSamples.of(Scheme.PAYNOW), "20380119", "20381319");
            case KHQR_WITHOUT_99 -> changed(NationalSamples.of(Scheme.KHQR), KHQR_TIMES, "");
            case SECONDARY_MISSING ->
                    changed(
                            NationalSamples.of(Scheme.LANKAQR),
                            "051626040100001-0002",
                            "0116BILL-26040100001");
            case SECONDARY_FORM -> NationalSamples.payNow(PayNowRecipient.OTHER, "20380119").text();
            case NCHL_DOUBLE_00 -> {
                String body = Samples.body(NationalSamples.of(Scheme.NEPALPAY).text());
                yield "000201000201" + sealed(body.substring("000201".length()));
            }
        };
    }

    private static String plain(String part, String by) {
        return changed(code(Qr.read(PLAIN)), part, by);
    }

    private static String qris(String pan, String nmid) {
        return MerchantCodeComposer.qris(Presentation.STATIC)
                .add(QrisMerchant.acquirer("ID.CO.CONTOH.WWW", pan, "MELATI01", "UMI"))
                .add(QrisMerchant.repository(nmid, "UMI"))
                .category("5812")
                .merchant("WARUNG MELATI", "BANDUNG", "40115")
                .compose()
                .text();
    }

    /** The first of a row of names whose check value has a letter, in lower case. */
    private static String lowerCase() {
        for (char name = 'A'; name <= 'Z'; name++) {
            String text = plain("5904SHOP", "5904SHO" + name);
            String crc = text.substring(text.length() - 4);
            if (!crc.equals(crc.toLowerCase(Locale.ROOT))) {
                return text.substring(0, text.length() - 4) + crc.toLowerCase(Locale.ROOT);
            }
        }
        throw new AssertionError("no check value with a letter");
    }
}
