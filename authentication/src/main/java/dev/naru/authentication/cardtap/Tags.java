// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

/**
 * The tags that a tap needs (EMV 4.4, Book 3, annex A; Visa's and Mastercard's contactless books).
 */
final class Tags {
    static final int FILE = 0x6F;
    static final int FILE_NAME = 0x84;
    static final int FILE_OWN = 0xA5;
    static final int FILE_ISSUER = 0xBF0C;
    static final int ENTRY = 0x61;
    static final int APPLICATION = 0x4F;
    static final int PRIORITY = 0x87;
    static final int PDOL = 0x9F38;
    static final int TEMPLATE = 0x83;
    static final int FORMAT_1 = 0x80;
    static final int FORMAT_2 = 0x77;
    static final int PROFILE = 0x82;
    static final int LOCATOR = 0x94;
    static final int RECORD = 0x70;
    static final int CDOL1 = 0x8C;
    static final int DDOL = 0x9F49;
    static final int STATIC_TAGS = 0x9F4A;
    static final int ACCOUNT = 0x5A;
    static final int TRACK_2 = 0x57;
    static final int LAST_DAY = 0x5F24;
    static final int SEQUENCE = 0x5F34;
    static final int AUTHORITY_INDEX = 0x8F;
    static final int ISSUER_CERTIFICATE = 0x90;
    static final int ISSUER_REMAINDER = 0x92;
    static final int ISSUER_EXPONENT = 0x9F32;
    static final int CARD_CERTIFICATE = 0x9F46;
    static final int CARD_EXPONENT = 0x9F47;
    static final int CARD_REMAINDER = 0x9F48;
    static final int INFORMATION = 0x9F27;
    static final int CRYPTOGRAM = 0x9F26;
    static final int COUNTER = 0x9F36;
    static final int ISSUER_DATA = 0x9F10;
    static final int SIGNATURE = 0x9F4B;
    static final int CARD_DATA = 0x9F69;
    static final int CARD_QUALIFIERS = 0x9F6C;

    private Tags() {}
}
