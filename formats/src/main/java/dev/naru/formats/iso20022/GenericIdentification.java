// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.Optional;

/**
 * An identification under some scheme ({@code Othr}), of an account, a party or an agent.
 *
 * @param id at most 35 characters, of an account 34
 * @param schemeName whose numbers these are; a code has at most 4 characters
 * @param issuer who gave the number, at most 35 characters
 */
public record GenericIdentification(
        String id, Optional<CodeOrProprietary> schemeName, Optional<String> issuer) {

    /** An identification whose scheme both sides know. */
    public static GenericIdentification of(String id) {
        return new GenericIdentification(id, Optional.empty(), Optional.empty());
    }

    /** An identification under a scheme that the parties named among themselves. */
    public static GenericIdentification of(String id, String proprietaryScheme) {
        return new GenericIdentification(
                id,
                Optional.of(CodeOrProprietary.proprietary(proprietaryScheme)),
                Optional.empty());
    }
}
