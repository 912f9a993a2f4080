// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * The check value of EMVCo codes: polynomial 0x1021, start 0xFFFF, nothing reflected, no final xor
 * (EMVCo merchant-presented specification 1.0, 4.7.3; known as CRC-16/CCITT-FALSE).
 *
 * <p>Each octet must wait for the value of all before it. So ASCII is taken by four: each of them
 * has a table of what it does to the value when so many others follow it.
 */
final class Crc16 {
    /** No check value. */
    static final int NOT_ASCII = -1;

    private static final int POLYNOMIAL = 0x1021;
    private static final int START = 0xFFFF;
    private static final char[] LAST = table();
    private static final char[] ONE_FOLLOWS = followed(LAST);
    private static final char[] TWO_FOLLOW = followed(ONE_FOLLOWS);
    private static final char[] THREE_FOLLOW = followed(TWO_FOLLOW);

    private Crc16() {}

    /**
     * The value over the UTF-8 bytes of {@code text} from its first character up to {@code end}
     * (exclusive), made without copying. The part must not hold a lone surrogate.
     */
    static int ofUtf8(String text, int end) {
        int crc = START;
        for (int at = 0; at < end; ) {
            int codePoint = text.codePointAt(at);
            crc = next(crc, codePoint);
            at += Character.charCount(codePoint);
        }
        return crc;
    }

    /** The same, or {@link #NOT_ASCII} at the first character for which that is so. */
    static int ofAscii(String text, int end) {
        int crc = START;
        int at = 0;
        for (; at < end - 3; at += 4) {
            char first = text.charAt(at);
            char second = text.charAt(at + 1);
            char third = text.charAt(at + 2);
            char fourth = text.charAt(at + 3);
            if ((first | second | third | fourth) >= 0x80) {
                return NOT_ASCII;
            }
            crc =
                    THREE_FOLLOW[(crc >> 8) ^ first]
                            ^ TWO_FOLLOW[(crc & 0xFF) ^ second]
                            ^ ONE_FOLLOWS[third]
                            ^ LAST[fourth];
        }
        for (; at < end; at++) {
            char c = text.charAt(at);
            if (c >= 0x80) {
                return NOT_ASCII;
            }
            crc = nextOctet(crc, c);
        }
        return crc;
    }

    private static int next(int crc, int codePoint) {
        if (codePoint < 0x80) {
            return nextOctet(crc, codePoint);
        }
        if (codePoint < 0x800) {
            int lead = nextOctet(crc, 0xC0 | (codePoint >> 6));
            return nextOctet(lead, continuation(codePoint));
        }
        int before =
                codePoint < 0x10000
                        ? nextOctet(crc, 0xE0 | (codePoint >> 12))
                        : nextOctet(
                                nextOctet(crc, 0xF0 | (codePoint >> 18)),
                                continuation(codePoint >> 12));
        return nextOctet(nextOctet(before, continuation(codePoint >> 6)), continuation(codePoint));
    }

    private static int continuation(int bits) {
        return 0x80 | (bits & 0x3F);
    }

    private static int nextOctet(int crc, int octet) {
        return ((crc << 8) & 0xFFFF) ^ LAST[(crc >> 8) ^ octet];
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

    /** What an octet does to the value when one more follows than in {@code table}. */
    private static char[] followed(char[] table) {
        char[] followed = new char[table.length];
        for (int octet = 0; octet < table.length; octet++) {
            followed[octet] = (char) ((table[octet] << 8) ^ LAST[table[octet] >> 8]);
        }
        return followed;
    }
}
