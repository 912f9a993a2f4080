// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How a card's master key comes from the issuer's (EMV Book 2, annex A1.4): the issuer's key
 * encrypts 16 bytes that the card's number determines. Only the issuer knows which option it
 * personalised its cards with.
 */
public enum CardKeyOption {
    /** From the last 16 digits of card number and sequence number: the digits before are unused. */
    A(KeyAlgorithm.TDES),
    /** From all digits through SHA-1; the same as {@link #A} up to 16 digits of card number. */
    B(KeyAlgorithm.TDES),
    /** From all digits, for AES. */
    C(KeyAlgorithm.AES);

    private static final int LONGEST_NUMBER_OF_A = 16;
    private static final int DES_BLOCK = 8;
    private static final int KEY_BYTES = 16;
    private static final int RADIX = 10;

    private final KeyAlgorithm algorithm;

    CardKeyOption(KeyAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    /** Of the issuer's key and of the card's. */
    public KeyAlgorithm algorithm() {
        return algorithm;
    }

    /** What the issuer's master key encrypts, block by block, to give the card's: 16 bytes. */
    byte[] diversification(CardNumber card) {
        return switch (this) {
            case A -> withComplement(card.lastDigits(DES_BLOCK));
            case B ->
                    withComplement(
                            card.length() <= LONGEST_NUMBER_OF_A
                                    ? card.lastDigits(DES_BLOCK)
                                    : decimalised(sha1(card.digits())));
            case C -> card.lastDigits(KEY_BYTES);
        };
    }

    private static byte[] withComplement(byte[] y) {
        byte[] both = new byte[KEY_BYTES];
        for (int i = 0; i < DES_BLOCK; i++) {
            both[i] = y[i];
            both[DES_BLOCK + i] = (byte) ~y[i];
        }
        return both;
    }

    /**
     * The first 16 hexadecimal digits of the hash that are decimal; where there are fewer, the
     * others follow in their order, a as 0 to f as 5.
     */
    private static byte[] decimalised(byte[] hash) {
        byte[] y = new byte[DES_BLOCK];
        int taken = take(hash, y, 0, 0);
        take(hash, y, taken, RADIX);
        return y;
    }

    /** Takes the digits from this one to nine more, and returns how many there are then. */
    private static int take(byte[] hash, byte[] y, int already, int from) {
        int taken = already;
        for (int i = 0; i < 2 * hash.length && taken < 2 * DES_BLOCK; i++) {
            int digit = (hash[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0xF;
            if (digit >= from && digit < from + RADIX) {
                y[taken / 2] |= (byte) ((digit - from) << (taken % 2 == 0 ? 4 : 0));
                taken++;
            }
        }
        return taken;
    }

    private static byte[] sha1(byte[] digits) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
