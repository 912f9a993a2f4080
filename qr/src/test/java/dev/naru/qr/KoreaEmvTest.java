// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.Samples.changed;
import static dev.naru.qr.Samples.code;
import static dev.naru.qr.Samples.errorCode;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KoreaEmvTest {
    @Test
    void readsACode() {
        MerchantCode code = Samples.korean();
        assertThat(code.schemes()).containsExactly(Scheme.UNIONPAY, Scheme.KOREA_EMV);
        assertThat(code.koreaEmv())
                .contains(
                        new KoreaEmvMerchant(
                                "D4100000014010", "000450017", Optional.of(Samples.UNION_PAY)));
        assertThat(code.amount().orElseThrow().toMinor(0)).isEqualTo(new MinorAmount.Exact(12_800));
        assertThat(code.currency()).contains("410");
        assertThat(code.country()).contains("KR");
        assertThat(code.additional(AdditionalField.REFERENCE_LABEL)).contains("MQ2026040100017");
        assertThat(code.localized())
                .contains(
                        new LocalizedMerchant(
                                "ko",
                                new DisplayText("나루제과"),
                                Optional.of(new DisplayText("마포구"))));
        assertThat(code.tolerances()).isEmpty();
        assertThat(code.accounts())
                .extracting(MerchantAccount::scheme)
                .containsExactly(Scheme.UNIONPAY, Scheme.KOREA_EMV);
        assertThat(code.qris()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # part of the code | replaced by  | refusal
                    540512800          | 540712800.5  | AMOUNT_DECIMALS
                    5303410            | 5303360      | CURRENCY_NOT_OF_SCHEME
                    5802KR             | 5802JP       | COUNTRY_NOT_OF_SCHEME
                    0509000450017      | 050900045001X | FIELD_FORMAT
                    0509000450017      | 0609000450017 | FIELD_MISSING
                    153129990001       | 15312999-001 | FIELD_FORMAT
                    5911NARU BAKERY    | ''           | FIELD_MISSING
                    """)
    void refusesWhatTheLayoutDoesNotAllow(String part, String by, QrErrorCode code) {
        assertThat(errorCode(changed(Samples.korean(), part, by))).isEqualTo(code);
    }

    @Test
    void knowsAnIdentifierThatWasConfigured() {
        String text = changed(Samples.korean(), "D4100000014010", "FERRY.EXAMPLE0");
        assertThat(code(Qr.read(text)).schemes()).containsExactly(Scheme.UNIONPAY);

        QrReader reader = new QrReader(List.of(SchemeProfiles.koreaEmv(Set.of("ferry.example0"))));
        MerchantCode code = code(reader.read(text));
        assertThat(code.schemes()).containsExactly(Scheme.KOREA_EMV);
        assertThat(code.koreaEmv().orElseThrow().unionPay()).contains(Samples.UNION_PAY);
    }
}
