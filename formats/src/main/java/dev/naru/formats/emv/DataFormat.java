// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

import java.util.Arrays;
import java.util.Map;

/** How a value is made to fit a length that a card asks for (EMV 4.4, Book 3, section 5.4). */
public enum DataFormat {
    /** Digits, two a byte: cut and filled with zeros on the left. */
    NUMERIC,
    /** Digits, two a byte, then F: cut on the right, filled with F there. */
    COMPRESSED_NUMERIC,
    /** Anything else: cut on the right, filled with zeros there. */
    BINARY;

    /**
     * Of the objects whose source is the terminal or the issuer and that are not binary (Book 3,
     * annex A).
     */
    private static final Map<Integer, DataFormat> KNOWN =
            Map.ofEntries(
                    Map.entry(0x9F02, NUMERIC),
                    Map.entry(0x9F03, NUMERIC),
                    Map.entry(0x9F1A, NUMERIC),
                    Map.entry(0x5F2A, NUMERIC),
                    Map.entry(0x5F36, NUMERIC),
                    Map.entry(0x9A, NUMERIC),
                    Map.entry(0x9C, NUMERIC),
                    Map.entry(0x9F21, NUMERIC),
                    Map.entry(0x9F15, NUMERIC),
                    Map.entry(0x9F35, NUMERIC),
                    Map.entry(0x9F39, NUMERIC),
                    Map.entry(0x9F3C, NUMERIC),
                    Map.entry(0x9F3D, NUMERIC),
                    Map.entry(0x9F41, NUMERIC),
                    Map.entry(0x9F01, NUMERIC),
                    Map.entry(0x5F24, NUMERIC),
                    Map.entry(0x5F25, NUMERIC),
                    Map.entry(0x5F28, NUMERIC),
                    Map.entry(0x5F30, NUMERIC),
                    Map.entry(0x5F34, NUMERIC),
                    Map.entry(0x5A, COMPRESSED_NUMERIC),
                    Map.entry(0x9F20, COMPRESSED_NUMERIC));

    /** The format of the object of this tag. */
    public static DataFormat of(int tag) {
        return KNOWN.getOrDefault(tag, BINARY);
    }

    /** The value in exactly so many bytes. */
    public ByteString fit(ByteString value, int length) {
        int surplus = value.length() - length;
        if (surplus >= 0) {
            return this == NUMERIC ? value.slice(surplus, value.length()) : value.slice(0, length);
        }
        byte[] filler = new byte[-surplus];
        if (this == COMPRESSED_NUMERIC) {
            Arrays.fill(filler, (byte) 0xFF);
        }
        ByteString fill = ByteString.of(filler);
        return this == NUMERIC ? ByteString.concat(fill, value) : ByteString.concat(value, fill);
    }
}
