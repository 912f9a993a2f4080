// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

import dev.naru.protocol.Payment;
import java.util.List;
import java.util.OptionalLong;

/**
 * A payment as the tables have it.
 *
 * @param payment as the machine would show it
 * @param names what people call it, by kind and name
 * @param evidenceReference the number of the challenge whose evidence it used
 */
public record PaymentFound(Payment payment, List<Name> names, OptionalLong evidenceReference) {
    public PaymentFound {
        names = List.copyOf(names);
    }

    /**
     * A reference that somebody gave a payment.
     *
     * @param kind PAYER_REFERENCE, QR_REFERENCE, LOOKUP_REFERENCE, SCHEME_REFERENCE,
     *     INTERIM_REFERENCE (in an answer that did not end it), RECOVERY_REFERENCE (in an answer
     *     that changed nothing), MERCHANT or PAYEE_NAME
     */
    public record Name(String kind, String name) {}
}
