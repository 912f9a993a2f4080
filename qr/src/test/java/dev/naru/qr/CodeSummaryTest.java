// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.qr.CodeSummary.Kind;
import dev.naru.qr.CodeSummary.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeSummaryTest {
    @Test
    void aMerchantsCode() {
        CodeSummary summary = of(Samples.dynamicQris().text());
        assertThat(summary.verdict()).isEqualTo(Verdict.OK);
        assertThat(summary.kind()).isEqualTo(Kind.MERCHANT_CODE);
        assertThat(summary.scheme()).isEqualTo("QRIS");
        assertThat(summary.payee()).contains(new DisplayText("WARUNG MELATI"));
        assertThat(summary.country()).contains("ID");
        assertThat(summary.currency()).contains("360");
        assertThat(summary.amount().map(QrAmount::plain)).contains("187500.00");
        assertThat(summary.error()).isEmpty();
    }

    @Test
    void aLabelNamesAllItsSchemesInOrder() {
        MerchantCode label = NationalSamples.of(Scheme.SGQR);
        assertThat(of(label.text()).schemes())
                .containsExactlyElementsOf(label.schemes().stream().map(Enum::name).toList());
    }

    /** Many a person's code has no name. */
    @Test
    void whoHasNoNameIsKnownByItsNumber() {
        CodeSummary summary = of(NationalSamples.of(Scheme.VIETQR).text());
        assertThat(summary.verdict()).isEqualTo(Verdict.TOLERATED);
        assertThat(summary.tolerances()).containsExactly(Tolerance.MISSING_52_59_60);
        assertThat(summary.payee()).contains(new DisplayText("PHO24H0012345"));
        assertThat(summary.toString()).doesNotContain("PHO24H");
    }

    @Test
    void aCodeOfNoKnownSchemeIsRight() {
        CodeSummary summary =
                of(
                        Qr.write(
                                        List.of(
                                                QrObject.value(0, "01"),
                                                QrObject.template(
                                                        26, QrObject.value(0, "org.example")),
                                                QrObject.value(52, "5812"),
                                                QrObject.value(53, "986"),
                                                QrObject.value(58, "BR"),
                                                QrObject.value(59, "LOJA"),
                                                QrObject.value(60, "RECIFE")))
                                .text());
        assertThat(summary.verdict()).isEqualTo(Verdict.OK);
        assertThat(summary.scheme()).isEqualTo("unknown");
        assertThat(summary.schemes()).isEmpty();
    }

    @Test
    void aNationalSchemeComesBeforeUnionPaysPart() {
        MerchantCode korean = Samples.korean();
        assertThat(korean.schemes()).containsExactly(Scheme.UNIONPAY, Scheme.KOREA_EMV);
        CodeSummary summary = of(korean.text());
        assertThat(summary.scheme()).isEqualTo("KOREA_EMV");
        assertThat(summary.schemes()).containsExactly("UNIONPAY", "KOREA_EMV");
        assertThat(of(NationalSamples.of(Scheme.UNIONPAY).text()).scheme()).isEqualTo("UNIONPAY");
    }

    @Test
    void links() {
        CodeSummary upi = of("upi://pay?pa=chaiwala@example&am=120.50&mc=5814");
        assertThat(upi.kind()).isEqualTo(Kind.PAYMENT_LINK);
        assertThat(upi.scheme()).isEqualTo("UPI");
        assertThat(upi.payee()).contains(new DisplayText("chaiwala@example"));
        assertThat(upi.amount().map(QrAmount::plain)).contains("120.50");
        assertThat(of("upi://pay?pa=chaiwala@example&pn=%20").payee())
                .contains(new DisplayText("chaiwala@example"));
        CodeSummary alipay = of("https://qr.alipay.com/fkx0000000000000000");
        assertThat(alipay.kind()).isEqualTo(Kind.WALLET_LINK);
        assertThat(alipay.scheme()).isEqualTo("ALIPAY");
    }

    @Test
    void whatAPayerShowsNamesNobody() {
        CodeSummary code = of(ConsumerSamples.QRIS);
        assertThat(code.kind()).isEqualTo(Kind.PAYER_CODE);
        assertThat(code.scheme()).isEqualTo("QRIS");
        assertThat(code.payee()).isEmpty();
        CodeSummary barcode = of("280000000000000017");
        assertThat(barcode.kind()).isEqualTo(Kind.PAYER_BARCODE);
        assertThat(barcode.scheme()).isEqualTo("ALIPAY");
    }

    @Test
    void whatIsNotForPayingIsRefusedAndNamed() {
        CodeSummary bill = of("|099400016550100\r123456\r\r10000");
        assertThat(bill.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(bill.kind()).isEqualTo(Kind.BILL_BARCODE);
        assertThat(bill.error()).contains(new QrError(QrErrorCode.NOT_A_PAYMENT_CODE, 0, ""));
        CodeSummary nonsense = of("nonsense");
        assertThat(nonsense.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(nonsense.error()).isPresent();
    }

    /** A day's last second is over with the next day's first one, in Singapore. */
    @Test
    void aCodeSaysWhenItEnds() {
        assertThat(
                        NationalSamples.payNow(PayNowRecipient.COMPANY, "20380119")
                                .endsAt(Scheme.PAYNOW))
                .contains(Instant.parse("2038-01-19T16:00:00Z"));
        assertThat(
                        NationalSamples.payNow(PayNowRecipient.COMPANY, "20380119101500")
                                .endsAt(Scheme.PAYNOW))
                .contains(Instant.parse("2038-01-19T02:15:01Z"));
        MerchantCode khqr = NationalSamples.khqr("116");
        assertThat(khqr.endsAt(Scheme.KHQR).map(Instant::toEpochMilli))
                .contains(khqr.khqr().orElseThrow().expiresAtMs().orElseThrow());
        assertThat(khqr.endsAt(Scheme.PAYNOW)).isEmpty();
        assertThat(Samples.staticQris().endsAt(Scheme.QRIS)).isEmpty();
    }

    private static CodeSummary of(String text) {
        return CodeSummary.of(Qr.classify(text));
    }
}
