// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What a card wants to be told, in its order: tags, and how many bytes of each (EMV 4.4, Book 3,
 * section 5.4). Its values go to the card without tags and lengths.
 *
 * @param entries in the card's order
 */
public record DataObjectList(List<Entry> entries) {
    /** The most bytes of values: those of one short command. */
    public static final int MOST_VALUES = 255;

    private static final int MOST_BYTES = 252;

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException when {@link #read} would refuse what it says
     */
    public DataObjectList {
        entries = List.copyOf(entries);
        if (encoded(entries).length() > MOST_BYTES || length(entries) > MOST_VALUES) {
            throw new IllegalArgumentException(
                    "a list has at most 252 bytes and asks for at most 255");
        }
    }

    /**
     * One thing that is wanted.
     *
     * @param tag its bytes as a number
     * @param length in bytes, 0 to 255
     */
    public record Entry(int tag, int length) {
        /**
         * Checks both.
         *
         * @throws IllegalArgumentException when either is none
         */
        public Entry {
            if (length < 0 || length > MOST_VALUES) {
                throw new IllegalArgumentException("a length is from 0 to 255");
            }
            TagAt.bytes(tag);
        }

        /** Whether the tag is that of a template, of which only zeros are given. */
        public boolean isTemplate() {
            return TagAt.isTemplate(TagAt.bytes(tag).at(0));
        }

        private ByteString encoded() {
            return ByteString.concat(TagAt.bytes(tag), ByteString.of((byte) length));
        }
    }

    /** Reads a list: PDOL, CDOL1, CDOL2 or DDOL. A tag may be wanted twice. */
    public static EmvReading<DataObjectList> read(ByteString bytes) {
        if (bytes.length() > MOST_BYTES) {
            return new EmvReading.Refused<>(EmvError.TOO_LONG, MOST_BYTES);
        }
        List<Entry> entries = new ArrayList<>();
        int total = 0;
        int at = 0;
        while (at < bytes.length()) {
            int from = at;
            switch (TagAt.read(bytes, from, bytes.length())) {
                case EmvReading.Refused<TagAt>(EmvError error, int where) -> {
                    return new EmvReading.Refused<>(error, where);
                }
                case EmvReading.Read<TagAt>(TagAt tag) -> {
                    at = tag.next();
                    if (at == bytes.length()) {
                        return new EmvReading.Refused<>(EmvError.TRUNCATED, at);
                    }
                    int length = bytes.at(at++);
                    total += length;
                    if (total > MOST_VALUES) {
                        return new EmvReading.Refused<>(EmvError.TOO_LONG, from);
                    }
                    entries.add(new Entry(tag.tag(), length));
                }
            }
        }
        return new EmvReading.Read<>(new DataObjectList(entries));
    }

    /** As a card says it: of one list there is one writing. */
    public ByteString encoded() {
        return encoded(entries);
    }

    private static ByteString encoded(List<Entry> entries) {
        return ByteString.concat(entries.stream().map(Entry::encoded).toList());
    }

    /** How many bytes of values it asks for. */
    public int length() {
        return length(entries);
    }

    private static int length(List<Entry> entries) {
        int length = 0;
        for (Entry entry : entries) {
            length += entry.length;
        }
        return length;
    }

    /** Whether this is asked for, in at least so many bytes. */
    public boolean wants(int tag, int length) {
        for (Entry entry : entries) {
            if (entry.tag == tag && entry.length >= length) {
                return true;
            }
        }
        return false;
    }

    /**
     * The values in the card's order, each made to fit, zeros for what there is none of.
     *
     * @param values by tag
     */
    public ByteString fill(IntFunction<Optional<ByteString>> values) {
        List<ByteString> filled = new ArrayList<>();
        for (Entry entry : entries) {
            ByteString value =
                    entry.isTemplate()
                            ? ByteString.EMPTY
                            : values.apply(entry.tag).orElse(ByteString.EMPTY);
            DataFormat format = value.isEmpty() ? DataFormat.BINARY : DataFormat.of(entry.tag);
            filled.add(format.fit(value, entry.length));
        }
        return ByteString.concat(filled);
    }
}
