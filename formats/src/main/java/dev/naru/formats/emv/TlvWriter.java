// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

/** Writes one BER-TLV object, its length in the shortest form. */
public final class TlvWriter {
    private static final int MOST_LENGTH = 0xFFFF;

    private TlvWriter() {}

    /**
     * Tag, length and value.
     *
     * @param tag its bytes as a number, 1 to 3 of them
     * @param value at most 65,535 bytes
     * @throws IllegalArgumentException when either is none
     */
    public static ByteString write(int tag, ByteString... value) {
        ByteString whole = ByteString.concat(value);
        if (tag <= 0 || tag > 0xFFFFFF || whole.length() > MOST_LENGTH) {
            throw new IllegalArgumentException("no tag, or a value of more than 65,535 bytes");
        }
        return ByteString.concat(number(tag), length(whole.length()), whole);
    }

    private static ByteString length(int length) {
        return length < 0x80
                ? number(length)
                : ByteString.concat(
                        ByteString.of((byte) (length < 0x100 ? 0x81 : 0x82)), number(length));
    }

    private static ByteString number(int number) {
        int size = number < 0x100 ? 1 : number < 0x10000 ? 2 : 3;
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (number >> (8 * (size - 1 - i)));
        }
        return ByteString.of(bytes);
    }
}
