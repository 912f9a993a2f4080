// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

/**
 * A tag and where what follows it begins (EMV 4.4, Book 3, annex B1).
 *
 * @param tag its bytes as a number
 * @param isTemplate whether objects stand inside
 * @param next the offset behind it
 */
record TagAt(int tag, boolean isTemplate, int next) {
    private static final int CONSTRUCTED = 0x20;
    private static final int NUMBER_FOLLOWS = 0x1F;
    private static final int HIGH_BIT = 0x80;
    private static final int MOST_BYTES = 3;

    /**
     * The bytes of a tag.
     *
     * @throws IllegalArgumentException when {@link #read} would refuse them
     */
    static ByteString bytes(int tag) {
        int size = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(tag) + 7) / 8);
        byte[] written = new byte[size];
        for (int i = 0; i < size; i++) {
            written[i] = (byte) (tag >> (8 * (size - 1 - i)));
        }
        ByteString bytes = ByteString.of(written);
        boolean isRead =
                read(bytes, 0, size) instanceof EmvReading.Read<TagAt>(TagAt whole)
                        && whole.next == size;
        if (!isRead) {
            throw new IllegalArgumentException("%X is no tag".formatted(tag));
        }
        return bytes;
    }

    /** Whether objects stand inside what begins with this byte. */
    static boolean isTemplate(int first) {
        return (first & CONSTRUCTED) != 0;
    }

    /**
     * The tag that begins at {@code from}, of which {@code end} is the first byte no more its own.
     */
    static EmvReading<TagAt> read(ByteString bytes, int from, int end) {
        int first = bytes.at(from);
        if (first == 0) {
            return new EmvReading.Refused<>(EmvError.FILLER, from);
        }
        int tag = first;
        int at = from + 1;
        int next = (first & NUMBER_FOLLOWS) == NUMBER_FOLLOWS ? HIGH_BIT : 0;
        while ((next & HIGH_BIT) != 0) {
            if (at == end) {
                return new EmvReading.Refused<>(EmvError.TRUNCATED, at);
            }
            next = bytes.at(at++);
            int size = at - from;
            if (size > MOST_BYTES || (size == 2 && (next & ~HIGH_BIT) == 0)) {
                return new EmvReading.Refused<>(EmvError.TAG_FORM, from);
            }
            tag = (tag << 8) | next;
        }
        return new EmvReading.Read<>(new TagAt(tag, isTemplate(first), at));
    }
}
