// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A row of texts as bytes: a kind (1 byte), how many (1 byte), and each as its length (uint16,
 * little-endian) and UTF-8. Texts are only ever appended: an older row reads as if the newer texts
 * were empty, and of a newer row the texts that we do not know are left out. {@link KeptMessages}
 * may stand behind it.
 */
final class TextFields {
    /** Behind the last text, where messages follow. */
    static final byte MESSAGES_FOLLOW = 0x1E;

    private static final int HEADER_BYTES = 2;
    private static final int LENGTH_BYTES = 2;
    private static final int UINT8 = 0xFF;
    private static final int UINT16 = 0xFFFF;

    private TextFields() {}

    static Bytes write(int kind, List<String> texts) {
        List<byte[]> encoded =
                texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
        int length = HEADER_BYTES;
        for (byte[] text : encoded) {
            length += LENGTH_BYTES + text.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put((byte) kind).put((byte) encoded.size());
        for (byte[] text : encoded) {
            buffer.putShort((short) text.length).put(text);
        }
        return Bytes.copyOf(buffer.array());
    }

    /** So many texts of this kind, empty when the bytes are anything else. */
    static Optional<List<String>> read(int kind, int count, Bytes bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toArray()).order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.remaining() < HEADER_BYTES || (buffer.get() & UINT8) != kind) {
            return Optional.empty();
        }
        int given = buffer.get() & UINT8;
        String[] texts = new String[count];
        for (int i = 0; i < Math.max(given, count); i++) {
            Optional<String> text = i < given ? next(buffer) : Optional.of("");
            if (text.isEmpty()) {
                return Optional.empty();
            }
            if (i < count) {
                texts[i] = text.get();
            }
        }
        return isEnd(buffer) ? Optional.of(List.of(texts)) : Optional.empty();
    }

    private static boolean isEnd(ByteBuffer buffer) {
        return !buffer.hasRemaining() || buffer.get(buffer.position()) == MESSAGES_FOLLOW;
    }

    /** Goes past a row of any kind and the mark behind it; whether there are both. */
    static boolean skipToMessages(ByteBuffer buffer) {
        if (buffer.remaining() < HEADER_BYTES) {
            return false;
        }
        buffer.get();
        int texts = buffer.get() & UINT8;
        for (int i = 0; i < texts; i++) {
            int length = buffer.remaining() < LENGTH_BYTES ? UINT16 : buffer.getShort() & UINT16;
            if (length > buffer.remaining()) {
                return false;
            }
            buffer.position(buffer.position() + length);
        }
        return buffer.hasRemaining() && buffer.get() == MESSAGES_FOLLOW;
    }

    private static Optional<String> next(ByteBuffer buffer) {
        if (buffer.remaining() < LENGTH_BYTES) {
            return Optional.empty();
        }
        int length = buffer.getShort() & UINT16;
        if (length > buffer.remaining()) {
            return Optional.empty();
        }
        ByteBuffer part = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(part);
            return Optional.of(text.toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** A text of at most so many characters, without control characters or half a surrogate. */
    static void text(String field, String value, int most) {
        check(field, value, value.length() <= most, most);
    }

    /** A text of at most so many bytes in UTF-8. */
    static void textBytes(String field, String value, int most) {
        // The first comparison keeps an endless text from being encoded.
        boolean fits =
                value.length() <= most && value.getBytes(StandardCharsets.UTF_8).length <= most;
        check(field, value, fits, most);
    }

    /** A text of at most so many printable ASCII characters. */
    static void ascii(String field, String value, int most) {
        boolean fits = value.length() <= most;
        for (int i = 0; fits && i < value.length(); i++) {
            fits = value.charAt(i) >= ' ' && value.charAt(i) <= '~';
        }
        check(field, value, fits, most);
    }

    private static void check(String field, String value, boolean fits, int most) {
        if (!fits || !isPrintable(value)) {
            throw new IllegalArgumentException(
                    field
                            + " must be at most "
                            + most
                            + " characters of its kind, none of control");
        }
    }

    /** The first character, so that two entries of a log can be told apart but nobody is named. */
    static String maskedName(String name) {
        return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1)) + "***";
    }

    /** The last four characters of an account that has more than eight; else nothing of it. */
    static String maskedAccount(String account) {
        if (account.isEmpty()) {
            return "";
        }
        return "***" + (account.length() > 8 ? account.substring(account.length() - 4) : "");
    }

    /** Only how long a text is. */
    static String maskedText(String text) {
        return text.isEmpty() ? "" : "<" + text.length() + " characters>";
    }

    /** A loop and no stream: every text of every command and event comes through here. */
    private static boolean isPrintable(String value) {
        for (int i = 0; i < value.length(); i++) {
            int c = value.codePointAt(i);
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                return false;
            }
            if (Character.isSupplementaryCodePoint(c)) {
                i++;
            }
        }
        return true;
    }
}
