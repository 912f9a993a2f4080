// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import dev.naru.formats.emv.ByteString;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key by which a card computes its cryptograms, as EMV's common core definitions have it with
 * triple DES (EMV 4.4, Book 2, annexes A1.2 to A1.4, option A). Written from the book and not from
 * the hub's reading of it.
 */
final class CryptogramKey {
    private static final int BLOCK = 8;
    private static final int KEY = 16;
    private static final int DIGITS = 16;

    private final byte[] key;

    private CryptogramKey(byte[] key) {
        this.key = key;
    }

    /**
     * The key of a card.
     *
     * @param masterKey the issuer's, 16 bytes
     * @param digits the card's number and its sequence number, at least 16 digits
     */
    static CryptogramKey of(ByteString masterKey, String digits) {
        ByteString last = ByteString.ofHex(digits.substring(digits.length() - DIGITS));
        byte[] diversified = new byte[KEY];
        for (int i = 0; i < BLOCK; i++) {
            diversified[i] = (byte) last.at(i);
            diversified[BLOCK + i] = (byte) ~last.at(i);
        }
        return new CryptogramKey(tripleDes(masterKey.toByteArray(), diversified));
    }

    /**
     * A cryptogram, 8 bytes.
     *
     * @param counter the card's, 2 bytes
     */
    ByteString compute(ByteString counter, ByteString covered) {
        byte[] branches = new byte[KEY];
        for (int half = 0; half < KEY; half += BLOCK) {
            branches[half] = (byte) counter.at(0);
            branches[half + 1] = (byte) counter.at(1);
        }
        branches[2] = (byte) 0xF0;
        branches[BLOCK + 2] = 0x0F;
        return ByteString.of(code(tripleDes(key, branches), covered.toByteArray()));
    }

    /** ISO/IEC 9797-1, algorithm 3, the text followed by 80 and zeros. */
    private static byte[] code(byte[] sessionKey, byte[] text) {
        byte[] filled = Arrays.copyOf(text, (text.length / BLOCK + 1) * BLOCK);
        filled[text.length] = (byte) 0x80;
        byte[] left = Arrays.copyOf(sessionKey, BLOCK);
        byte[] right = Arrays.copyOfRange(sessionKey, BLOCK, KEY);
        byte[] chained = new byte[BLOCK];
        for (int at = 0; at < filled.length; at += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                chained[i] ^= filled[at + i];
            }
            chained = des("DES", Cipher.ENCRYPT_MODE, left, chained);
        }
        return des(
                "DES", Cipher.ENCRYPT_MODE, left, des("DES", Cipher.DECRYPT_MODE, right, chained));
    }

    private static byte[] tripleDes(byte[] twoKeys, byte[] text) {
        byte[] three = Arrays.copyOf(twoKeys, KEY + BLOCK);
        System.arraycopy(twoKeys, 0, three, KEY, BLOCK);
        return des("DESede", Cipher.ENCRYPT_MODE, three, text);
    }

    /** Single blocks, as cards' keys are defined. */
    @SuppressWarnings("InsecureCryptoUsage")
    private static byte[] des(String algorithm, int mode, byte[] key, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(algorithm + "/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, algorithm));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has DES", e);
        }
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "CryptogramKey";
    }
}
