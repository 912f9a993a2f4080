// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import org.jspecify.annotations.Nullable;

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

    private static final int NO_TAG = -1;
    private static final int NO_DUPLICATE = -1;

    /** Whether each character of a value is one UTF-16 unit and one unit of its length. */
    private enum Measure {
        ONE_EACH,
        COUNTED
    }

    /**
     * Why a level is not fields to its end.
     *
     * @param at where, as an index into the text
     * @param parent the template whose inside it is
     * @param tag of the field that is meant, or {@link #NO_TAG}
     * @param verdict what it means for the text
     */
    private record Failure(QrErrorCode code, int at, int parent, int tag, Verdict verdict) {}

    private enum Verdict {
        /** A template that fails so is a plain text. */
        PLAIN_TEXT,
        /** The whole text is refused, however deep this stands. */
        REFUSED
    }

    private TlvScanner() {}

    /**
     * The fields of {@code text} from {@code from} on, or the first error.
     *
     * @param shape the text's own, without a lone surrogate
     */
    static Scan scan(String text, TextShape shape, LengthUnit unit, int from) {
        boolean oneEach = unit == LengthUnit.CHARACTERS ? shape.oneUnitEach() : shape.ascii();
        RawFields fields = new RawFields(text, unit);
        Measure measure = oneEach ? Measure.ONE_EACH : Measure.COUNTED;
        Failure failure = level(fields, measure, from, text.length(), RawFields.ROOT);
        if (failure == null) {
            return fields;
        }
        String field = failure.tag == NO_TAG ? "" : fields.path(failure.parent, failure.tag);
        return new Scan.Failed(new QrError(failure.code, failure.at, field));
    }

    /** Walks one level. A tag that stands twice counts only when everything else is well-formed. */
    private static @Nullable Failure level(
            RawFields fields, Measure measure, int from, int to, int parent) {
        String text = fields.text();
        long seenBelow64 = 0;
        long seenFrom64 = 0;
        int duplicate = NO_DUPLICATE;
        for (int at = from; at < to; ) {
            if (to - at < RawFields.HEADER) {
                return malformed(QrErrorCode.TRUNCATED, at, parent, NO_TAG);
            }
            int tag = twoDigits(text, at);
            if (tag < 0) {
                return malformed(QrErrorCode.TAG_NOT_DIGITS, at, parent, NO_TAG);
            }
            int length = twoDigits(text, at + 2);
            if (length < 0) {
                return malformed(QrErrorCode.LENGTH_NOT_DIGITS, at + 2, parent, tag);
            }
            int start = at + RawFields.HEADER;
            int end = endOf(fields, measure, start, length, to);
            if (end < 0) {
                return malformed(QrErrorCode.LENGTH_PAST_END, at + 2, parent, tag);
            }
            if (fields.count() == MAX_OBJECTS) {
                return new Failure(
                        QrErrorCode.TOO_MANY_OBJECTS, at, parent, NO_TAG, Verdict.REFUSED);
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
            fields.add(tag, start, end, parent);
            if (start < end && mayBeTemplate(fields, tag, parent)) {
                Failure inside = template(fields, measure, fields.count() - 1);
                if (inside != null) {
                    return inside;
                }
            }
            at = end;
        }
        return duplicate == NO_DUPLICATE
                ? null
                : malformed(
                        QrErrorCode.DUPLICATE_TAG, duplicate, parent, twoDigits(text, duplicate));
    }

    /** Takes a field apart that may be a template; answers only what refuses the whole text. */
    private static @Nullable Failure template(RawFields fields, Measure measure, int index) {
        Failure failure = level(fields, measure, fields.start(index), fields.end(index), index);
        if (failure == null) {
            fields.close(index);
            return null;
        }
        if (failure.verdict == Verdict.REFUSED) {
            return failure;
        }
        if (failure.code == QrErrorCode.DUPLICATE_TAG && isSpecified(fields.tag(index))) {
            return new Failure(failure.code, failure.at, index, failure.tag, Verdict.REFUSED);
        }
        fields.makePlain(index);
        return null;
    }

    /** Which fields are tried: the root's templates, and the two nested ones that are in use. */
    private static boolean mayBeTemplate(RawFields fields, int tag, int parent) {
        if (parent == RawFields.ROOT) {
            return isSpecified(tag) || isUnreserved(tag);
        }
        if (fields.parent(parent) != RawFields.ROOT) {
            return false;
        }
        int outer = fields.tag(parent);
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

    private static int endOf(RawFields fields, Measure measure, int start, int declared, int to) {
        if (measure == Measure.ONE_EACH) {
            return start + declared <= to ? start + declared : -1;
        }
        int at = start;
        int left = declared;
        while (left > 0 && at < to) {
            int codePoint = fields.text().codePointAt(at);
            left -= fields.unit() == LengthUnit.CHARACTERS ? 1 : TextShape.utf8Bytes(codePoint);
            at += Character.charCount(codePoint);
        }
        return left == 0 && at <= to ? at : -1;
    }

    private static Failure malformed(QrErrorCode code, int at, int parent, int tag) {
        return new Failure(code, at, parent, tag, Verdict.PLAIN_TEXT);
    }

    /** The number of two ASCII digits, or -1; signs and other scripts' digits are none. */
    private static int twoDigits(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
