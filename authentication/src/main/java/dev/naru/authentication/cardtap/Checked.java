// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import java.util.function.Function;

/**
 * What a check came to.
 *
 * @param <T> what is known when it holds
 */
public sealed interface Checked<T> {
    /**
     * It holds.
     *
     * @param value what is known by it
     */
    record Holds<T>(T value) implements Checked<T> {}

    /**
     * It does not.
     *
     * @param refusal why, for the audit log; the caller is never told
     */
    record Refused<T>(CardRefusal refusal) implements Checked<T> {}

    /** Refused for {@code fault} at {@code stage}. */
    static <T> Checked<T> refused(CardRefusal.Stage stage, CardRefusal.Fault fault) {
        return new Refused<>(new CardRefusal(stage, fault));
    }

    /** The next check, of what is known by this one. */
    default <N> Checked<N> then(Function<T, Checked<N>> next) {
        return switch (this) {
            case Holds<T>(T value) -> next.apply(value);
            case Refused<T>(CardRefusal refusal) -> new Refused<>(refusal);
        };
    }
}
