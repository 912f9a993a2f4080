// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * A type whose values are their own text: free text, codes, identifiers.
 *
 * @param maxUnits the most UTF-16 units that we write
 */
record TextType(String expectation, int maxUnits, Predicate<String> rule)
        implements ValueType<String> {

    TextType(String expectation, Predicate<String> rule) {
        this(expectation, Integer.MAX_VALUE, rule);
    }

    /**
     * Any text of 1 to {@code max} characters. XML Schema counts code points, and so do we when we
     * read; a common validator, the JDK's, counts UTF-16 units, so we write no more than those.
     */
    static TextType upTo(int max) {
        return new TextType(
                "1 to " + max + " characters",
                max,
                text -> !text.isEmpty() && text.codePointCount(0, text.length()) <= max);
    }

    /** Text of which each character at the same place of the mask is of the kind named there. */
    static TextType shaped(String expectation, String... masks) {
        return new TextType(
                expectation,
                text -> {
                    for (String mask : masks) {
                        if (hasShape(text, mask)) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    @Override
    public Optional<String> read(String text) {
        return rule.test(text) ? Optional.of(text) : Optional.empty();
    }

    @Override
    public Optional<String> write(String value) {
        return value.length() <= maxUnits ? read(value) : Optional.empty();
    }

    /** The mask has one of A (upper-case letter), 9 (digit), * (either of both) per character. */
    private static boolean hasShape(String text, String mask) {
        if (text.length() != mask.length()) {
            return false;
        }
        for (int i = 0; i < mask.length(); i++) {
            char c = text.charAt(i);
            char kind = mask.charAt(i);
            boolean fits = Ascii.isUpper(c) ? kind != '9' : Ascii.isDigit(c) && kind != 'A';
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
