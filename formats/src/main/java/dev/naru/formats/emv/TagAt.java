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
        return new EmvReading.Read<>(new TagAt(tag, (first & CONSTRUCTED) != 0, at));
    }
}
