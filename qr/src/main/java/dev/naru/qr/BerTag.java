// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.HexFormat;

/**
 * Tags as they are numbered in EMV: their one to three bytes read as one number, {@code 0x5F20}
 * (EMV Book 3, annex B1; ISO/IEC 8825-1).
 */
final class BerTag {
    private static final int CONSTRUCTED = 0x20;
    private static final int MORE = 0x1F;
    private static final int CONTINUED = 0x80;

    private BerTag() {}

    /** Whether a first byte says that another one follows. */
    static boolean goesOn(int first) {
        return (first & MORE) == MORE;
    }

    /** Whether a further byte says that another one follows. */
    static boolean isContinued(int octet) {
        return (octet & CONTINUED) != 0;
    }

    static boolean isConstructed(int tag) {
        return (first(tag) & CONSTRUCTED) != 0;
    }

    static boolean isValid(int tag) {
        if (tag <= 0 || tag > 0xFFFFFF) {
            return false;
        }
        if (tag <= 0xFF) {
            return !goesOn(tag);
        }
        int last = tag & 0xFF;
        if (!goesOn(first(tag)) || isContinued(last)) {
            return false;
        }
        int middle = (tag >> 8) & 0xFF;
        return tag <= 0xFFFF ? last != 0 : middle > CONTINUED;
    }

    /** How many bytes it takes. */
    static int size(int tag) {
        return tag <= 0xFF ? 1 : tag <= 0xFFFF ? 2 : 3;
    }

    static String hex(int tag) {
        return HexFormat.of().withUpperCase().toHexDigits(tag, 2 * size(tag));
    }

    private static int first(int tag) {
        return tag >> (8 * (size(tag) - 1));
    }
}
