// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

/**
 * What came of reading bytes: what they are, or why they are refused. Never an exception.
 *
 * @param <T> what is read
 */
public sealed interface EmvReading<T> {
    /**
     * The bytes are right.
     *
     * @param value what they are
     */
    record Read<T>(T value) implements EmvReading<T> {}

    /**
     * The bytes are refused.
     *
     * @param error what is wrong
     * @param offset where, counted in bytes from the start of what was read
     */
    record Refused<T>(EmvError error, int offset) implements EmvReading<T> {}
}
