// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.Optional;

/**
 * An account of a transfer (CashAccount38).
 *
 * @param currency three letters
 * @param name at most 70 characters
 * @param proxy the alias by which the account was found
 */
public record CashAccount(
        AccountIdentification identification,
        Optional<String> currency,
        Optional<String> name,
        Optional<Proxy> proxy) {

    /**
     * An alias of an account.
     *
     * @param type a code of at most 4 characters, or a proprietary word
     * @param id at most 2,048 characters
     */
    public record Proxy(Optional<CodeOrProprietary> type, String id) {}

    /** An account known by its identification only. */
    public static CashAccount of(AccountIdentification identification) {
        return new CashAccount(
                identification, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
