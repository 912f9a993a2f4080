// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * What must be known of a text before its fields are walked.
 *
 * @param utf8Bytes its size in UTF-8
 * @param loneSurrogateAt where half a character stands alone, or -1
 * @param ascii whether every character is ASCII
 * @param oneUnitEach whether every character is one UTF-16 unit
 * @param crc the check value over all but the last four characters, which is where a code has it;
 *     found on the same walk. Means nothing where half a character stands alone
 */
record TextShape(int utf8Bytes, int loneSurrogateAt, boolean ascii, boolean oneUnitEach, int crc) {
    static final int CRC_DIGITS = 4;

    /** One walk over the text, which should be of bounded size; more where it is not ASCII. */
    static TextShape of(String text) {
        int end = Math.max(0, text.length() - CRC_DIGITS);
        int crc = Crc16.ofAscii(text, end);
        return crc == Crc16.NOT_ASCII || !isAscii(text, end)
                ? ofCharacters(text)
                : new TextShape(text.length(), -1, true, true, crc);
    }

    private static boolean isAscii(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static TextShape ofCharacters(String text) {
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
                    return new TextShape(bytes, i, false, false, 0);
                }
                oneUnitEach = false;
                bytes += 4;
                i++;
            }
        }
        int crc = Crc16.ofUtf8(text, Math.max(0, text.length() - CRC_DIGITS));
        return new TextShape(bytes, -1, false, oneUnitEach, crc);
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
