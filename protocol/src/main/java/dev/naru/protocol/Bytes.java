// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Opaque bytes that nobody can change: they are copied in and out. */
public final class Bytes {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of these bytes. */
    public static Bytes copyOf(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /** A copy of this part of a buffer. */
    public static Bytes copyOf(DirectBuffer buffer, int offset, int length) {
        if (length == 0) {
            return EMPTY;
        }
        byte[] content = new byte[length];
        buffer.getBytes(offset, content);
        return new Bytes(content);
    }

    /** The UTF-8 form of a text. */
    public static Bytes ofText(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** How many. */
    public int length() {
        return content.length;
    }

    /** A copy. */
    public byte[] toArray() {
        return content.clone();
    }

    /** Copies all of them into a buffer that has room for them. */
    public void copyTo(MutableDirectBuffer buffer, int offset) {
        buffer.putBytes(offset, content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Says only how many: what is inside may be personal. */
    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
