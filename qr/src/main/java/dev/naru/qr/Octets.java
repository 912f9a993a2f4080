// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes that never change, and that no log shows. */
public final class Octets {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** These bytes, copied. */
    public static Octets of(byte[] bytes) {
        return new Octets(bytes.clone());
    }

    /**
     * The bytes that these hexadecimal digits, of either case, stand for.
     *
     * @throws IllegalArgumentException when they are not pairs of hexadecimal digits
     */
    public static Octets ofHex(String hex) {
        return new Octets(HEX.parseHex(hex));
    }

    static Octets of(byte[] bytes, int from, int end) {
        return new Octets(Arrays.copyOfRange(bytes, from, end));
    }

    /** How many there are. */
    public int length() {
        return bytes.length;
    }

    /** As hexadecimal digits in upper case. */
    public String hex() {
        return HEX.formatHex(bytes);
    }

    /** A copy. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** How many there are, and nothing of them: they may be a card's number. */
    @Override
    public String toString() {
        return "Octets[" + bytes.length + "]";
    }
}
