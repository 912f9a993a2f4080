// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.Samples.NMID;
import static dev.naru.qr.Samples.PAN;
import static dev.naru.qr.Samples.changed;
import static dev.naru.qr.Samples.code;
import static dev.naru.qr.Samples.error;
import static dev.naru.qr.Samples.errorCode;
import static dev.naru.qr.Samples.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QrisTest {
    @Test
    void readsAStaticCode() {
        MerchantCode code = Samples.staticQris();
        assertThat(code.presentation()).isEqualTo(Presentation.STATIC);
        assertThat(code.schemes()).containsExactly(Scheme.QRIS);
        assertThat(code.qris())
                .contains(
                        new QrisMerchant(
                                Optional.of("ID.CO.CONTOH.WWW"),
                                Optional.of(PAN),
                                Optional.of("MELATI01"),
                                Optional.of("ID.CO.QRIS.WWW"),
                                Optional.of(NMID),
                                Optional.of("UMI")));
        assertThat(code.amount()).isEmpty();
        assertThat(code.currency()).contains("360");
        assertThat(code.country()).contains("ID");
        assertThat(code.merchantCategory()).contains("5812");
        assertThat(code.merchantName()).contains(new DisplayText("WARUNG MELATI"));
        assertThat(code.merchantCity()).contains(new DisplayText("BANDUNG"));
        assertThat(code.postalCode()).contains(new DisplayText("40115"));
        assertThat(code.additional(AdditionalField.TERMINAL_LABEL)).contains("A01");
        assertThat(code.tip()).isEqualTo(new Tip.None());
        assertThat(code.tolerances()).isEmpty();
        assertThat(code.displayHazards()).isEmpty();
        assertThat(code.koreaEmv()).isEmpty();
        assertThat(code.localized()).isEmpty();
    }

    @Test
    void readsADynamicCode() {
        MerchantCode code = Samples.dynamicQris();
        QrAmount amount = code.amount().orElseThrow();
        assertThat(code.presentation()).isEqualTo(Presentation.DYNAMIC);
        assertThat(amount.text()).isEqualTo("187500.00");
        assertThat(amount.toMinor(2)).isEqualTo(new MinorAmount.Exact(18_750_000));
        assertThat(amount.toMinor(0)).isEqualTo(new MinorAmount.Exact(187_500));
        assertThat(code.tip())
                .isInstanceOfSatisfying(
                        Tip.Fixed.class,
                        tip ->
                                assertThat(tip.amount().toMinor(2))
                                        .isEqualTo(new MinorAmount.Exact(250_000)));
        assertThat(code.additional(AdditionalField.BILL_NUMBER)).contains("NOTA-88");
        assertThat(code.additional(AdditionalField.REFERENCE_LABEL)).contains("REF20260401A");
        assertThat(code.qris().orElseThrow().criteria()).contains("UMI");
        assertThat(code.tolerances()).isEmpty();
    }

    @Test
    void listsItsAccountsInOrder() {
        assertThat(Samples.staticQris().accounts())
                .extracting(MerchantAccount::tag, MerchantAccount::scheme)
                .containsExactly(tuple(26, Scheme.QRIS), tuple(51, Scheme.QRIS));
    }

    @Test
    void knowsTheEarlierRepositoryAndIdentifiersInAnyCase() {
        String earlier = changed(Samples.staticQris(), "51440014ID.CO.QRIS", "51450015id.or.gpnqr");
        assertThat(code(Qr.read(earlier)).qris().orElseThrow().repositoryIdentifier())
                .contains("id.or.gpnqr.WWW");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # part of the static code | replaced by          | tolerance
                    5204581253                | 520358153            | MCC_FORM
                    5913WARUNG MELATI         | 5926WARUNG MELATI DAN ANGGREK. | NAME_OVER_25
                    6007BANDUNG               | 6016BANDUNG LEMBANG. | CITY_OVER_15
                    0215ID                    | 0215IX               | NMID_UNUSUAL
                    ID102600000123            | ID102600000124       | NMID_CHECK_DIGIT
                    62070703A01               | 62070703A018003ABC   | PLAIN_UNRESERVED
                    """)
    void putsUpWithWhatHangsInShopsAndSaysSo(String part, String by, Tolerance tolerance) {
        MerchantCode code = code(Qr.read(changed(Samples.staticQris(), part, by)));
        assertThat(code.schemes()).containsExactly(Scheme.QRIS);
        assertThat(code.tolerances()).containsExactly(tolerance);
    }

    @Test
    void putsUpWithAStaticCodeOutsideTheRepository() {
        String body = Samples.body(Samples.staticQris().text());
        String without = body.replaceFirst("5144.{44}", "");
        MerchantCode code = code(Qr.read(sealed(without)));
        assertThat(code.tolerances()).containsExactly(Tolerance.QRIS_WITHOUT_51);
        assertThat(code.qris().orElseThrow().nmid()).isEmpty();
        assertThat(code.qris().orElseThrow().merchantPan()).contains(PAN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # part of the dynamic code | replaced by          | refusal
                    5303360                    | 5303840              | CURRENCY_NOT_OF_SCHEME
                    5303360                    | 5303I60              | CURRENCY_NOT_OF_SCHEME
                    5802ID                     | 5802MY               | COUNTRY_NOT_OF_SCHEME
                    610540115                  | ''                   | FIELD_MISSING
                    5913WARUNG MELATI          | ''                   | FIELD_MISSING
                    5913WARUNG MELATI          | '5913WARUNG|MELATI'  | FIELD_FORMAT
                    000201                     | 000202               | FORMAT_INDICATOR_UNKNOWN
                    000201                     | 000203               | FORMAT_INDICATOR_UNKNOWN
                    010212                     | 010213               | PRESENTATION_UNKNOWN
                    010212                     | 010222               | PRESENTATION_UNKNOWN
                    5409187500.00              | 540818,50000         | AMOUNT_FORMAT
                    5409187500.00              | 5409+87500.00        | AMOUNT_FORMAT
                    5409187500.00              | 5409187.50.00        | AMOUNT_FORMAT
                    5409187500.00              | 5414187500.0000000   | AMOUNT_FORMAT
                    5409187500.00              | 54041E10             | AMOUNT_FORMAT
                    5409187500.00              | 5404.500             | AMOUNT_FORMAT
                    5409187500.00              | 5404１.00            | AMOUNT_FORMAT
                    5409187500.00              | 5410187500.005       | AMOUNT_DECIMALS
                    5409187500.00              | 54040.00             | AMOUNT_ZERO
                    5409187500.00              | 5400                 | AMOUNT_FORMAT
                    56042500                   | ''                   | TIP_INCONSISTENT
                    5502025604                 | 5502035604           | TIP_INCONSISTENT
                    5502025604                 | 5502015604           | TIP_INCONSISTENT
                    5502025604                 | 5502045604           | TIP_INCONSISTENT
                    5502025604                 | 5604                 | TIP_INCONSISTENT
                    550202                     | 55020257015          | TIP_INCONSISTENT
                    6007BANDUNG                | 6000                 | LENGTH_ZERO
                    """)
    void refusesWhatItDoesNotPutUpWith(String part, String by, QrErrorCode code) {
        assertThat(errorCode(changed(Samples.dynamicQris(), part, by))).isEqualTo(code);
    }

    @Test
    void refusesAMerchantNumberOf19DigitsWithAWrongCheckDigit() {
        String right = Luhn.append(PAN);
        String wrong = PAN + (right.endsWith("0") ? "1" : "0");
        assertThat(withPan(right)).isInstanceOf(MerchantCode.class);
        QrError error = error(withPan(wrong));
        assertThat(error.code()).isEqualTo(QrErrorCode.CHECK_DIGIT);
        assertThat(error.field()).isEqualTo("26-01");
        assertThat(withPan(wrong).text().substring(error.offset())).startsWith(wrong);
    }

    private static QrReading withPan(String pan) {
        return MerchantCodeComposer.qris(Presentation.STATIC)
                .add(QrisMerchant.acquirer("ID.CO.CONTOH.WWW", pan, "MELATI01", "UMI"))
                .add(QrisMerchant.repository(NMID, "UMI"))
                .category("5812")
                .merchant("WARUNG MELATI", "BANDUNG", "40115")
                .compose();
    }

    @Test
    void takesATransferBetweenPeopleForNoMerchant() {
        String body = Samples.body(Samples.dynamicQris().text());
        String transfer =
                body.replaceFirst("5144.{44}", "")
                        .replaceFirst("^(.{12})26", "$140")
                        .replace("52045812", "52044829");
        MerchantCode code = code(Qr.read(sealed(transfer)));
        assertThat(code.schemes()).containsExactly(Scheme.QRIS_TRANSFER);
        assertThat(code.qris()).isEmpty();
    }

    @Test
    void leavesAnAcquirersAccountInAnotherCountryUnknown() {
        String body = Samples.body(Samples.dynamicQris().text());
        String elsewhere = body.replaceFirst("5144.{44}", "").replace("5802ID", "5802SG");
        assertThat(code(Qr.read(sealed(elsewhere))).schemes()).isEmpty();
    }

    @Test
    void refusesMoreThan512CharactersThoughTheGrammarTakesMore() {
        StringBuilder extra = new StringBuilder(Samples.body(Samples.staticQris().text()));
        for (int tag = 65; tag < 69; tag++) {
            extra.append(tag).append("99").append("x".repeat(99));
        }
        assertThat(errorCode(sealed(extra.toString()))).isEqualTo(QrErrorCode.TOO_LONG);
    }

    @Test
    void readsAPercentageAndAPromptedTip() {
        String percent = changed(Samples.dynamicQris(), "55020256042500", "55020357042.75");
        assertThat(code(Qr.read(percent)).tip())
                .isInstanceOfSatisfying(
                        Tip.Percentage.class,
                        tip -> {
                            assertThat(tip.percent().unscaled()).isEqualTo(275);
                            assertThat(tip.percent().scale()).isEqualTo(2);
                        });
        String prompted = changed(Samples.dynamicQris(), "55020256042500", "550201");
        assertThat(code(Qr.read(prompted)).tip()).isEqualTo(new Tip.Prompted());
        String all = changed(Samples.dynamicQris(), "55020256042500", "5502035703100");
        assertThat(errorCode(all)).isEqualTo(QrErrorCode.TIP_INCONSISTENT);
    }

    @Test
    void isNotTakenInByALetterThatOnlyFoldsToTheSame() {
        String dotless = changed(Samples.staticQris(), "ID.CO.QRIS", "\u0131D.CO.QRIS");
        assertThat(code(Qr.read(dotless)).accounts())
                .extracting(MerchantAccount::tag, MerchantAccount::scheme)
                .containsExactly(tuple(26, Scheme.QRIS), tuple(51, Scheme.UNKNOWN));
    }
}
