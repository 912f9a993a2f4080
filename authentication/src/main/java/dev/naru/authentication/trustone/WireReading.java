// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import java.util.function.Function;

/**
 * What came of reading a text from the wire: what it says, or why it is refused. Never an
 * exception.
 *
 * @param <T> what is read
 */
public sealed interface WireReading<T> {
    /**
     * The text is right.
     *
     * @param value what it says
     */
    record Read<T>(T value) implements WireReading<T> {}

    /**
     * The text is refused.
     *
     * @param error what is wrong
     * @param where the place, such as {@code [3].c}; empty for the whole
     */
    record Refused<T>(WireError error, String where) implements WireReading<T> {}

    /** The next step, of what was read by this one. */
    default <N> WireReading<N> then(Function<T, WireReading<N>> next) {
        return switch (this) {
            case Read<T>(T value) -> next.apply(value);
            case Refused<T>(WireError error, String where) -> new Refused<>(error, where);
        };
    }
}
