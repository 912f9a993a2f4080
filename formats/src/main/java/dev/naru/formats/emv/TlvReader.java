// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes bytes apart into BER-TLV objects (EMV 4.4, Book 3, annex B). Zeros between objects mean
 * nothing there and are stepped over. Stricter than the book in one thing: no tag stands twice in
 * one template but an entry of a directory ({@code 61}).
 */
public final class TlvReader {
    /** The most bytes that are looked at. */
    public static final int MOST_BYTES = 4096;

    /** The most objects, those inside others included. */
    public static final int MOST_OBJECTS = 256;

    /**
     * Templates inside templates: {@code 6F}, {@code A5}, {@code BF0C}, {@code 61}, and one more.
     */
    public static final int MOST_DEPTH = 5;

    private static final int NONE = -1;
    private static final int DIRECTORY_ENTRY = 0x61;
    private static final int HIGH_BIT = 0x80;

    private final ByteString bytes;
    private int at;
    private int count;
    private @Nullable EmvError error;
    private int errorAt;

    private TlvReader(ByteString bytes) {
        this.bytes = bytes;
    }

    /** Every object, in the order in which they stand there; none of no bytes. */
    public static EmvReading<List<TlvObject>> read(ByteString bytes) {
        if (bytes.length() > MOST_BYTES) {
            return new EmvReading.Refused<>(EmvError.TOO_LONG, MOST_BYTES);
        }
        TlvReader reader = new TlvReader(bytes);
        List<TlvObject> objects = reader.objects(bytes.length(), 1);
        return reader.error == null
                ? new EmvReading.Read<>(List.copyOf(objects))
                : new EmvReading.Refused<>(reader.error, reader.errorAt);
    }

    private List<TlvObject> objects(int end, int depth) {
        List<TlvObject> objects = new ArrayList<>();
        while (at < end && error == null) {
            int from = at;
            if (bytes.at(from) == 0) {
                at++;
            } else if (count++ == MOST_OBJECTS) {
                fail(EmvError.TOO_MANY_OBJECTS, from);
            } else {
                switch (TagAt.read(bytes, from, end)) {
                    case EmvReading.Refused<TagAt>(EmvError what, int where) -> fail(what, where);
                    case EmvReading.Read<TagAt>(TagAt tag) -> {
                        at = tag.next();
                        object(tag, from, end, depth, objects);
                    }
                }
            }
        }
        return objects;
    }

    /** Adds the object whose tag was read. */
    private void object(TagAt tag, int from, int end, int depth, List<TlvObject> objects) {
        int length = length(end);
        if (length == NONE) {
            return;
        }
        if (tag.tag() != DIRECTORY_ENTRY && TlvObject.find(objects, tag.tag()).isPresent()) {
            fail(EmvError.DUPLICATE_TAG, from);
            return;
        }
        if (tag.isTemplate() && depth > MOST_DEPTH) {
            fail(EmvError.TOO_DEEP, from);
            return;
        }
        int value = at;
        List<TlvObject> children =
                tag.isTemplate() ? objects(value + length, depth + 1) : List.of();
        at = value + length;
        objects.add(
                new TlvObject(tag.tag(), bytes.slice(from, at), bytes.slice(value, at), children));
    }

    /** How many bytes follow, all of them there, or {@link #NONE}. */
    private int length(int end) {
        int from = at;
        if (at == end) {
            return fail(EmvError.TRUNCATED, at);
        }
        int length = bytes.at(at++);
        if (length >= HIGH_BIT) {
            int more = length & ~HIGH_BIT;
            if (more < 1 || more > 2) {
                return fail(EmvError.LENGTH_FORM, from);
            }
            length = 0;
            for (int i = 0; i < more; i++) {
                if (at == end) {
                    return fail(EmvError.TRUNCATED, at);
                }
                length = (length << 8) | bytes.at(at++);
            }
        }
        return length > end - at ? fail(EmvError.LENGTH_PAST_END, from) : length;
    }

    private int fail(EmvError what, int where) {
        error = what;
        errorAt = where;
        return NONE;
    }
}
