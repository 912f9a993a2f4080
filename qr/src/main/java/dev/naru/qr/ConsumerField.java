// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The objects of an application (61), the common part (62) and the transparent parts (63, 64) that
 * mean the same in every scheme: EMVCo consumer-presented specification 1.0; lengths of EMV Book 3,
 * annex A. The last one is QRIS's, as codes seen have it.
 */
public enum ConsumerField {
    /** Which application this is: an identifier of 5 to 16 bytes. */
    ADF_NAME(0x4F, Form.BINARY, 5, 16),
    /** What the application is called. */
    LABEL(0x50, Form.TEXT, 1, 16),
    /** The magnetic stripe's second track. Personal. */
    TRACK_2(0x57, Form.TRACK_2, 7, 19),
    /** The card's number. Personal. */
    CARD_NUMBER(0x5A, Form.PADDED_DIGITS, 4, 10),
    /** The payer's name. Personal. */
    CARDHOLDER_NAME(0x5F20, Form.TEXT, 2, 26),
    /** One to four languages (ISO 639-1) that the payer prefers. */
    LANGUAGES(0x5F2D, Form.LANGUAGES, 2, 8),
    /** Which of several cards of this number this is. */
    CARD_SEQUENCE(0x5F34, Form.DIGITS, 1, 1),
    /** Where the issuer is on the web: untrusted, and never fetched. */
    ISSUER_URL(0x5F50, Form.TEXT, 1, 255),
    /** The application's version. */
    VERSION(0x9F08, Form.BINARY, 2, 2),
    /** Who asked for the token that stands for the card: eleven digits. */
    TOKEN_REQUESTOR(0x9F19, Form.DIGITS, 6, 6),
    /** An id of the account behind the card. Personal. */
    ACCOUNT_REFERENCE(0x9F24, Form.TEXT, 29, 29),
    /** The last four digits of the card's number. */
    LAST_FOUR_DIGITS(0x9F25, Form.DIGITS, 2, 2),
    /** What the application can do. */
    INTERCHANGE_PROFILE(0x82, Form.BINARY, 2, 2),
    /** What only the issuer reads. */
    ISSUER_APPLICATION(0x9F10, Form.BINARY, 1, 32),
    /** The proof that the issuer checks. */
    CRYPTOGRAM(0x9F26, Form.BINARY, 8, 8),
    /** What kind of proof it is. */
    CRYPTOGRAM_KIND(0x9F27, Form.BINARY, 1, 1),
    /** How often the application was used. */
    TRANSACTION_COUNTER(0x9F36, Form.BINARY, 2, 2),
    /** The number that the proof was made fresh with. */
    UNPREDICTABLE_NUMBER(0x9F37, Form.BINARY, 4, 4),
    /** A text of the issuer's own, the payment's token in QRIS codes. */
    ISSUER_TEXT(0x9F74, Form.TEXT, 1, 255);

    private enum Form {
        BINARY,
        TEXT,
        DIGITS,
        PADDED_DIGITS,
        TRACK_2,
        LANGUAGES
    }

    private static final char PADDING = 'F';
    private static final char SEPARATOR = 'D';
    private static final int MIN_CARD_DIGITS = 8;
    private static final int MAX_CARD_DIGITS = 19;

    /** Four digits of expiry, three of the service code. */
    private static final int MIN_TRACK_2_REST = 7;

    private final int tag;
    private final Form form;
    private final int minBytes;
    private final int maxBytes;

    ConsumerField(int tag, Form form, int minBytes, int maxBytes) {
        this.tag = tag;
        this.form = form;
        this.minBytes = minBytes;
        this.maxBytes = maxBytes;
    }

    /** The tag as a number, {@code 0x5F20}. */
    public int tag() {
        return tag;
    }

    /** The object with these bytes. */
    public BerObject of(Octets value) {
        return BerObject.primitive(tag, value);
    }

    /**
     * The object with this value: texts in ISO 8859-1; digits two to a byte, filled up with F
     * behind a card's number and a second track, with 0 before any other number; bytes in
     * hexadecimal.
     *
     * @throws IllegalArgumentException when the value cannot be written so
     */
    public BerObject of(String value) {
        return of(
                switch (form) {
                    case TEXT, LANGUAGES -> Octets.of(latin(value));
                    case BINARY -> Octets.ofHex(value);
                    case DIGITS -> Octets.ofHex(value.length() % 2 == 0 ? value : "0" + value);
                    case PADDED_DIGITS, TRACK_2 ->
                            Octets.ofHex(value.length() % 2 == 0 ? value : value + PADDING);
                });
    }

    private static byte[] latin(String value) {
        if (value.chars().anyMatch(unit -> unit > 0xFF)) {
            throw new IllegalArgumentException("a character that ISO 8859-1 does not have");
        }
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Optional<ConsumerField> of(int tag) {
        for (ConsumerField field : values()) {
            if (field.tag == tag) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** How the value breaks the rules of a code of this format, or null. */
    @Nullable QrErrorCode breach(ConsumerFormat format, Octets value) {
        boolean ofJpqr = format == ConsumerFormat.JPQR && (this == ADF_NAME || this == TRACK_2);
        int least = ofJpqr ? 1 : minBytes;
        int most = ofJpqr ? QrObject.MAX_LENGTH : maxBytes;
        if (value.length() > most) {
            return QrErrorCode.FIELD_TOO_LONG;
        }
        boolean right = value.length() >= least && (ofJpqr || hasForm(value));
        return right ? null : QrErrorCode.FIELD_FORMAT;
    }

    private boolean hasForm(Octets value) {
        return switch (form) {
            case BINARY, TEXT -> true;
            case DIGITS -> digits(value.hex(), 0) == 2 * value.length();
            case PADDED_DIGITS -> isPadded(value.hex());
            case TRACK_2 -> isTrack2(value.hex());
            case LANGUAGES -> isLanguages(value.toByteArray());
        };
    }

    private static boolean isPadded(String hex) {
        int digits = digits(hex, 0);
        int end = digits;
        while (end < hex.length() && hex.charAt(end) == PADDING) {
            end++;
        }
        return end == hex.length() && isCardLength(digits);
    }

    private static boolean isTrack2(String hex) {
        int separator = digits(hex, 0);
        if (!isCardLength(separator)
                || separator == hex.length()
                || hex.charAt(separator) != SEPARATOR) {
            return false;
        }
        int end = digits(hex, separator + 1);
        boolean padded = end == hex.length() - 1 && hex.charAt(end) == PADDING;
        return end - separator - 1 >= MIN_TRACK_2_REST && (padded || end == hex.length());
    }

    private static boolean isCardLength(int digits) {
        return digits >= MIN_CARD_DIGITS && digits <= MAX_CARD_DIGITS;
    }

    /** Just past the digits from {@code from} on. */
    private static int digits(String hex, int from) {
        int end = from;
        while (end < hex.length() && hex.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static boolean isLanguages(byte[] value) {
        for (byte letter : value) {
            int lower = letter | 0x20;
            if (lower < 'a' || lower > 'z') {
                return false;
            }
        }
        return value.length % 2 == 0;
    }
}
