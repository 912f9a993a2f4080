// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.Optional;
import java.util.UUID;

/**
 * The caller's name for a payment: a version 4 UUID that is the payment's UETR (ISO 20022) and its
 * idempotency key, unique within the participant that sent it.
 */
public record PaymentId(long high, long low) {
    public PaymentId {
        if ((high & 0xF000L) != 0x4000L || low >>> 62 != 0b10) {
            throw new IllegalArgumentException("paymentId must be a version 4 UUID");
        }
    }

    /** Reads the canonical 36-character lower-case form, empty when the text is anything else. */
    public static Optional<PaymentId> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text) && uuid.version() == 4 && uuid.variant() == 2
                    ? Optional.of(
                            new PaymentId(
                                    uuid.getMostSignificantBits(), uuid.getLeastSignificantBits()))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return new UUID(high, low).toString();
    }
}
