// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;

/**
 * One object of a consumer-presented code: a tag with bytes, or a tag with objects (EMV Book 3,
 * annex B). Whether a tag holds objects is written in the tag itself.
 */
public sealed interface BerObject {
    /** The tag's one to three bytes read as one number, {@code 0x4F}, {@code 0x5F20}. */
    int tag();

    /**
     * A tag with bytes.
     *
     * @param tag one that holds no objects
     * @param value at least one byte, or no code will hold it
     */
    record Primitive(int tag, Octets value) implements BerObject {
        /** Refuses a tag that is none, or that holds objects. */
        public Primitive {
            if (!BerTag.isValid(tag) || BerTag.isConstructed(tag)) {
                throw new IllegalArgumentException("no tag of a plain object: " + tag);
            }
        }
    }

    /**
     * A tag with objects.
     *
     * @param tag one that holds objects
     * @param children the objects in order, at least one, or no code will hold it
     */
    record Template(int tag, List<BerObject> children) implements BerObject {
        /** Refuses a tag that is none, or that holds plain bytes; copies the list. */
        public Template {
            if (!BerTag.isValid(tag) || !BerTag.isConstructed(tag)) {
                throw new IllegalArgumentException("no tag of a template: " + tag);
            }
            children = List.copyOf(children);
        }
    }

    /** A tag with bytes. */
    static BerObject primitive(int tag, Octets value) {
        return new Primitive(tag, value);
    }

    /** A tag with objects. */
    static BerObject template(int tag, BerObject... children) {
        return new Template(tag, List.of(children));
    }
}
