// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * The check value of EMVCo codes: polynomial 0x1021, start 0xFFFF, nothing reflected, no final xor
 * (EMVCo merchant-presented specification 1.0, 4.7.3; known as CRC-16/CCITT-FALSE).
 */
final class Crc16 {
    private static final int POLYNOMIAL = 0x1021;
    private static final int START = 0xFFFF;
    private static final char[] TABLE = table();

    private Crc16() {}

    /**
     * The value over the UTF-8 bytes of {@code text} from its first character up to {@code end}
     * (exclusive), made without copying. The part must not hold a lone surrogate.
     */
    static int ofUtf8(String text, int end) {
        int crc = START;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                crc = next(crc, c);
            } else if (c < 0x800) {
                crc = next(crc, 0xC0 | (c >> 6));
                crc = next(crc, continuation(c));
            } else if (Character.isHighSurrogate(c) && i + 1 < end) {
                int codePoint = Character.toCodePoint(c, text.charAt(++i));
                crc = next(crc, 0xF0 | (codePoint >> 18));
                crc = next(crc, continuation(codePoint >> 12));
                crc = next(crc, continuation(codePoint >> 6));
                crc = next(crc, continuation(codePoint));
            } else {
                crc = next(crc, 0xE0 | (c >> 12));
                crc = next(crc, continuation(c >> 6));
                crc = next(crc, continuation(c));
            }
        }
        return crc;
    }

    private static int continuation(int bits) {
        return 0x80 | (bits & 0x3F);
    }

    private static int next(int crc, int octet) {
        return ((crc << 8) & 0xFFFF) ^ TABLE[(crc >> 8) ^ octet];
    }

    private static char[] table() {
        char[] table = new char[256];
        for (int octet = 0; octet < table.length; octet++) {
            int crc = octet << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
            }
            table[octet] = (char) crc;
        }
        return table;
    }
}
