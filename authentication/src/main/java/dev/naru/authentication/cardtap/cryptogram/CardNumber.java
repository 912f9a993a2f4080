// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import java.util.Arrays;
import java.util.Optional;

/**
 * A card's number and its sequence number. The digits are zeroed by {@link #close} and are in no
 * text. Not checked here: the check digit, which the keys do not know either.
 */
public final class CardNumber implements AutoCloseable {
    private static final int LEAST_DIGITS = 8;
    private static final int MOST_DIGITS = 19;
    private static final int MOST_BYTES = 10;
    private static final int SEQUENCE_DIGITS = 2;
    private static final int PADDING = 0xF;
    private static final int RADIX = 10;

    /** One digit a byte, the two of the sequence number last. */
    private final byte[] digits;

    private CardNumber(byte[] digits) {
        this.digits = digits;
    }

    /**
     * Reads what a card tells.
     *
     * @param number the value of tag 5A: 8 to 19 digits, two a byte, filled up with F
     * @param sequence the value of tag 5F34: two digits; a card without it counts as 00
     * @return empty when either is anything else
     */
    public static Optional<CardNumber> read(byte[] number, byte[] sequence) {
        if (number.length > MOST_BYTES || sequence.length != 1) {
            return Optional.empty();
        }
        int length = 2 * number.length;
        while (length > 0 && nibble(number, length - 1) == PADDING) {
            length--;
        }
        if (length < LEAST_DIGITS || length > MOST_DIGITS) {
            return Optional.empty();
        }
        byte[] digits = new byte[length + SEQUENCE_DIGITS];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = i < length ? nibble(number, i) : nibble(sequence, i - length);
            if (digits[i] >= RADIX) {
                Arrays.fill(digits, (byte) 0);
                return Optional.empty();
            }
        }
        return Optional.of(new CardNumber(digits));
    }

    private static byte nibble(byte[] packed, int index) {
        return (byte) ((packed[index / 2] >> (index % 2 == 0 ? 4 : 0)) & 0xF);
    }

    /** How many digits the number has, without the sequence number: 8 to 19. */
    public int length() {
        return digits.length - SEQUENCE_DIGITS;
    }

    /** Whether the number begins with these decimal digits. */
    public boolean beginsWith(String prefix) {
        if (prefix.length() > length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (prefix.charAt(i) - '0' != digits[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The number and then the sequence number, two digits a byte, with a 0 before an odd count: to
     * be zeroed by whoever asks.
     */
    public byte[] digits() {
        return lastDigits((digits.length + 1) / 2);
    }

    /** The last digits of the same, in so many bytes, zeros before them where there are fewer. */
    byte[] lastDigits(int bytes) {
        byte[] packed = new byte[bytes];
        int count = Math.min(digits.length, 2 * bytes);
        for (int i = 0; i < count; i++) {
            int fromEnd = i / 2;
            packed[bytes - 1 - fromEnd] |=
                    (byte) (digits[digits.length - 1 - i] << (i % 2 == 0 ? 0 : 4));
        }
        return packed;
    }

    /** Zeroes the digits. */
    @Override
    public void close() {
        Arrays.fill(digits, (byte) 0);
    }

    /** Says only how long it is. */
    @Override
    public String toString() {
        return "CardNumber[" + length() + " digits]";
    }
}
