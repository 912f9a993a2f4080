// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.formats.emv.ByteString;

/** The few shapes of CBOR (RFC 8949) that a device writes, each in its shortest form. */
final class Cbor {
    private static final int INTEGER = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;

    private Cbor() {}

    /** A whole number. */
    static ByteString number(int value) {
        return value < 0 ? head(NEGATIVE, -1 - value) : head(INTEGER, value);
    }

    /** Bytes. */
    static ByteString bytes(ByteString value) {
        return ByteString.concat(head(BYTES, value.length()), value);
    }

    /** Text. */
    static ByteString text(String value) {
        ByteString utf8 = ByteString.of(value.getBytes(UTF_8));
        return ByteString.concat(head(TEXT, utf8.length()), utf8);
    }

    /** A list of values that are written already. */
    static ByteString array(ByteString... values) {
        return ByteString.concat(head(ARRAY, values.length), ByteString.concat(values));
    }

    /** Names and values that are written already, one after the other, in this order. */
    static ByteString map(ByteString... namesAndValues) {
        return ByteString.concat(
                head(MAP, namesAndValues.length / 2), ByteString.concat(namesAndValues));
    }

    private static ByteString head(int kind, int count) {
        int first = kind << 5;
        if (count < 24) {
            return ByteString.of((byte) (first | count));
        }
        return count < 256
                ? ByteString.of((byte) (first | 24), (byte) count)
                : ByteString.of((byte) (first | 25), (byte) (count >> 8), (byte) count);
    }
}
