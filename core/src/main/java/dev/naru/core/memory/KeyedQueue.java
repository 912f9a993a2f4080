// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.memory;

import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Invariant;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Records that come at one end, go at the other, and are found by their key between. A record is
 * its key (24 bytes) and what its owner keeps behind it.
 */
public final class KeyedQueue implements LookupIndex.Keys {
    /** What {@link #find} answers when there is no such key. */
    public static final long MISSING = LookupIndex.MISSING;

    private static final int HIGH = 0;
    private static final int LOW = 8;
    private static final int SCOPE = 16;
    private static final int KEY_BYTES = 24;

    private final int limit;
    private final int recordBytes;
    private final Slabs records;
    private final LookupIndex index;
    private long oldest;
    private long next;

    /**
     * An empty queue.
     *
     * @param ownBytes what the owner keeps in a record, a multiple of 8
     * @param limit how many records there are at one time
     * @param keyHash by which keys are scattered
     */
    public KeyedQueue(int ownBytes, int limit, KeyHash keyHash) {
        this.limit = limit;
        recordBytes = KEY_BYTES + ownBytes;
        records = new Slabs(recordBytes, limit);
        index = new LookupIndex(this, keyHash, limit);
    }

    /** The number of the record with this key, or {@link #MISSING}. */
    public long find(int scope, long high, long low) {
        return index.find(scope, high, low);
    }

    /** Adds a record with a key that is not there yet, its own bytes zero. There must be room. */
    public long add(int scope, long high, long low) {
        Invariant.check(!isFull(), "a queue holds no more than its limit");
        long number = next;
        records.open(number);
        UnsafeBuffer record = records.buffer(number);
        int at = records.offset(number);
        record.putLong(at + HIGH, high, Slabs.ORDER);
        record.putLong(at + LOW, low, Slabs.ORDER);
        record.putInt(at + SCOPE, scope, Slabs.ORDER);
        index.add(scope, high, low, number);
        next++;
        return number;
    }

    /** Removes the record that came first. */
    public void removeOldest() {
        index.remove(oldest);
        records.close(oldest);
        oldest++;
    }

    /** The number of the record that came first. Only when there is one. */
    public long oldest() {
        return oldest;
    }

    /** Whether there is no record. */
    public boolean isEmpty() {
        return oldest == next;
    }

    /** Whether there is no room. */
    public boolean isFull() {
        return next - oldest == limit;
    }

    /** Reads one of the owner's own fields. */
    public long getLong(long number, int field) {
        return records.buffer(number).getLong(ownAt(number) + field, Slabs.ORDER);
    }

    /** Writes one of the owner's own fields. */
    public void putLong(long number, int field, long value) {
        records.buffer(number).putLong(ownAt(number) + field, value, Slabs.ORDER);
    }

    private int ownAt(long number) {
        return records.offset(number) + KEY_BYTES;
    }

    @Override
    public boolean matches(long number, int scope, long high, long low) {
        UnsafeBuffer record = records.buffer(number);
        int at = records.offset(number);
        return record.getLong(at + HIGH, Slabs.ORDER) == high
                && record.getLong(at + LOW, Slabs.ORDER) == low
                && record.getInt(at + SCOPE, Slabs.ORDER) == scope;
    }

    @Override
    public long hashOf(long number, KeyHash keyHash) {
        UnsafeBuffer record = records.buffer(number);
        int at = records.offset(number);
        return keyHash.of(
                record.getInt(at + SCOPE, Slabs.ORDER),
                record.getLong(at + HIGH, Slabs.ORDER),
                record.getLong(at + LOW, Slabs.ORDER));
    }

    /** Writes all records, the oldest first. */
    public void write(SnapshotWriter out) {
        out.putLong(oldest);
        out.putLong(next);
        for (long number = oldest; number < next; number++) {
            out.putBytes(records.buffer(number), records.offset(number), recordBytes);
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        oldest = in.getLong();
        next = in.getLong();
        in.require(next >= oldest && next - oldest <= limit, "holds more than fits");
        for (long number = oldest; number < next; number++) {
            records.open(number);
            UnsafeBuffer record = records.buffer(number);
            int at = records.offset(number);
            in.getBytes(record, at, recordBytes);
            index.add(
                    record.getInt(at + SCOPE, Slabs.ORDER),
                    record.getLong(at + HIGH, Slabs.ORDER),
                    record.getLong(at + LOW, Slabs.ORDER),
                    number);
        }
    }
}
