// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import java.util.Optional;
import java.util.UUID;

/**
 * Which payments a behaviour is for: those that fit everything that is named here, as many as
 * {@code next}.
 *
 * @param uetr one payment
 * @param pan a merchant's payments
 * @param reference payments with this creditor reference
 * @param next how many, at least 1
 */
public record Match(
        Optional<UUID> uetr, Optional<String> pan, Optional<String> reference, int next) {
    public Match {
        if (next < 1) {
            throw new IllegalArgumentException("next must be at least 1");
        }
    }

    /** The next payments, whatever they are. */
    public static Match next(int next) {
        return new Match(Optional.empty(), Optional.empty(), Optional.empty(), next);
    }

    /** One payment. */
    public static Match uetr(UUID uetr) {
        return new Match(Optional.of(uetr), Optional.empty(), Optional.empty(), 1);
    }

    /** The next payments to a merchant. */
    public static Match pan(String pan, int next) {
        return new Match(Optional.empty(), Optional.of(pan), Optional.empty(), next);
    }

    /** The next payment with this creditor reference. */
    public static Match reference(String reference) {
        return new Match(Optional.empty(), Optional.empty(), Optional.of(reference), 1);
    }

    boolean fits(Order order) {
        return uetr.map(order.uetr()::equals).orElse(true)
                && pan.map(order.pan()::equals).orElse(true)
                && reference.map(text -> order.reference().equals(Optional.of(text))).orElse(true);
    }
}
