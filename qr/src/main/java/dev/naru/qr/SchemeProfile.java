// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;
import java.util.Set;

/**
 * What one scheme's codes look like, as data: what the specification leaves open, and what the
 * scheme puts up with.
 *
 * @param scheme whose profile it is
 * @param country the country that 58 must name (ISO 3166, two capital letters)
 * @param currency the currency that 53 must name (ISO 4217, three digits)
 * @param amountDecimals how many decimals an amount may have
 * @param maxLength the longest code of the scheme in characters
 * @param accounts how its merchant accounts are known
 * @param fields what the root's fields must look like
 * @param tolerated what it puts up with
 */
public record SchemeProfile(
        Scheme scheme,
        String country,
        String currency,
        int amountDecimals,
        int maxLength,
        List<AccountRule> accounts,
        List<FieldRule> fields,
        Set<Tolerance> tolerated) {
    /** Copies the collections. */
    public SchemeProfile {
        accounts = List.copyOf(accounts);
        fields = List.copyOf(fields);
        tolerated = Set.copyOf(tolerated);
    }
}
