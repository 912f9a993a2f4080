// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The objects of one consumer-presented code as numbers over its bytes. They stand depth first, in
 * the code's order; the objects of a template follow it.
 */
final class BerFields implements BerScan {
    /** The parent of the objects that stand in no template. */
    static final int ROOT = -1;

    /** What {@link #find} answers when there is none. */
    static final int NONE = -1;

    static final int CELLS = 5;
    static final int TAG = 0;
    static final int HEADER = 1;
    static final int START = 2;
    static final int END = 3;
    static final int PARENT = 4;

    private final byte[] bytes;
    private final int[] cells;
    private final int count;

    BerFields(byte[] bytes, int[] cells, int count) {
        this.bytes = bytes;
        this.cells = cells;
        this.count = count;
    }

    int count() {
        return count;
    }

    int tag(int index) {
        return cells[index * CELLS + TAG];
    }

    /** Where the tag begins. */
    int header(int index) {
        return cells[index * CELLS + HEADER];
    }

    /** Where the value begins. */
    int start(int index) {
        return cells[index * CELLS + START];
    }

    /** Just past the value. */
    int end(int index) {
        return cells[index * CELLS + END];
    }

    int parent(int index) {
        return cells[index * CELLS + PARENT];
    }

    byte at(int offset) {
        return bytes[offset];
    }

    Octets value(int index) {
        return Octets.of(bytes, start(index), end(index));
    }

    /** The object {@code tag} directly inside {@code parent}, or {@link #NONE}. */
    int find(int parent, int tag) {
        for (int index = parent + 1; index < count && parent(index) >= parent; index++) {
            if (parent(index) == parent && tag(index) == tag) {
                return index;
            }
        }
        return NONE;
    }

    /** The object {@code tag} at any depth inside {@code ancestor}, or {@link #NONE}. */
    int findAnywhere(int ancestor, int tag) {
        for (int index = ancestor + 1; index < count && parent(index) >= ancestor; index++) {
            if (tag(index) == tag) {
                return index;
            }
        }
        return NONE;
    }

    Optional<Octets> findValue(int parent, int tag) {
        int index = find(parent, tag);
        return index == NONE ? Optional.empty() : Optional.of(value(index));
    }

    /** The object's tags from the outside in, {@code 61-5F20}. */
    String path(int index) {
        return path(parent(index), tag(index));
    }

    /** What the path of {@code tag} inside {@code parent} is or would be. */
    String path(int parent, int tag) {
        return parent == ROOT ? BerTag.hex(tag) : path(parent) + "-" + BerTag.hex(tag);
    }

    /** Every object of the code as a value. */
    List<BerObject> objects() {
        return objects(ROOT);
    }

    private List<BerObject> objects(int parent) {
        List<BerObject> objects = new ArrayList<>();
        for (int index = parent + 1; index < count && parent(index) >= parent; index++) {
            if (parent(index) == parent) {
                objects.add(
                        BerTag.isConstructed(tag(index))
                                ? new BerObject.Template(tag(index), objects(index))
                                : new BerObject.Primitive(tag(index), value(index)));
            }
        }
        return List.copyOf(objects);
    }
}
