// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * The transfer that an answer or an enquiry is about; texts have at most 35 characters.
 *
 * @param group its message, where the transaction itself names it
 * @param uetr a UUID of version 4
 * @param reference its key figures, so that a wrong amount can be seen
 */
public record OriginalTransaction(
        Optional<OriginalGroupInformation> group,
        Optional<String> instructionId,
        Optional<String> endToEndId,
        Optional<String> transactionId,
        Optional<UUID> uetr,
        Optional<Reference> reference) {

    /** Key figures of the original ({@code OrgnlTxRef}). */
    public record Reference(
            Optional<CurrencyAndAmount> interbankSettlement, Optional<LocalDate> settlementDate) {}

    /** Whether anything names the transfer itself. */
    public boolean isIdentified() {
        return instructionId.isPresent()
                || endToEndId.isPresent()
                || transactionId.isPresent()
                || uetr.isPresent();
    }
}
