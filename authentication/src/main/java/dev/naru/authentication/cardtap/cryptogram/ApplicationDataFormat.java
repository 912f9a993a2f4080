// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The shapes of issuer application data (tag 9F10). Nothing in them says which one it is, so a
 * value may have two at once.
 */
enum ApplicationDataFormat {
    /**
     * Visa's formats 0, 1 and 3: 06, key index, version, 03 and three bytes of results; then
     * nothing, or a length and so many bytes of the issuer's own.
     */
    VISA {
        @Override
        boolean matches(byte[] value, int code) {
            return value.length >= VISA_BYTES
                    && value.length <= MOST_BYTES
                    && value[0] == 0x06
                    && unsigned(value[2]) == code
                    && value[VISA_RESULTS_AT] == 0x03
                    && (value.length == VISA_BYTES
                            || unsigned(value[VISA_BYTES]) == value.length - VISA_BYTES - 1);
        }

        @Override
        int keyIndex(byte[] value) {
            return unsigned(value[1]);
        }

        @Override
        byte[] results(byte[] value) {
            return Arrays.copyOfRange(value, VISA_RESULTS_AT, VISA_BYTES);
        }
    },

    /** Visa's format 2: 1F, version, key index, and 29 bytes more. */
    VISA_LONG {
        @Override
        boolean matches(byte[] value, int code) {
            return value.length == MOST_BYTES && value[0] == 0x1F && unsigned(value[1]) == code;
        }

        @Override
        int keyIndex(byte[] value) {
            return unsigned(value[2]);
        }
    },

    /**
     * M/Chip's: key index, version, six bytes of results, two of a dynamic number, and counters. Of
     * 18 bytes (M/Chip 4) or of 18, 20, 26 or 28 (M/Chip Advance). Counters that a card sends
     * encrypted are not decrypted here: a cryptogram that covers them counts as wrong.
     */
    MCHIP {
        @Override
        boolean matches(byte[] value, int code) {
            return MCHIP_LENGTHS.contains(value.length) && unsigned(value[1]) == code;
        }

        @Override
        int keyIndex(byte[] value) {
            return unsigned(value[0]);
        }

        @Override
        byte[] results(byte[] value) {
            return Arrays.copyOfRange(value, 2, MCHIP_RESULTS_END);
        }

        // In 20 and 28 bytes the counter of the last online transaction follows the others; whether
        // a cryptogram covers it is in no public source.
        @Override
        Optional<byte[]> counters(byte[] value) {
            return MCHIP_LENGTHS_OF_COUNTERS.contains(value.length)
                    ? Optional.of(Arrays.copyOfRange(value, MCHIP_COUNTERS_AT, value.length))
                    : Optional.empty();
        }
    },

    /** Of EMV's common core definitions (Book 3, annex C9): two parts of 0F bytes. */
    CCD {
        @Override
        boolean matches(byte[] value, int code) {
            return value.length == MOST_BYTES
                    && value[0] == 0x0F
                    && unsigned(value[1]) == code
                    && value[CCD_SECOND_PART_AT] == 0x0F;
        }

        @Override
        int keyIndex(byte[] value) {
            return unsigned(value[2]);
        }
    };

    static final int MOST_BYTES = 32;

    private static final int VISA_BYTES = 7;
    private static final int VISA_RESULTS_AT = 3;
    private static final List<Integer> MCHIP_LENGTHS = List.of(18, 20, 26, 28);
    private static final List<Integer> MCHIP_LENGTHS_OF_COUNTERS = List.of(18, 26);
    private static final int MCHIP_RESULTS_END = 8;
    private static final int MCHIP_COUNTERS_AT = 10;
    private static final int CCD_SECOND_PART_AT = 16;

    /** What a version takes from these data into those that its cryptogram covers. */
    enum Appended {
        /** The card's verification results. */
        VERIFICATION_RESULTS,
        /** The same and the counters. */
        RESULTS_AND_COUNTERS,
        /** The whole value. */
        EVERYTHING
    }

    /** Whether this has that shape and that version in it. */
    abstract boolean matches(byte[] value, int code);

    /** Which of the issuer's keys, of a value that matches. */
    abstract int keyIndex(byte[] value);

    /** The card's verification results, of a value that matches. */
    byte[] results(byte[] value) {
        throw new IllegalStateException(this + " is covered whole");
    }

    /** The counters, of a value that matches; empty where nobody can say which they are. */
    Optional<byte[]> counters(byte[] value) {
        throw new IllegalStateException(this + " has no counters of its own");
    }

    private static int unsigned(byte b) {
        return b & 0xFF;
    }
}
