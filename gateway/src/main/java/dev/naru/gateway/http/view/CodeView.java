// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.view;

import dev.naru.qr.CodeSummary;
import dev.naru.qr.DisplayText;
import dev.naru.qr.QrAmount;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a code says, whether or not it can be paid here.
 *
 * @param scheme the first scheme's name in {@code qr}, or {@code unknown}
 * @param schemes all of them in the code's order
 * @param payee whom it names, untrusted, without what could confuse a screen
 * @param currency the ISO 4217 code, three letters; the number as it stands where there is none
 * @param amount as a plain decimal number
 */
public record CodeView(
        String verdict,
        String kind,
        String scheme,
        List<String> schemes,
        Optional<String> payee,
        Optional<String> country,
        Optional<String> currency,
        Optional<String> amount,
        List<String> tolerances) {
    /** Three letters by three digits. Numbers that two currencies have had are of old ones only. */
    private static final Map<String, String> LETTERS =
            Currency.getAvailableCurrencies().stream()
                    .collect(
                            Collectors.toMap(
                                    Currency::getNumericCodeAsString,
                                    Currency::getCurrencyCode,
                                    (one, other) -> one.compareTo(other) < 0 ? one : other));

    /** Of a code that is not refused. */
    public static CodeView of(CodeSummary summary) {
        return new CodeView(
                summary.verdict().name().toLowerCase(Locale.ROOT),
                summary.kind().name().toLowerCase(Locale.ROOT),
                summary.scheme(),
                summary.schemes(),
                summary.payee().map(DisplayText::safe).filter(name -> !name.isBlank()),
                summary.country(),
                summary.currency().map(CodeView::letters),
                summary.amount().map(QrAmount::plain),
                summary.tolerances().stream().map(Enum::name).toList());
    }

    private static String letters(String numeric) {
        return LETTERS.getOrDefault(numeric, numeric);
    }
}
