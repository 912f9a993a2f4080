// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;

/**
 * The fields of one text as numbers over the original string: nothing is copied until it is asked
 * for. Fields stand depth first, in the text's order; the fields of a template follow it.
 */
final class RawFields implements Scan {
    /** The parent of the fields that stand in no template. */
    static final int ROOT = -1;

    /** What {@link #find} answers when there is none. */
    static final int NONE = -1;

    static final int CELLS = 4;
    static final int TAG = 0;
    static final int START = 1;
    static final int LENGTH = 2;
    static final int PARENT = 3;

    /** Characters of tag and length before a value. */
    static final int HEADER = 4;

    private final String text;
    private final int[] cells;
    private final int count;
    private final LengthUnit unit;

    RawFields(String text, int[] cells, int count, LengthUnit unit) {
        this.text = text;
        this.cells = cells;
        this.count = count;
        this.unit = unit;
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
        return cells[index * CELLS + TAG];
    }

    /** Where the value begins. */
    int start(int index) {
        return cells[index * CELLS + START];
    }

    /** Just past the value. */
    int end(int index) {
        return start(index) + cells[index * CELLS + LENGTH];
    }

    int parent(int index) {
        return cells[index * CELLS + PARENT];
    }

    boolean isTemplate(int index) {
        return index + 1 < count && parent(index + 1) == index;
    }

    String value(int index) {
        return text.substring(start(index), end(index));
    }

    /** The field {@code tag} directly inside {@code parent}, or {@link #NONE}. */
    int find(int parent, int tag) {
        for (int index = parent + 1; index < count; index++) {
            int above = parent(index);
            if (above == parent && tag(index) == tag) {
                return index;
            }
            if (above < parent) {
                return NONE;
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
