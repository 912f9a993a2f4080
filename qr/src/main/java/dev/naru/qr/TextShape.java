// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * What must be known of a text before its fields are walked.
 *
 * @param utf8Bytes its size in UTF-8
 * @param loneSurrogateAt where half a character stands alone, or -1
 * @param ascii whether every character is ASCII
 * @param oneUnitEach whether every character is one UTF-16 unit
 */
record TextShape(int utf8Bytes, int loneSurrogateAt, boolean ascii, boolean oneUnitEach) {
    /** One walk over the text, which should be of bounded size. */
    static TextShape of(String text) {
        int bytes = 0;
        boolean oneUnitEach = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (!Character.isSurrogate(c)) {
                bytes += utf8Bytes(c);
            } else {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    return new TextShape(bytes, i, false, false);
                }
                oneUnitEach = false;
                bytes += 4;
                i++;
            }
        }
        return new TextShape(bytes, -1, bytes == text.length(), oneUnitEach);
    }

    /** How many bytes {@code codePoint} takes in UTF-8. */
    static int utf8Bytes(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
