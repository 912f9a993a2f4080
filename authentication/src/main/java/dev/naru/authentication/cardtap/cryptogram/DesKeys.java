// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

/** DES keys have seven bits a byte; the lowest is for parity, and many leave it as it comes. */
final class DesKeys {
    private static final int KEY_BITS = 0xFE;

    private DesKeys() {}

    /** Whether so many bytes are the same key, in a time that does not depend on where not. */
    static boolean same(byte[] one, int oneAt, byte[] other, int otherAt, int bytes) {
        int differences = 0;
        for (int i = 0; i < bytes; i++) {
            differences |= (one[oneAt + i] ^ other[otherAt + i]) & KEY_BITS;
        }
        return differences == 0;
    }
}
