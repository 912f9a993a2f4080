// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Arrays;
import java.util.Optional;

/**
 * The fields of one text as numbers over the original string: nothing is copied until it is asked
 * for. Fields stand depth first, in the text's order; the fields of a template follow it.
 *
 * <p>A field is one long: its tag, where its value starts and ends, the field that it stands in,
 * and which field comes next after those inside it. The bounds on a text and on its fields ({@link
 * QrReader#MAX_UTF8_BYTES}, {@link TlvScanner#MAX_OBJECTS}) keep each within its bits.
 */
final class RawFields implements Scan {
    /** The parent of the fields that stand in no template. */
    static final int ROOT = -1;

    /** What {@link #find} answers when there is none. */
    static final int NONE = -1;

    /** Characters of tag and length before a value. */
    static final int HEADER = 4;

    private static final int START_SHIFT = 8;
    private static final int END_SHIFT = 24;
    private static final int PARENT_SHIFT = 40;
    private static final int NEXT_SHIFT = 48;

    /** Of tag, parent and next. */
    private static final int BYTE = 0xFF;

    /** Of start and end. */
    private static final int PLACE = 0xFFFF;

    /** In codes that were seen a field takes about ten characters. */
    private static final int CHARACTERS_A_FIELD = 10;

    private final String text;
    private final LengthUnit unit;

    /** Which field of the root has this tag, counted from one. */
    private final byte[] root = new byte[100];

    private long[] fields;
    private int count;

    /** Without a field yet; {@link TlvScanner} adds them. */
    RawFields(String text, LengthUnit unit) {
        this.text = text;
        this.unit = unit;
        this.fields = new long[text.length() / CHARACTERS_A_FIELD + 4];
    }

    /** Adds a field behind all others, without fields inside. */
    void add(int tag, int start, int end, int parent) {
        if (count == fields.length) {
            fields = Arrays.copyOf(fields, count * 2);
        }
        fields[count] =
                tag
                        | ((long) start << START_SHIFT)
                        | ((long) end << END_SHIFT)
                        | ((long) (parent + 1) << PARENT_SHIFT)
                        | ((long) (count + 1) << NEXT_SHIFT);
        count++;
        if (parent == ROOT) {
            root[tag] = (byte) count;
        }
    }

    /** All fields behind this one stand inside it. */
    void close(int index) {
        fields[index] =
                (fields[index] & ~((long) BYTE << NEXT_SHIFT)) | ((long) count << NEXT_SHIFT);
    }

    /** Takes away all fields behind this one, which is a plain text then. */
    void makePlain(int index) {
        count = index + 1;
    }

    String text() {
        return text;
    }

    LengthUnit unit() {
        return unit;
    }

    int count() {
        return count;
    }

    int tag(int index) {
        return (int) fields[index] & BYTE;
    }

    /** Where the value begins. */
    int start(int index) {
        return (int) (fields[index] >> START_SHIFT) & PLACE;
    }

    /** Just past the value. */
    int end(int index) {
        return (int) (fields[index] >> END_SHIFT) & PLACE;
    }

    int parent(int index) {
        return ((int) (fields[index] >> PARENT_SHIFT) & BYTE) - 1;
    }

    /** The field after this one and those inside it, in the same template or behind its end. */
    int next(int index) {
        return (int) (fields[index] >> NEXT_SHIFT) & BYTE;
    }

    /** Just past the last field inside {@code parent}, the first of which is {@code parent + 1}. */
    int endInside(int parent) {
        return parent == ROOT ? count : next(parent);
    }

    boolean isTemplate(int index) {
        return next(index) > index + 1;
    }

    boolean isEmpty(int index) {
        return start(index) == end(index);
    }

    String value(int index) {
        return text.substring(start(index), end(index));
    }

    /** The field {@code tag} directly inside {@code parent}, or {@link #NONE}. */
    int find(int parent, int tag) {
        if (parent == ROOT) {
            return (root[tag] & BYTE) - 1;
        }
        int end = next(parent);
        for (int index = parent + 1; index < end; index = next(index)) {
            if (tag(index) == tag) {
                return index;
            }
        }
        return NONE;
    }

    boolean is(int index, String value) {
        int length = end(index) - start(index);
        return length == value.length() && text.startsWith(value, start(index));
    }

    /** Only A to Z have two cases here: a dotless or a Kelvin letter is another name. */
    boolean isIgnoringAsciiCase(int index, String value) {
        int start = start(index);
        if (end(index) - start != value.length()) {
            return false;
        }
        if (text.startsWith(value, start)) {
            return true;
        }
        for (int i = 0; i < value.length(); i++) {
            if (capital(text.charAt(start + i)) != capital(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char capital(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
    }

    Optional<String> findValue(int parent, int tag) {
        int index = find(parent, tag);
        return index == NONE ? Optional.empty() : Optional.of(value(index));
    }

    /** The field's tags from the outside in, {@code 26-01}. */
    String path(int index) {
        return path(parent(index), tag(index));
    }

    /** What the path of {@code tag} inside {@code parent} is or would be. */
    String path(int parent, int tag) {
        String own = tag < 10 ? "0" + tag : Integer.toString(tag);
        return parent == ROOT ? own : path(parent) + "-" + own;
    }
}
