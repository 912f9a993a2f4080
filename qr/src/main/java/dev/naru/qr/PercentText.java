// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Undoes percent-encoding (RFC 3986, 2.1) in UTF-8, strictly, and remembers where each came from.
 */
sealed interface PercentText {
    /**
     * The decoded text.
     *
     * @param text what it says
     * @param origins for each of its UTF-16 units where that began in the encoded text
     * @param end where the encoded text ended
     * @param encoded whether anything was encoded at all
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed over once, and kept by nobody else.
    record Decoded(String text, int[] origins, int end, boolean encoded) implements PercentText {
        /** Where the unit {@code index}, up to the length, stood before decoding. */
        int origin(int index) {
            return index < origins.length ? origins[index] : end;
        }
    }

    /** Where an escape is not two hexadecimal digits, or its bytes are not UTF-8. */
    record Broken(int offset) implements PercentText {}

    /** Decodes a part of {@code text}, in which no surrogate stands alone. */
    static PercentText decode(String text, int from, int end) {
        byte[] bytes = new byte[3 * (end - from)];
        int[] origins = new int[bytes.length];
        int count = 0;
        for (int at = from; at < end; ) {
            int first = count;
            int next;
            char c = text.charAt(at);
            if (c >= 0x80) {
                next = text.offsetByCodePoints(at, 1);
                for (byte octet : text.substring(at, next).getBytes(StandardCharsets.UTF_8)) {
                    bytes[count++] = octet;
                }
            } else if (c != '%') {
                next = at + 1;
                bytes[count++] = (byte) c;
            } else if (at + 2 < end && isHex(text, at + 1) && isHex(text, at + 2)) {
                next = at + 3;
                bytes[count++] =
                        (byte) (digit(text.charAt(at + 1)) << 4 | digit(text.charAt(at + 2)));
            } else {
                return new Broken(at);
            }
            Arrays.fill(origins, first, count, at);
            at = next;
        }
        return decoded(ByteBuffer.wrap(bytes, 0, count), origins, end, text.indexOf('%', from));
    }

    private static PercentText decoded(ByteBuffer bytes, int[] origins, int end, int escape) {
        CharBuffer units = CharBuffer.allocate(bytes.limit());
        CoderResult result =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(bytes, units, true);
        if (result.isError()) {
            return new Broken(origins[bytes.position()]);
        }
        String text = units.flip().toString();
        int[] unitOrigins = new int[text.length()];
        int octet = 0;
        for (int unit = 0; unit < text.length(); ) {
            int codePoint = text.codePointAt(unit);
            int size = Character.charCount(codePoint);
            Arrays.fill(unitOrigins, unit, unit + size, origins[octet]);
            octet += TextShape.utf8Bytes(codePoint);
            unit += size;
        }
        return new Decoded(text, unitOrigins, end, escape >= 0 && escape < end);
    }

    /** The decoded text, or the text as it is where it cannot be decoded. */
    static String decodedOrRaw(String text) {
        return switch (decode(text, 0, text.length())) {
            case Decoded decoded -> decoded.text();
            case Broken _ -> text;
        };
    }

    private static boolean isHex(String text, int at) {
        return Ascii.isHex(text.charAt(at));
    }

    private static int digit(char hex) {
        return Character.digit(hex, 16);
    }
}
