// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.Optional;

/**
 * An agent: a bank, an e-money issuer, a switch.
 *
 * @param bicfi 8 or 11 characters; acmt messages of 2013 allow letters only in the first four
 * @param clearingSystemMember the agent as a member of a clearing system
 * @param name at most 140 characters
 * @param other any other identification
 */
public record FinancialInstitutionIdentification(
        Optional<String> bicfi,
        Optional<ClearingSystemMember> clearingSystemMember,
        Optional<String> name,
        Optional<GenericIdentification> other) {

    /**
     * A member of a clearing system.
     *
     * @param clearingSystem a code of at most 5 characters, or a proprietary word
     * @param memberId at most 35 characters
     */
    public record ClearingSystemMember(
            Optional<CodeOrProprietary> clearingSystem, String memberId) {}

    /** An agent known by its BIC. */
    public static FinancialInstitutionIdentification ofBic(String bicfi) {
        return new FinancialInstitutionIdentification(
                Optional.of(bicfi), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** An agent known by its number in the clearing system that both sides use. */
    public static FinancialInstitutionIdentification ofMember(String memberId) {
        return new FinancialInstitutionIdentification(
                Optional.empty(),
                Optional.of(new ClearingSystemMember(Optional.empty(), memberId)),
                Optional.empty(),
                Optional.empty());
    }
}
