// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

import java.util.List;
import java.util.Optional;

/**
 * One BER-TLV object as it was received (EMV 4.4, Book 3, annex B).
 *
 * @param tag its bytes as a number: {@code 0x9F4B}
 * @param encoded tag, length and value, byte for byte
 * @param value the value alone
 * @param children the objects inside; none of a primitive object
 */
public record TlvObject(int tag, ByteString encoded, ByteString value, List<TlvObject> children) {
    /** Copies the list. */
    public TlvObject {
        children = List.copyOf(children);
    }

    /** The child of this tag. */
    public Optional<TlvObject> child(int wanted) {
        return find(children, wanted);
    }

    /** The object of this tag among these. */
    public static Optional<TlvObject> find(List<TlvObject> objects, int wanted) {
        for (TlvObject object : objects) {
            if (object.tag == wanted) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    /** The tag only. */
    @Override
    public String toString() {
        return "TlvObject[%X, %d bytes]".formatted(tag, value.length());
    }
}
