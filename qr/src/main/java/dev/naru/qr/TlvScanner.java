// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Arrays;

/**
 * Takes a text apart into fields: two digits of tag, two digits of length, value, until the end
 * (EMVCo merchant-presented specification 1.0, 4.4). One walk over the headers, values are skipped.
 *
 * <p>The outermost level is strict. A field that the specification calls a template is tried: when
 * its inside is not fields to the last character, it stays a plain text. Templates stand at most
 * three levels deep, by {@link #mayBeTemplate}, so the walk calls itself at most that often.
 */
final class TlvScanner {
    /** More fields than this are refused; an official label of many schemes has about 120. */
    static final int MAX_OBJECTS = 200;

    private static final int MALFORMED = -1;

    /** All is well and no tag stands twice. */
    private static final int NO_DUPLICATE = -2;

    private final String text;
    private final LengthUnit unit;
    private final boolean oneUnitEach;
    private int[] cells;
    private int count;

    private QrErrorCode failure = QrErrorCode.TRUNCATED;
    private int failedAt;
    private int failedParent = RawFields.ROOT;
    private int failedTag = -1;
    private boolean failedForGood;

    private TlvScanner(String text, TextShape shape, LengthUnit unit) {
        this.text = text;
        this.unit = unit;
        this.oneUnitEach = unit == LengthUnit.CHARACTERS ? shape.oneUnitEach() : shape.ascii();
        this.cells = new int[Math.min(MAX_OBJECTS, text.length() / 8 + 4) * RawFields.CELLS];
    }

    /**
     * The fields of {@code text} from {@code from} on, or the first error.
     *
     * @param shape the text's own, without a lone surrogate
     */
    static Scan scan(String text, TextShape shape, LengthUnit unit, int from) {
        TlvScanner scanner = new TlvScanner(text, shape, unit);
        int duplicate = scanner.level(from, text.length(), RawFields.ROOT);
        RawFields fields = new RawFields(text, scanner.cells, scanner.count, unit);
        if (duplicate >= 0) {
            scanner.fail(QrErrorCode.DUPLICATE_TAG, duplicate, RawFields.ROOT);
            scanner.failedTag = scanner.twoDigits(duplicate);
        }
        if (duplicate >= 0 || duplicate == MALFORMED) {
            String field =
                    scanner.failedTag < 0
                            ? ""
                            : fields.path(scanner.failedParent, scanner.failedTag);
            return new Scan.Failed(new QrError(scanner.failure, scanner.failedAt, field));
        }
        return fields;
    }

    /**
     * Walks one level. Answers {@link #NO_DUPLICATE}, {@link #MALFORMED}, or, when everything is
     * well-formed but a tag stands twice, where the second one stands.
     */
    private int level(int from, int to, int parent) {
        long seenBelow64 = 0;
        long seenFrom64 = 0;
        int duplicate = NO_DUPLICATE;
        for (int at = from; at < to; ) {
            if (!header(at, to, parent)) {
                return MALFORMED;
            }
            int tag = twoDigits(at);
            int start = at + RawFields.HEADER;
            int end = endOf(start, twoDigits(at + 2), to);
            if (end < 0) {
                failedTag = tag;
                return fail(QrErrorCode.LENGTH_PAST_END, at + 2, parent);
            }
            long bit = 1L << (tag & 63);
            if (((tag < 64 ? seenBelow64 : seenFrom64) & bit) != 0 && duplicate < 0) {
                duplicate = at;
            }
            if (tag < 64) {
                seenBelow64 |= bit;
            } else {
                seenFrom64 |= bit;
            }
            if (!add(tag, start, end - start, parent) || !tryTemplate(count - 1)) {
                return MALFORMED;
            }
            at = end;
        }
        return duplicate;
    }

    private boolean header(int at, int to, int parent) {
        failedTag = -1;
        if (to - at < RawFields.HEADER) {
            fail(QrErrorCode.TRUNCATED, at, parent);
        } else if (twoDigits(at) < 0) {
            fail(QrErrorCode.TAG_NOT_DIGITS, at, parent);
        } else if (twoDigits(at + 2) < 0) {
            failedTag = twoDigits(at);
            fail(QrErrorCode.LENGTH_NOT_DIGITS, at + 2, parent);
        } else {
            return true;
        }
        return false;
    }

    /**
     * Takes a field apart when it may be a template. Answers false only for what refuses the whole
     * text: too many fields, or a template of the specification that holds a tag twice.
     */
    private boolean tryTemplate(int index) {
        int at = index * RawFields.CELLS;
        int start = cells[at + RawFields.START];
        int length = cells[at + RawFields.LENGTH];
        if (length == 0 || !mayBeTemplate(index)) {
            return true;
        }
        int duplicate = level(start, start + length, index);
        if (duplicate == NO_DUPLICATE) {
            return true;
        }
        if (failedForGood) {
            return false;
        }
        if (duplicate >= 0 && isSpecified(cells[at + RawFields.TAG])) {
            fail(QrErrorCode.DUPLICATE_TAG, duplicate, index);
            failedTag = twoDigits(duplicate);
            failedForGood = true;
            return false;
        }
        count = index + 1;
        return true;
    }

    /** Which fields are tried: the root's templates, and the two nested ones that are in use. */
    private boolean mayBeTemplate(int index) {
        int tag = cells[index * RawFields.CELLS + RawFields.TAG];
        int parent = cells[index * RawFields.CELLS + RawFields.PARENT];
        if (parent == RawFields.ROOT) {
            return isSpecified(tag) || isUnreserved(tag);
        }
        if (cells[parent * RawFields.CELLS + RawFields.PARENT] != RawFields.ROOT) {
            return false;
        }
        int outer = cells[parent * RawFields.CELLS + RawFields.TAG];
        boolean vietQrBeneficiary = outer == 38 && tag == 1;
        boolean paymentSystem = outer == Tags.ADDITIONAL && tag >= 50;
        return vietQrBeneficiary || paymentSystem;
    }

    /** Whether the specification itself defines the inside of this root field. */
    static boolean isSpecified(int tag) {
        return Tags.isAccountTemplate(tag) || tag == Tags.ADDITIONAL || tag == Tags.LANGUAGE;
    }

    /** Whether this root field is a template that anyone may define. */
    static boolean isUnreserved(int tag) {
        return tag >= 80;
    }

    private int endOf(int start, int declared, int to) {
        if (oneUnitEach) {
            return start + declared <= to ? start + declared : -1;
        }
        int at = start;
        int left = declared;
        while (left > 0 && at < to) {
            int codePoint = text.codePointAt(at);
            left -= unit == LengthUnit.CHARACTERS ? 1 : TextShape.utf8Bytes(codePoint);
            at += Character.charCount(codePoint);
        }
        return left == 0 && at <= to ? at : -1;
    }

    private boolean add(int tag, int start, int length, int parent) {
        if (count == MAX_OBJECTS) {
            failedForGood = true;
            fail(QrErrorCode.TOO_MANY_OBJECTS, start - RawFields.HEADER, parent);
            return false;
        }
        int at = count * RawFields.CELLS;
        if (at == cells.length) {
            cells = Arrays.copyOf(cells, cells.length * 2);
        }
        cells[at + RawFields.TAG] = tag;
        cells[at + RawFields.START] = start;
        cells[at + RawFields.LENGTH] = length;
        cells[at + RawFields.PARENT] = parent;
        count++;
        return true;
    }

    private int fail(QrErrorCode code, int at, int parent) {
        failure = code;
        failedAt = at;
        failedParent = parent;
        return MALFORMED;
    }

    /** The number of two ASCII digits, or -1; signs and other scripts' digits are none. */
    private int twoDigits(int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
