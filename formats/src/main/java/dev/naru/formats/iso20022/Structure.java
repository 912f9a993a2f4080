// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

/** How a complex type is read and written, under whatever name the element has. */
final class Structure {
    private Structure() {}

    /** Reads the element that the cursor stands at, which has this name, and passes it. */
    interface In<T> {
        T read(XmlCursor in, String name) throws RefusedMessage;
    }

    /** Writes an element of this name. */
    interface Out<T> {
        void write(XmlOutput out, String name, T value) throws RefusedMessage;
    }
}
