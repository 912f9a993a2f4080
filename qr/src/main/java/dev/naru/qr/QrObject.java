// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;

/** One field of a code as a value: a tag with a text, or a tag with fields. */
public sealed interface QrObject {
    /** The most characters that two digits of length can say. */
    int MAX_LENGTH = 99;

    /** 0 to 99. */
    int tag();

    /**
     * A tag with a text.
     *
     * @param tag 0 to 99
     * @param value 1 to 99 characters (code points)
     */
    record Value(int tag, String value) implements QrObject {
        /** Refuses a tag that is none. */
        public Value {
            checkTag(tag);
        }
    }

    /**
     * A tag with fields.
     *
     * @param tag 0 to 99
     * @param children the fields in order
     */
    record Template(int tag, List<QrObject> children) implements QrObject {
        /** Refuses a tag that is none, copies the list. */
        public Template {
            checkTag(tag);
            children = List.copyOf(children);
        }
    }

    /** A tag with a text. */
    static QrObject value(int tag, String value) {
        return new Value(tag, value);
    }

    /** A tag with fields. */
    static QrObject template(int tag, QrObject... children) {
        return new Template(tag, List.of(children));
    }

    private static void checkTag(int tag) {
        if (tag < 0 || tag > 99) {
            throw new IllegalArgumentException("a tag is 0 to 99, not " + tag);
        }
    }
}
