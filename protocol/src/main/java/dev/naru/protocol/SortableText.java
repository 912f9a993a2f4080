// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * Prefixed numbers in base 32 (Crockford's alphabet, lower case), 13 characters, so that text sorts
 * as the numbers do.
 */
public final class SortableText {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 13;

    private SortableText() {}

    /** The text of a number from 0 to 2^63-1. */
    public static String write(String prefix, long value) {
        Check.notNegative("value", value);
        StringBuilder text = new StringBuilder(prefix);
        for (int i = LENGTH - 1; i >= 0; i--) {
            text.append(ALPHABET.charAt((int) (value >>> (5 * i)) & 31));
        }
        return text.toString();
    }

    /** The number that {@link #write} wrote, or -1 when the text is not of that form. */
    public static long read(String prefix, String text) {
        if (text.length() != prefix.length() + LENGTH || !text.startsWith(prefix)) {
            return -1;
        }
        long value = 0;
        for (int i = prefix.length(); i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0 || (i == prefix.length() && digit > 7)) {
                return -1;
            }
            value = value << 5 | digit;
        }
        return value;
    }
}
