// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What one scheme's codes look like, as data: what the specification leaves open, and what the
 * scheme puts up with.
 *
 * @param scheme whose profile it is
 * @param countries the countries of which 58 must name one (ISO 3166, two capital letters), the one
 *     of minted codes first; none for any
 * @param currencies the currencies of which 53 must name one (ISO 4217, three digits), the one of
 *     minted codes first; none for any
 * @param amountDecimals how many decimals an amount may have
 * @param maxLength the longest code of the scheme in characters
 * @param accounts how its merchant accounts are known
 * @param fields what the root's fields must look like
 * @param tolerated what it puts up with
 */
public record SchemeProfile(
        Scheme scheme,
        List<String> countries,
        List<String> currencies,
        int amountDecimals,
        int maxLength,
        List<AccountRule> accounts,
        List<FieldRule> fields,
        Set<Tolerance> tolerated) {
    /** Copies the collections. */
    public SchemeProfile {
        countries = List.copyOf(countries);
        currencies = List.copyOf(currencies);
        accounts = List.copyOf(accounts);
        fields = List.copyOf(fields);
        tolerated = Set.copyOf(tolerated);
    }

    /** A scheme of one country and one currency with codes as long as any, and no rules yet. */
    static SchemeProfile of(Scheme scheme, String country, String currency, int amountDecimals) {
        return of(scheme, List.of(country), List.of(currency), amountDecimals);
    }

    /** A scheme with codes as long as any, and no rules yet. */
    static SchemeProfile of(
            Scheme scheme, List<String> countries, List<String> currencies, int amountDecimals) {
        return new SchemeProfile(
                scheme,
                countries,
                currencies,
                amountDecimals,
                QrReader.MAX_UTF8_BYTES,
                List.of(),
                List.of(),
                Set.of());
    }

    SchemeProfile withAccounts(AccountRule... rules) {
        return new SchemeProfile(
                scheme,
                countries,
                currencies,
                amountDecimals,
                maxLength,
                List.of(rules),
                fields,
                tolerated);
    }

    SchemeProfile withFields(FieldRule... rules) {
        return new SchemeProfile(
                scheme,
                countries,
                currencies,
                amountDecimals,
                maxLength,
                accounts,
                List.of(rules),
                tolerated);
    }

    /** This profile, putting up with {@code more} as well. */
    public SchemeProfile tolerating(Tolerance... more) {
        Set<Tolerance> all = EnumSet.noneOf(Tolerance.class);
        all.addAll(tolerated);
        all.addAll(List.of(more));
        return new SchemeProfile(
                scheme, countries, currencies, amountDecimals, maxLength, accounts, fields, all);
    }
}
