// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.memory;

import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Invariant;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Records that come at one end of a lane, go at its other, and are found by their key between. The
 * lanes share one room, so that each is as long as it needs to be. A record is its key (24 bytes),
 * what its owner keeps behind it, and the number of the one that came after it in its lane.
 */
public final class KeyedQueue implements LookupIndex.Keys {
    /** What {@link #find} answers when there is no such key. */
    public static final long MISSING = LookupIndex.MISSING;

    private static final long NONE = -1;

    private static final int HIGH = 0;
    private static final int LOW = 8;
    private static final int SCOPE = 16;
    private static final int KEY_BYTES = 24;

    /**
     * How keys are told apart and kept in order.
     *
     * @param keyHash by which keys are scattered
     * @param lanes how many lanes there are
     * @param laneOfScope the lane, from 0, of a key with this scope
     */
    public record Order(KeyHash keyHash, int lanes, IntUnaryOperator laneOfScope) {
        /** One lane for all. */
        public static Order single(KeyHash keyHash) {
            return new Order(keyHash, 1, _ -> 0);
        }
    }

    private final int limit;
    private final int ownBytes;
    private final Slabs records;
    private final LookupIndex index;
    private final IntUnaryOperator laneOfScope;
    private final long[] first;
    private final long[] last;
    private long next;
    private int count;

    /**
     * An empty queue.
     *
     * @param ownBytes what the owner keeps in a record, a multiple of 8
     * @param limit how many records there are at one time, in all lanes together
     */
    public KeyedQueue(int ownBytes, int limit, Order order) {
        this.limit = limit;
        this.ownBytes = ownBytes;
        records = new Slabs(KEY_BYTES + ownBytes + Long.BYTES, limit);
        index = new LookupIndex(this, order.keyHash(), limit);
        laneOfScope = order.laneOfScope();
        first = new long[order.lanes()];
        last = new long[order.lanes()];
        Arrays.fill(first, NONE);
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
        take(number);
        return number;
    }

    /** Indexes the next record, and puts it behind all others of its lane. */
    private void take(long number) {
        UnsafeBuffer record = records.buffer(number);
        int at = records.offset(number);
        int scope = record.getInt(at + SCOPE, Slabs.ORDER);
        index.add(
                scope,
                record.getLong(at + HIGH, Slabs.ORDER),
                record.getLong(at + LOW, Slabs.ORDER),
                number);
        int lane = laneOfScope.applyAsInt(scope);
        putLong(number, ownBytes, NONE);
        if (first[lane] == NONE) {
            first[lane] = number;
        } else {
            putLong(last[lane], ownBytes, number);
        }
        last[lane] = number;
        next++;
        count++;
    }

    /** Removes the record of a lane that came first. */
    public void removeOldest(int lane) {
        long number = first[lane];
        first[lane] = getLong(number, ownBytes);
        index.remove(number);
        records.close(number);
        count--;
    }

    /** The number of the record of a lane that came first. Only when there is one. */
    public long oldest(int lane) {
        return first[lane];
    }

    /** Whether a lane has no record. */
    public boolean isEmpty(int lane) {
        return first[lane] == NONE;
    }

    /** Whether there is no room. */
    public boolean isFull() {
        return !hasRoomFor(1);
    }

    /** Whether there is room for so many. */
    public boolean hasRoomFor(int more) {
        return limit - count >= more;
    }

    /**
     * Whether there is a record with this number. Of one lane alone, whose numbers have no holes
     * and are the same after a snapshot.
     */
    public boolean contains(long number) {
        return !isEmpty(0) && number >= first[0] && number < next;
    }

    /** The upper half of a record's key. */
    public long high(long number) {
        return records.buffer(number).getLong(records.offset(number) + HIGH, Slabs.ORDER);
    }

    /** Shows the numbers of all records, lane by lane. Not while records are added or removed. */
    public void forEach(LongConsumer shown) {
        for (long oldest : first) {
            for (long number = oldest; number != NONE; number = getLong(number, ownBytes)) {
                shown.accept(number);
            }
        }
    }

    /** The lower half of a record's key. */
    public long low(long number) {
        return records.buffer(number).getLong(records.offset(number) + LOW, Slabs.ORDER);
    }

    /** The scope of a record's key. */
    public int scope(long number) {
        return records.buffer(number).getInt(records.offset(number) + SCOPE, Slabs.ORDER);
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

    /**
     * Writes all records lane by lane, the oldest first. A reader numbers them anew, which of one
     * lane changes nothing and of several nobody can see: what comes after has the same numbers as
     * here.
     */
    public void write(SnapshotWriter out) {
        out.putLong(next - count);
        out.putLong(next);
        forEach(
                number ->
                        out.putBytes(
                                records.buffer(number),
                                records.offset(number),
                                KEY_BYTES + ownBytes));
    }

    /** Reads what {@link #write} wrote, into an empty queue. */
    public void read(SnapshotReader in) {
        next = in.getLong();
        long end = in.getLong();
        in.require(end >= next && end - next <= limit, "holds more than fits");
        while (next < end) {
            records.open(next);
            in.getBytes(records.buffer(next), records.offset(next), KEY_BYTES + ownBytes);
            take(next);
        }
    }
}
