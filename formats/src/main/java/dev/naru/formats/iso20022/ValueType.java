// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.Optional;

/** A simple type of the schemas: what text it allows, and what that text means. */
interface ValueType<T> {
    /** The value of a text, or nothing when the type does not allow the text. */
    Optional<T> read(String text);

    /** The text of a value, or nothing when the type does not allow the value. */
    Optional<String> write(T value);

    /** What the type allows, to follow the words "The value must be". */
    String expectation();
}
