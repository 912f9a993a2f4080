// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import java.util.List;
import java.util.Locale;

/**
 * The tags of a tap that the adapter reads (EMV Book 3, annex A). The first ten are, in this order,
 * what every cryptogram covers.
 */
public enum CryptogramTag {
    /** In minor units of the currency, twelve digits. */
    AMOUNT_AUTHORISED(0x9F02, 6, 6),
    /** In minor units of the currency, twelve digits. */
    AMOUNT_OTHER(0x9F03, 6, 6),
    /** ISO 3166 numeric. */
    TERMINAL_COUNTRY(0x9F1A, 2, 2),
    /** What the terminal found. */
    TERMINAL_VERIFICATION_RESULTS(0x95, 5, 5),
    /** ISO 4217 numeric. */
    CURRENCY(0x5F2A, 2, 2),
    /** YYMMDD. */
    DATE(0x9A, 3, 3),
    /** The first two digits of ISO 8583's processing code. */
    TRANSACTION_TYPE(0x9C, 1, 1),
    /** Our challenge. */
    UNPREDICTABLE_NUMBER(0x9F37, 4, 4),
    /** What the card can do. */
    APPLICATION_INTERCHANGE_PROFILE(0x82, 2, 2),
    /** How many transactions the card has begun. */
    APPLICATION_TRANSACTION_COUNTER(0x9F36, 2, 2),
    /** Version, key index and what else the card tells its issuer. */
    ISSUER_APPLICATION_DATA(0x9F10, 1, ApplicationDataFormat.MOST_BYTES),
    /** What is verified. */
    APPLICATION_CRYPTOGRAM(0x9F26, 8, 8),
    /** The card's number. */
    CARD_NUMBER(0x5A, 4, 10),
    /** Which card of this number; 00 where the card has none. */
    SEQUENCE_NUMBER(0x5F34, 1, 1);

    /** What every cryptogram covers, in order. */
    static final List<CryptogramTag> COVERED =
            List.of(values()).subList(0, APPLICATION_TRANSACTION_COUNTER.ordinal() + 1);

    /** How many bytes that is; each of them has one length. */
    static final int COVERED_BYTES = COVERED.stream().mapToInt(CryptogramTag::mostBytes).sum();

    private final int tag;
    private final int leastBytes;
    private final int mostBytes;

    CryptogramTag(int tag, int leastBytes, int mostBytes) {
        this.tag = tag;
        this.leastBytes = leastBytes;
        this.mostBytes = mostBytes;
    }

    /** As a number of one or two bytes. */
    public int tag() {
        return tag;
    }

    /** How many bytes its value has at the least. */
    public int leastBytes() {
        return leastBytes;
    }

    /** How many bytes its value has at the most. */
    public int mostBytes() {
        return mostBytes;
    }

    /** As everybody writes it: hexadecimal, such as 9F02. */
    public String hex() {
        return Integer.toHexString(tag).toUpperCase(Locale.ROOT);
    }
}
