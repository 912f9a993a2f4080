// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * Strict Base64 (RFC 4648, section 4): the standard alphabet, the padding it needs and no other,
 * unused bits zero, no line ends. The JDK's decoder says less strictly, and by exceptions, what is
 * wrong.
 */
final class Base64Text {
    private static final int GROUP = 4;
    private static final byte[] SIXES = sixes();

    /** What came of decoding. */
    sealed interface Decoded {
        /** The bytes. */
        @SuppressWarnings("ArrayRecordComponent") // Handed over once, and kept by nobody else.
        record Whole(byte[] bytes) implements Decoded {}

        /** Where the text is not Base64. */
        record Broken(int offset) implements Decoded {}
    }

    private Base64Text() {}

    static Decoded decode(String text) {
        int digits = text.length();
        while (digits > 0 && digits > text.length() - 2 && text.charAt(digits - 1) == '=') {
            digits--;
        }
        if (text.length() % GROUP != 0) {
            return new Decoded.Broken(firstForeign(text, digits));
        }
        byte[] bytes = new byte[digits * 6 / 8];
        int bits = 0;
        int held = 0;
        int written = 0;
        for (int i = 0; i < digits; i++) {
            int six = six(text.charAt(i));
            if (six < 0) {
                return new Decoded.Broken(i);
            }
            bits = (bits << 6) | six;
            held += 6;
            if (held >= 8) {
                held -= 8;
                bytes[written++] = (byte) (bits >> held);
                bits &= (1 << held) - 1;
            }
        }
        return bits == 0 ? new Decoded.Whole(bytes) : new Decoded.Broken(digits - 1);
    }

    /** The character in which the byte {@code index} of the decoded text begins. */
    static int characterOf(int index) {
        return index / 3 * GROUP + index % 3;
    }

    private static int firstForeign(String text, int digits) {
        for (int i = 0; i < digits; i++) {
            if (six(text.charAt(i)) < 0) {
                return i;
            }
        }
        return text.length();
    }

    private static int six(char c) {
        return c < SIXES.length ? SIXES[c] : -1;
    }

    private static byte[] sixes() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        byte[] sixes = new byte[128];
        for (int c = 0; c < sixes.length; c++) {
            sixes[c] = (byte) alphabet.indexOf(c);
        }
        return sixes;
    }
}
