// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

/** The kinds of characters that the schemas' patterns speak of; all are ASCII. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }
}
