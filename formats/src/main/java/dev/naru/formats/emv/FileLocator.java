// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a card's records are: the application file locator (EMV 4.4, Book 3, section 10.2).
 *
 * @param entries in the card's order
 */
public record FileLocator(List<Entry> entries) {
    private static final int ENTRY = 4;
    private static final int MOST_BYTES = 252;
    private static final int LAST_FILE = 30;

    /** Copies the list. */
    public FileLocator {
        entries = List.copyOf(entries);
    }

    /**
     * Records of one file.
     *
     * @param file its short identifier, 1 to 30
     * @param first the first record, 1 to 255
     * @param last the last one
     * @param signed how many of them, from the first on, the card's certificate covers
     */
    public record Entry(int file, int first, int last, int signed) {}

    /**
     * One record.
     *
     * @param file the short identifier of its file
     * @param record 1 to 255
     * @param isSigned whether the card's certificate covers it
     */
    public record Place(int file, int record, boolean isSigned) {
        /** The command that reads it (ISO/IEC 7816-4, READ RECORD). */
        public CommandApdu command() {
            return CommandApdu.of(0x00, 0xB2, record, (file << 3) | 4);
        }
    }

    /** Reads a locator; of no bytes it has no entries. */
    public static EmvReading<FileLocator> read(ByteString bytes) {
        if (bytes.length() > MOST_BYTES || bytes.length() % ENTRY != 0) {
            return new EmvReading.Refused<>(EmvError.LOCATOR_LENGTH, bytes.length());
        }
        List<Entry> entries = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int at = 0; at < bytes.length(); at += ENTRY) {
            Entry entry =
                    new Entry(
                            bytes.at(at) >> 3,
                            bytes.at(at + 1),
                            bytes.at(at + 2),
                            bytes.at(at + 3));
            if ((bytes.at(at) & 7) != 0 || entry.file < 1 || entry.file > LAST_FILE) {
                return new EmvReading.Refused<>(EmvError.LOCATOR_FILE, at);
            }
            if (entry.first < 1
                    || entry.last < entry.first
                    || entry.signed > entry.last - entry.first + 1) {
                return new EmvReading.Refused<>(EmvError.LOCATOR_RECORDS, at + 1);
            }
            for (int record = entry.first; record <= entry.last; record++) {
                if (!seen.add((entry.file << 8) | record)) {
                    return new EmvReading.Refused<>(EmvError.LOCATOR_REPEATS, at);
                }
            }
            entries.add(entry);
        }
        return new EmvReading.Read<>(new FileLocator(entries));
    }

    /** Every record in the order in which it is read. */
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (Entry entry : entries) {
            for (int record = entry.first; record <= entry.last; record++) {
                places.add(new Place(entry.file, record, record - entry.first < entry.signed));
            }
        }
        return List.copyOf(places);
    }
}
