// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Bytes that do not change. They may be a card's number: {@code toString} shows none of them. */
public final class ByteString {
    /** No bytes. */
    public static final ByteString EMPTY = new ByteString(new byte[0]);

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] bytes;

    private ByteString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** These bytes, copied. */
    public static ByteString of(byte... bytes) {
        return new ByteString(bytes.clone());
    }

    /**
     * The bytes that the hexadecimal digits say.
     *
     * @throws IllegalArgumentException when they are none, or an odd number
     */
    public static ByteString ofHex(String digits) {
        return new ByteString(HEX.parseHex(digits));
    }

    /** One behind the other. */
    public static ByteString concat(List<ByteString> parts) {
        int length = 0;
        for (ByteString part : parts) {
            length += part.bytes.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (ByteString part : parts) {
            System.arraycopy(part.bytes, 0, all, at, part.bytes.length);
            at += part.bytes.length;
        }
        return new ByteString(all);
    }

    /** One behind the other. */
    public static ByteString concat(ByteString... parts) {
        return concat(Arrays.asList(parts));
    }

    /** How many. */
    public int length() {
        return bytes.length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** The byte at {@code index}, 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xFF;
    }

    /** The bytes from {@code from} to before {@code to}. */
    public ByteString slice(int from, int to) {
        return new ByteString(Arrays.copyOfRange(bytes, from, checkedEnd(from, to)));
    }

    private int checkedEnd(int from, int to) {
        if (from < 0 || to < from || to > bytes.length) {
            throw new IndexOutOfBoundsException(from + " to " + to + " of " + bytes.length);
        }
        return to;
    }

    /** A copy. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Two digits a byte, capital letters. */
    public String hex() {
        return HEX.formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** How many, and nothing else. */
    @Override
    public String toString() {
        return "ByteString[" + bytes.length + "]";
    }
}
