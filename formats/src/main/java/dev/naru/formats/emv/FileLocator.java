// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Where a card's records are: the application file locator (EMV 4.4, Book 3, section 10.2).
 *
 * @param entries in the card's order
 */
public record FileLocator(List<Entry> entries) {
    private static final int ENTRY = 4;
    private static final int MOST_BYTES = 252;
    private static final int LAST_FILE = 30;
    private static final int LAST_RECORD = 255;

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException when {@link #read} would refuse what it says
     */
    public FileLocator {
        entries = List.copyOf(entries);
        if (entries.size() * ENTRY > MOST_BYTES) {
            throw new IllegalArgumentException("a locator has at most 63 entries");
        }
        BitSet seen = new BitSet();
        for (Entry entry : entries) {
            if (!isNew(entry, seen)) {
                throw new IllegalArgumentException("a locator names each record once");
            }
        }
    }

    /**
     * Records of one file.
     *
     * @param file its short identifier, 1 to 30
     * @param first the first record, 1 to 255
     * @param last the last one
     * @param signed how many of them, from the first on, the card's certificate covers
     */
    public record Entry(int file, int first, int last, int signed) {
        /**
         * Checks all of them.
         *
         * @throws IllegalArgumentException when there are no such records
         */
        public Entry {
            if (!isFile(file) || !areRecords(first, last, signed)) {
                throw new IllegalArgumentException(
                        "files are 1 to 30, records 1 to 255, and signed at most all of them");
            }
        }

        private static boolean isFile(int file) {
            return file >= 1 && file <= LAST_FILE;
        }

        private static boolean areRecords(int first, int last, int signed) {
            return first >= 1
                    && last >= first
                    && last <= LAST_RECORD
                    && signed >= 0
                    && signed <= last - first + 1;
        }

        private ByteString encoded() {
            return ByteString.of((byte) (file << 3), (byte) first, (byte) last, (byte) signed);
        }
    }

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
        BitSet seen = new BitSet();
        for (int at = 0; at < bytes.length(); at += ENTRY) {
            int file = bytes.at(at) >> 3;
            int first = bytes.at(at + 1);
            int last = bytes.at(at + 2);
            int signed = bytes.at(at + 3);
            if ((bytes.at(at) & 7) != 0 || !Entry.isFile(file)) {
                return new EmvReading.Refused<>(EmvError.LOCATOR_FILE, at);
            }
            if (!Entry.areRecords(first, last, signed)) {
                return new EmvReading.Refused<>(EmvError.LOCATOR_RECORDS, at + 1);
            }
            Entry entry = new Entry(file, first, last, signed);
            if (!isNew(entry, seen)) {
                return new EmvReading.Refused<>(EmvError.LOCATOR_REPEATS, at);
            }
            entries.add(entry);
        }
        return new EmvReading.Read<>(new FileLocator(entries));
    }

    /** Whether none of its records was seen; after it all of them are. */
    private static boolean isNew(Entry entry, BitSet seen) {
        int from = (entry.file << 8) | entry.first;
        int to = (entry.file << 8) | entry.last;
        int next = seen.nextSetBit(from);
        seen.set(from, to + 1);
        return next < 0 || next > to;
    }

    /** As a card says it: of one locator there is one writing. */
    public ByteString encoded() {
        return ByteString.concat(entries.stream().map(Entry::encoded).toList());
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
