// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * A pacs.008 that keeps the link's rules.
 *
 * @param messageId of the message that carried it
 * @param created when that message was made
 * @param accepted when the hub took the order on, from which its time to be executed counts
 * @param endToEndId also its instruction and transaction id, by the link's rules
 * @param pan whom it pays
 * @param acquirer who keeps the merchant's account, by the number that the scheme gave it
 * @param payee the name that the payer was shown
 * @param amountMinor what is settled between the agents, hundredths of a rupiah
 * @param billMinor what the payee asked for: the amount before charges
 * @param reference the bill's reference
 * @param digest SHA-256 of the bytes
 */
record Order(
        UUID uetr,
        String messageId,
        OffsetDateTime created,
        Instant accepted,
        String endToEndId,
        String pan,
        String acquirer,
        String payee,
        long amountMinor,
        long billMinor,
        Optional<String> reference,
        String digest) {}
