// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * A way in which codes that hang in shops differ from the specification, and that a scheme's
 * profile may put up with. A reading names every one that it used; a profile that does not allow
 * one refuses the code with {@link #refusal()}.
 */
public enum Tolerance {
    /** 00 says version 02 (DuitNow). */
    PFI_02(QrErrorCode.FORMAT_INDICATOR_UNKNOWN),
    /** 01 also names a medium: 21, 22 Bluetooth, 31, 32 near field. */
    POI_MEDIUM(QrErrorCode.PRESENTATION_UNKNOWN),
    /** The check value has lower-case letters. */
    CRC_LOWER(QrErrorCode.CRC_LOWER_CASE),
    /** Lengths count UTF-8 bytes instead of characters. */
    BYTE_LENGTHS(QrErrorCode.LENGTH_IN_BYTES),
    /** A field of length 00. */
    EMPTY_VALUE(QrErrorCode.LENGTH_ZERO),
    /** 26 to 51, 62 or 64 holds a plain text where fields should be. */
    PLAIN_TEMPLATE(QrErrorCode.TEMPLATE_MALFORMED),
    /** 80 to 99 holds a plain text where fields should be. */
    PLAIN_UNRESERVED(QrErrorCode.TEMPLATE_MALFORMED),
    /** The category, the name or the city is missing. */
    MISSING_52_59_60(QrErrorCode.FIELD_MISSING),
    /** 62 has a sub-field 00. */
    SUB00_IN_62(QrErrorCode.FIELD_UNEXPECTED),
    /** The name has more than 25 characters. */
    NAME_OVER_25(QrErrorCode.FIELD_TOO_LONG),
    /** The city has more than 15 characters. */
    CITY_OVER_15(QrErrorCode.FIELD_TOO_LONG),
    /** The postal code has more than 10 characters. */
    POSTAL_OVER_10(QrErrorCode.FIELD_TOO_LONG),
    /** The category is not four digits; it reads as absent. */
    MCC_FORM(QrErrorCode.FIELD_FORMAT),
    /** The currency is not three digits; it reads as absent. */
    CURRENCY_FORM(QrErrorCode.FIELD_FORMAT),
    /** The country is not two capital letters; it reads as absent. */
    COUNTRY_FORM(QrErrorCode.FIELD_FORMAT),
    /** The amount or the fixed tip is zero. */
    ZERO_AMOUNT(QrErrorCode.AMOUNT_ZERO),
    /** 56 or 57 stands there although 55 does not call for it; it is not read. */
    TIP_EXTRA(QrErrorCode.TIP_INCONSISTENT),
    /** A static QRIS code without the national repository's field 51. */
    QRIS_WITHOUT_51(QrErrorCode.FIELD_MISSING),
    /** A QRIS merchant number that is not 16 to 19 digits. */
    PAN_UNUSUAL(QrErrorCode.FIELD_FORMAT),
    /** An Indonesian national merchant id that is not {@code ID} and 13 digits. */
    NMID_UNUSUAL(QrErrorCode.FIELD_FORMAT),
    /**
     * An Indonesian national merchant id whose digits fail the Luhn check (seen, not documented).
     */
    NMID_CHECK_DIGIT(QrErrorCode.CHECK_DIGIT),
    /** A card scheme's merchant number of 16 digits fails the Luhn check (BharatQR). */
    CARD_CHECK_DIGIT(QrErrorCode.CHECK_DIGIT),
    /** The currency is not one of the scheme's; the code's own is read, and routing decides. */
    OTHER_CURRENCY(QrErrorCode.CURRENCY_NOT_OF_SCHEME),
    /** The country is not one of the scheme's; the code's own is read. */
    OTHER_COUNTRY(QrErrorCode.COUNTRY_NOT_OF_SCHEME),
    /** The expiry is no day and no moment (PayNow); it reads as absent. */
    EXPIRY_FORM(QrErrorCode.FIELD_FORMAT),
    /** A dynamic KHQR code without the times of its making and its end in 99. */
    KHQR_WITHOUT_99(QrErrorCode.FIELD_MISSING),
    /** A field is missing that only secondary sources ask for. */
    SECONDARY_MISSING(QrErrorCode.FIELD_MISSING),
    /** A field differs from what only secondary sources or a few codes show. */
    SECONDARY_FORM(QrErrorCode.FIELD_FORMAT),
    /**
     * 00 stands twice, and the check value is counted from 01 on, as in samples of NEPALPAY's
     * operator. Off unless a profile is made to tolerate it.
     */
    NCHL_DOUBLE_00(QrErrorCode.DUPLICATE_TAG);

    private final QrErrorCode refusal;

    Tolerance(QrErrorCode refusal) {
        this.refusal = refusal;
    }

    /** How a profile that does not allow this refuses. */
    public QrErrorCode refusal() {
        return refusal;
    }
}
