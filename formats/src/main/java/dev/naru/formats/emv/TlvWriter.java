// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

/**
 * Writes one BER-TLV object, its length in the shortest form. Its tag must be one that {@link
 * TlvReader} takes; what stands inside a template is the caller's.
 */
public final class TlvWriter {
    private static final int MOST_LENGTH = 0xFFFF;

    private TlvWriter() {}

    /**
     * Tag, length and value.
     *
     * @param tag its bytes as a number, 1 to 3 of them
     * @param value at most 65,535 bytes
     * @throws IllegalArgumentException when the tag is none, such as {@code 9F} alone, or the value
     *     is longer
     */
    public static ByteString write(int tag, ByteString... value) {
        ByteString whole = ByteString.concat(value);
        if (whole.length() > MOST_LENGTH) {
            throw new IllegalArgumentException("a value has at most 65,535 bytes");
        }
        return ByteString.concat(TagAt.bytes(tag), length(whole.length()), whole);
    }

    private static ByteString length(int length) {
        if (length < 0x80) {
            return ByteString.of((byte) length);
        }
        return length < 0x100
                ? ByteString.of((byte) 0x81, (byte) length)
                : ByteString.of((byte) 0x82, (byte) (length >> 8), (byte) length);
    }
}
