// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.enquiry;

import dev.naru.protocol.Money;
import java.util.Optional;

/**
 * Who would be paid, as the payee's own scheme says.
 *
 * @param name to be shown to the payer
 * @param city where; empty when not said
 * @param category ISO 18245 merchant category, four digits; empty when not said
 * @param agent the payee's institution in the scheme's own naming; empty when not said
 * @param account where that institution keeps the payee (for QRIS the merchant PAN)
 * @param reference names this one purchase at the payee's; empty when there is none
 * @param amount what this purchase costs, when the payee's side fixes it
 */
public record Payee(
        String name,
        String city,
        String category,
        String agent,
        String account,
        String reference,
        Optional<Money> amount) {
    /** Without the name and the account: they do not belong in logs. */
    @Override
    public String toString() {
        return "Payee[agent=" + agent + ", category=" + category + "]";
    }
}
