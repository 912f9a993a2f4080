// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.Optional;

/**
 * A party, its account and its agent, as far as known ({@code PtyAndAcctId}).
 *
 * @param account an account, or the proxy that stands for one
 */
public record IdentificationInformation(
        Optional<PartyIdentification> party,
        Optional<AccountIdentification> account,
        Optional<FinancialInstitutionIdentification> agent) {}
