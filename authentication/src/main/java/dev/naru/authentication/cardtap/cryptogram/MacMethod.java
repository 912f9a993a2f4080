// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import java.util.Arrays;

/** How a cryptogram is computed with the session's key (EMV Book 2, annex A1.2). */
public enum MacMethod {
    /** ISO/IEC 9797-1 MAC algorithm 3 with DES over data that are filled up with zeros. */
    ISO_9797_3_ZEROS(KeyAlgorithm.TDES),
    /** The same over data that are followed by 80 and then filled up with zeros. */
    ISO_9797_3_ONE_BIT(KeyAlgorithm.TDES),
    /** AES-CMAC (RFC 4493), of which the first bytes count. */
    AES_CMAC(KeyAlgorithm.AES);

    private static final int DES_BLOCK = 8;
    private static final byte ONE_BIT = (byte) 0x80;

    private final KeyAlgorithm algorithm;

    MacMethod(KeyAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    /** Of the session's key. */
    public KeyAlgorithm algorithm() {
        return algorithm;
    }

    /** The first bytes of the code over these data. */
    byte[] compute(BlockCiphers ciphers, byte[] key, byte[] data, int bytes) {
        byte[] code =
                switch (this) {
                    case ISO_9797_3_ZEROS -> ciphers.iso9797Algorithm3(key, filled(data, 0));
                    case ISO_9797_3_ONE_BIT -> {
                        byte[] filled = filled(data, 1);
                        filled[data.length] = ONE_BIT;
                        yield ciphers.iso9797Algorithm3(key, filled);
                    }
                    case AES_CMAC -> ciphers.cmac(key, data);
                };
        return Arrays.copyOf(code, bytes);
    }

    private static byte[] filled(byte[] data, int atLeast) {
        int blocks = (data.length + atLeast + DES_BLOCK - 1) / DES_BLOCK;
        return Arrays.copyOf(data, Math.max(1, blocks) * DES_BLOCK);
    }
}
