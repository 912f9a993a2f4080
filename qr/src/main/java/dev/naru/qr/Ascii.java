// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** ASCII only: in a host or a key, a Kelvin sign or a dotless letter is another character. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHex(char c) {
        return isDigit(c) || (lower(c) >= 'a' && lower(c) <= 'f');
    }

    static boolean isLetter(char c) {
        return lower(c) >= 'a' && lower(c) <= 'z';
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
    }

    static boolean areDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isSame(String one, String other) {
        return one.length() == other.length() && startsWith(one, other);
    }

    /** Whether {@code text} begins with {@code start}, whatever the case of its letters. */
    static boolean startsWith(String text, String start) {
        if (text.length() < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (lower(text.charAt(i)) != lower(start.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
