// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import java.util.Arrays;

/**
 * How the key of one transaction comes from the card's master key: it encrypts 16 bytes that the
 * transaction determines.
 */
public enum SessionKeyDerivation {
    /** It is the card's master key. */
    NONE,
    /** EMV's common one, from the counter (EMV Book 2, annex A1.3.1). */
    COMMON,
    /** Mastercard's own, from the counter and the unpredictable number; triple DES only. */
    MCHIP;

    private static final int KEY_BYTES = 16;
    private static final int DES_BLOCK = 8;
    private static final int UNPREDICTABLE_AT = 4;
    private static final int BRANCH_AT = 2;
    private static final byte[] NOTHING = new byte[0];
    private static final byte LEFT = (byte) 0xF0;
    private static final byte RIGHT = 0x0F;

    /**
     * What the card's master key encrypts, block by block, to give the session's: 16 bytes.
     *
     * @param counter tag 9F36, 2 bytes
     * @param unpredictable tag 9F37, 4 bytes
     * @throws IllegalStateException for {@link #NONE}, which encrypts nothing
     */
    byte[] diversification(KeyAlgorithm algorithm, byte[] counter, byte[] unpredictable) {
        return switch (this) {
            case NONE -> throw new IllegalStateException("the master key is the session's");
            case COMMON -> branched(algorithm, counter, NOTHING);
            case MCHIP -> branched(algorithm, counter, unpredictable);
        };
    }

    private static byte[] branched(KeyAlgorithm algorithm, byte[] counter, byte[] unpredictable) {
        byte[] r = Arrays.copyOf(counter, KEY_BYTES);
        System.arraycopy(unpredictable, 0, r, UNPREDICTABLE_AT, unpredictable.length);
        switch (algorithm) {
            case TDES -> {
                System.arraycopy(r, 0, r, DES_BLOCK, DES_BLOCK);
                r[BRANCH_AT] = LEFT;
                r[DES_BLOCK + BRANCH_AT] = RIGHT;
            }
            case AES -> {}
        }
        return r;
    }
}
