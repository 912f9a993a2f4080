// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One walk over the bytes of a consumer-presented code (EMV Book 3, annex B): every object whole,
 * every length in its shortest form, nothing twice, nothing left over.
 */
final class BerScanner {
    /** The most objects a code may have. */
    static final int MAX_OBJECTS = 200;

    /** Templates inside templates: the specification needs three levels. */
    static final int MAX_DEPTH = 4;

    private static final int NONE = -1;
    private static final int LONG_FORM = 0x80;

    private final byte[] bytes;
    private int[] cells = new int[16 * BerFields.CELLS];
    private int count;
    private int at;
    private @Nullable QrError error;

    private BerScanner(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Offsets of errors count bytes. */
    static BerScan scan(byte[] bytes) {
        BerScanner scanner = new BerScanner(bytes);
        scanner.objects(bytes.length, BerFields.ROOT, 1);
        return scanner.error == null ? scanner.fields() : new BerScan.Failed(scanner.error);
    }

    private BerFields fields() {
        return new BerFields(bytes, cells, count);
    }

    /** Whether everything from here to {@code end} is right. */
    private boolean objects(int end, int parent, int depth) {
        while (at < end) {
            int header = at;
            if (count == MAX_OBJECTS) {
                return fail(QrErrorCode.TOO_MANY_OBJECTS, header, "");
            }
            int tag = tag(end, parent);
            int length = tag == NONE ? NONE : length(end, parent, tag);
            if (length == NONE || !isRight(header, parent, tag, length, end)) {
                return false;
            }
            int index = add(tag, header, at + length, parent);
            if (!BerTag.isConstructed(tag)) {
                at += length;
            } else if (depth == MAX_DEPTH) {
                return fail(QrErrorCode.TOO_DEEP, header, fields().path(index));
            } else if (!objects(at + length, index, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean isRight(int header, int parent, int tag, int length, int end) {
        if (length == 0) {
            return fail(QrErrorCode.LENGTH_ZERO, header, fields().path(parent, tag));
        }
        if (length > end - at) {
            return fail(QrErrorCode.LENGTH_PAST_END, header, fields().path(parent, tag));
        }
        // The application template is the one object that may be there twice.
        boolean repeatable = parent == BerFields.ROOT && tag == ConsumerCode.APPLICATION;
        if (!repeatable && fields().find(parent, tag) != BerFields.NONE) {
            return fail(QrErrorCode.DUPLICATE_TAG, header, fields().path(parent, tag));
        }
        return true;
    }

    private int tag(int end, int parent) {
        int from = at;
        int tag = bytes[at++] & 0xFF;
        if (BerTag.goesOn(tag)) {
            int octet;
            do {
                if (at == end) {
                    return brokenOff(parent);
                }
                octet = bytes[at++] & 0xFF;
                tag = (tag << 8) | octet;
            } while (BerTag.isContinued(octet) && at - from < 3);
        }
        if (!BerTag.isValid(tag)) {
            fail(QrErrorCode.TAG_FORM, from, path(parent));
            return NONE;
        }
        return tag;
    }

    /** Up to 127 in one byte; beyond that a count of bytes, then the length in so many. */
    private int length(int end, int parent, int tag) {
        if (at == end) {
            return brokenOff(parent);
        }
        int from = at;
        int length = bytes[at++] & 0xFF;
        if (length < LONG_FORM) {
            return length;
        }
        int size = length - LONG_FORM;
        if (size == 0 || size > 2) {
            fail(QrErrorCode.LENGTH_FORM, from, fields().path(parent, tag));
            return NONE;
        }
        if (size > end - at) {
            return brokenOff(parent);
        }
        length = 0;
        for (int i = 0; i < size; i++) {
            length = (length << 8) | (bytes[at++] & 0xFF);
        }
        if (length < (size == 1 ? LONG_FORM : 0x100)) {
            fail(QrErrorCode.LENGTH_FORM, from, fields().path(parent, tag));
            return NONE;
        }
        return length;
    }

    private int brokenOff(int parent) {
        fail(
                parent == BerFields.ROOT ? QrErrorCode.TRUNCATED : QrErrorCode.TEMPLATE_MALFORMED,
                at,
                path(parent));
        return NONE;
    }

    private String path(int parent) {
        return parent == BerFields.ROOT ? "" : fields().path(parent);
    }

    private boolean fail(QrErrorCode code, int offset, String field) {
        error = new QrError(code, offset, field);
        return false;
    }

    private int add(int tag, int header, int end, int parent) {
        if ((count + 1) * BerFields.CELLS > cells.length) {
            cells = Arrays.copyOf(cells, 2 * cells.length);
        }
        int cell = count * BerFields.CELLS;
        cells[cell + BerFields.TAG] = tag;
        cells[cell + BerFields.HEADER] = header;
        cells[cell + BerFields.START] = at;
        cells[cell + BerFields.END] = end;
        cells[cell + BerFields.PARENT] = parent;
        return count++;
    }
}
