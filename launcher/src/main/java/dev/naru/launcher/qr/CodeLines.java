// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.qr;

import dev.naru.qr.QrReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Codes from a stream of bytes, in UTF-8, one a line or all as one. However long a line is, no more
 * of it is kept than a reader needs to see that it is too long.
 */
final class CodeLines {
    /** One byte more than is ever looked at, and room for a mark of byte order and a line's end. */
    private static final int MOST_KEPT = QrReader.MAX_UTF8_BYTES + 8;

    /** Where bytes that are no UTF-8 go: lone surrogates, which no reader takes for a character. */
    private static final int BROKEN_BYTE = 0xDC00;

    private static final int MOST_CONTINUATIONS = 3;

    private final InputStream in;

    CodeLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next line without its end; empty when there is none. */
    Optional<String> next() {
        return upTo('\n');
    }

    /** Everything that is left, without one line's end behind it. */
    String all() {
        String text = upTo(-1).orElse("");
        return text.endsWith("\n")
                ? text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1))
                : text;
    }

    private Optional<String> upTo(int end) {
        byte[] kept = new byte[MOST_KEPT];
        int length = 0;
        long seen = 0;
        try {
            int read = in.read();
            if (read < 0) {
                return Optional.empty();
            }
            for (; read >= 0 && read != end; read = in.read()) {
                if (length < MOST_KEPT) {
                    kept[length++] = (byte) read;
                }
                seen++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int whole = seen > length ? beforeCutCharacter(kept) : length;
        return Optional.of(decoded(ByteBuffer.wrap(kept, 0, whole)));
    }

    /** A character that was cut in two by us is no fault of the text. */
    private static int beforeCutCharacter(byte[] kept) {
        int end = kept.length;
        while (end > kept.length - MOST_CONTINUATIONS && (kept[end - 1] & 0xC0) == 0x80) {
            end--;
        }
        return (kept[end - 1] & 0xC0) == 0xC0 ? end - 1 : end;
    }

    /**
     * UTF-8, in which each byte that does not belong stays visible, so that a code with such a byte
     * is refused at its place instead of being read with another character.
     */
    private static String decoded(ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CoderResult result = decoder.decode(bytes, text, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                text.put((char) (BROKEN_BYTE + (bytes.get() & 0xFF)));
            }
            result = decoder.decode(bytes, text, true);
        }
        return text.flip().toString();
    }
}
