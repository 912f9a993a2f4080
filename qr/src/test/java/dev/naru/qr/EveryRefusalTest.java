// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.Samples.changed;
import static dev.naru.qr.Samples.code;
import static dev.naru.qr.Samples.errorCode;
import static dev.naru.qr.Samples.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every refusal can be provoked, and every one speaks to a person. */
class EveryRefusalTest {
    private static final MerchantCode QRIS = Samples.dynamicQris();
    private static final MerchantCode KOREAN = Samples.korean();

    @ParameterizedTest
    @EnumSource(QrErrorCode.class)
    void isProvoked(QrErrorCode code) {
        assertThat(provoke(code).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(QrErrorCode.class)
    void saysASentenceInBothLanguages(QrErrorCode code) {
        QrError error = provoke(code);
        assertThat(error.english()).matches("[A-Z][^가-힣]+\\.");
        assertThat(error.korean()).matches(".*[가-힣].*[다요]\\.");
    }

    private static QrError provoke(QrErrorCode code) {
        return switch (code) {
            case EMPTY -> read("");
            case TOO_LONG -> read("0".repeat(4_097));
            case LONE_SURROGATE -> read(QRIS.text() + "\uD83D");
            case NOT_A_PAYMENT_CODE -> read("upi://pay?pa=shop@example");
            case TRUNCATED -> read(QRIS.text() + "1");
            case TAG_NOT_DIGITS -> read(changed(QRIS, "5802ID", "5802IDX"));
            case LENGTH_NOT_DIGITS -> read(changed(QRIS, "5802ID", "58+2ID"));
            case LENGTH_PAST_END -> read("0099");
            case LENGTH_ZERO -> read(changed(QRIS, "5802ID", "5802ID9000"));
            case LENGTH_IN_BYTES -> read(changed(QRIS, "5913WARUNG MELATI", "5913WARUNG MÉLAT"));
            case DUPLICATE_TAG -> read(changed(QRIS, "5802ID", "5802ID5802ID"));
            case TOO_MANY_OBJECTS -> read(HostileInputTest.templatesFullOfFields());
            case TEMPLATE_MALFORMED -> read(changed(QRIS, "0107NOTA-88", "0199NOTA-88"));
            case FORMAT_INDICATOR_NOT_FIRST -> read(changed(QRIS, "000201010212", "010212000201"));
            case CRC_MISSING -> read(Samples.body(QRIS.text()));
            case CRC_NOT_LAST -> read(QRIS.text() + "9002AB");
            case CRC_LENGTH -> read(QRIS.text().substring(0, QRIS.text().length() - 1));
            case CRC_NOT_HEX -> read(Samples.body(QRIS.text()) + "6304GHIJ");
            case CRC_MISMATCH -> read(QRIS.text().replace("MELATI01", "MELATI02"));
            case CRC_LOWER_CASE -> ToleranceTest.refusedBy(Tolerance.CRC_LOWER);
            case FORMAT_INDICATOR_UNKNOWN -> read(changed(QRIS, "000201", "000209"));
            case PRESENTATION_UNKNOWN -> read(changed(QRIS, "010212", "010219"));
            case NO_MERCHANT_ACCOUNT -> read(sealed("0002015204581253033605802ID5904SHOP6004TOWN"));
            case FIELD_MISSING -> read(changed(QRIS, "610540115", ""));
            case FIELD_TOO_LONG -> ToleranceTest.refusedBy(Tolerance.NAME_OVER_25);
            case FIELD_FORMAT -> read(changed(QRIS, "0303UKE", "0303U.E"));
            case FIELD_UNEXPECTED -> ToleranceTest.refusedBy(Tolerance.SUB00_IN_62);
            case CHECK_DIGIT -> ToleranceTest.refusedBy(Tolerance.NMID_CHECK_DIGIT);
            case CURRENCY_NOT_OF_SCHEME -> read(changed(QRIS, "5303360", "5303458"));
            case COUNTRY_NOT_OF_SCHEME -> read(changed(QRIS, "5802ID", "5802MY"));
            case AMOUNT_FORMAT -> read(changed(QRIS, "187500.00", "187.500,0"));
            case AMOUNT_ZERO -> read(changed(QRIS, "187500.00", "000000.00"));
            case AMOUNT_DECIMALS -> read(changed(KOREAN, "540512800", "5405128.0"));
            case AMOUNT_OUT_OF_RANGE -> tooLargeAmount();
            case TIP_INCONSISTENT -> read(changed(QRIS, "550202", "550203"));
            case LINK_UNKNOWN -> presented("https://qr.alipay.com.evil.example/fkx");
            case LINK_DISGUISED -> presented("https://qr.alipay.com@evil.example/fkx");
            case LINK_NOT_A_PAYMENT -> presented("upi://mandate?pa=shop@example");
            case PERCENT_ENCODING -> presented("https://app.example/000201%");
            case SIGNATURE_NOT_LAST -> presented("upi://pay?pa=shop@example&sign=ME&am=1");
            case UPI_SIGNED -> amountInto("upi://pay?pa=shop@example&sign=ME");
            case AMOUNT_FIXED -> amountInto("upi://pay?pa=shop@example&am=1");
            case BARCODE_UNKNOWN -> presented("4000000000000002");
            case BASE64_FORMAT -> presented("hQVDUFYw!");
            case TAG_FORM -> presented(ConsumerSamples.text(ConsumerSamples.EMVCO, "00 00"));
            case LENGTH_FORM -> presented(ConsumerSamples.text(ConsumerSamples.EMVCO, "61 80"));
            case TOO_DEEP ->
                    presented(
                            ConsumerSamples.text(
                                    ConsumerSamples.EMVCO, "61 08 A1 06 A2 04 A3 02 8200"));
            case VALUE_TOO_LONG ->
                    Samples.error(
                            MerchantCodeComposer.qris(Presentation.STATIC)
                                    .merchant("x".repeat(100), "BANDUNG", "40115")
                                    .compose());
        };
    }

    private static QrError read(String text) {
        return Samples.error(Qr.read(text));
    }

    private static QrError presented(String text) {
        return ConsumerSamples.error(text);
    }

    private static QrError amountInto(String upi) {
        return ConsumerSamples.error(((UpiLink) Qr.classify(upi)).withAmount("2"));
    }

    private static QrError tooLargeAmount() {
        String text = changed(QRIS, "5409187500.00", "54139999999999999");
        QrAmount amount = code(Qr.read(text)).amount().orElseThrow();
        return switch (amount.toMinor(18)) {
            case MinorAmount.Exact exact -> throw new AssertionError(exact);
            case MinorAmount.NotExact notExact -> notExact.error();
        };
    }

    @Test
    void pointsAtThePlace() {
        String text = changed(QRIS, "187500.00", "187.500,0");
        QrError error = read(text);
        assertThat(text.substring(error.offset())).startsWith("187.500,0");
        assertThat(error.field()).isEqualTo("54");
        assertThat(errorCode(text)).isEqualTo(error.code());
    }
}
