// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.limit;

import dev.naru.core.memory.Hash;
import dev.naru.core.memory.LookupIndex;
import dev.naru.core.memory.Slabs;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Invariant;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What each payer has paid in each settlement group's currency on each of its days, fees not
 * counted, whatever the corridor. A day begins at midnight of the group's UTC offset, and its sums
 * are forgotten, the oldest first, as new ones begin after it has ended.
 */
public final class PayerDays implements LookupIndex.Keys {
    private static final int RECORD_BYTES = 40;
    private static final int PAYER_HIGH = 0;
    private static final int PAYER_LOW = 8;
    private static final int SUM = 16;
    private static final int DAY_ENDS = 24;
    private static final int SCOPE = 32;

    private static final long MINUTE_NS = 60L * 1_000_000_000;
    private static final long DAY_NS = 24 * 60 * MINUTE_NS;
    private static final int DAY_BITS = 20;

    private final int limit;
    private final Slabs records;
    private final LookupIndex index;
    private long oldest;
    private long next;

    /**
     * No sums.
     *
     * @param limit how many payers have sums at one time
     */
    public PayerDays(int limit) {
        this.limit = limit;
        records = new Slabs(RECORD_BYTES, limit);
        index = new LookupIndex(this, limit);
    }

    /**
     * The group's day in which a moment lies, as one number that no other day of any group has.
     *
     * @param groupId 1 to 1,024
     */
    public static int dayOf(int groupId, int utcOffsetMinutes, long nowNs) {
        return groupId << DAY_BITS | (int) dayNumber(utcOffsetMinutes, nowNs);
    }

    /** The sum so far, minor units. */
    public long sumMinor(Digest payer, int day) {
        long number = index.find(day, payer.high(), payer.low());
        return number == LookupIndex.MISSING ? 0 : sumAt(number);
    }

    /** Whether one more payment of this payer can be counted. */
    public boolean hasRoomFor(Digest payer, int day, long nowNs) {
        return next - oldest < limit
                || hasOldestEnded(nowNs)
                || index.find(day, payer.high(), payer.low()) != LookupIndex.MISSING;
    }

    /** Counts a payment. There must be room for it. */
    public void add(Digest payer, int day, int utcOffsetMinutes, long nowNs, long amountMinor) {
        long number = index.find(day, payer.high(), payer.low());
        if (number == LookupIndex.MISSING) {
            number = begin(payer, day, utcOffsetMinutes, nowNs);
        }
        putSum(number, Math.addExact(sumAt(number), amountMinor));
    }

    /** Takes back what was counted for a payment that came to nothing, if the day is remembered. */
    public void takeBack(Digest payer, int day, long amountMinor) {
        long number = index.find(day, payer.high(), payer.low());
        if (number != LookupIndex.MISSING) {
            long sum = sumAt(number) - amountMinor;
            Invariant.check(sum >= 0, "only what was counted for a payer is taken back");
            putSum(number, sum);
        }
    }

    private long begin(Digest payer, int day, int utcOffsetMinutes, long nowNs) {
        forgetEnded(nowNs);
        long number = next;
        records.open(number);
        UnsafeBuffer record = records.buffer(number);
        int at = records.offset(number);
        record.putLong(at + PAYER_HIGH, payer.high(), Slabs.ORDER);
        record.putLong(at + PAYER_LOW, payer.low(), Slabs.ORDER);
        record.putLong(at + DAY_ENDS, endOfDayNs(utcOffsetMinutes, nowNs), Slabs.ORDER);
        record.putInt(at + SCOPE, day, Slabs.ORDER);
        index.add(day, payer.high(), payer.low(), number);
        next++;
        return number;
    }

    /** Two for each that begins: days that have ended go away soon, and nobody waits for it. */
    private void forgetEnded(long nowNs) {
        for (int i = 0; i < 2 && oldest < next && hasOldestEnded(nowNs); i++) {
            index.remove(oldest);
            records.close(oldest);
            oldest++;
        }
    }

    private boolean hasOldestEnded(long nowNs) {
        return records.buffer(oldest).getLong(records.offset(oldest) + DAY_ENDS, Slabs.ORDER)
                <= nowNs;
    }

    private long sumAt(long number) {
        return records.buffer(number).getLong(records.offset(number) + SUM, Slabs.ORDER);
    }

    private void putSum(long number, long sumMinor) {
        records.buffer(number).putLong(records.offset(number) + SUM, sumMinor, Slabs.ORDER);
    }

    /** Counted from the day before 1970 began, so that no offset makes it negative. */
    private static long dayNumber(int utcOffsetMinutes, long nowNs) {
        return Math.floorDiv(nowNs + utcOffsetMinutes * MINUTE_NS, DAY_NS) + 1;
    }

    private static long endOfDayNs(int utcOffsetMinutes, long nowNs) {
        return dayNumber(utcOffsetMinutes, nowNs) * DAY_NS - utcOffsetMinutes * MINUTE_NS;
    }

    @Override
    public boolean matches(long number, int scope, long high, long low) {
        UnsafeBuffer record = records.buffer(number);
        int at = records.offset(number);
        return record.getLong(at + PAYER_HIGH, Slabs.ORDER) == high
                && record.getLong(at + PAYER_LOW, Slabs.ORDER) == low
                && record.getInt(at + SCOPE, Slabs.ORDER) == scope;
    }

    @Override
    public long hashOf(long number) {
        UnsafeBuffer record = records.buffer(number);
        int at = records.offset(number);
        return Hash.of(
                record.getInt(at + SCOPE, Slabs.ORDER),
                record.getLong(at + PAYER_HIGH, Slabs.ORDER),
                record.getLong(at + PAYER_LOW, Slabs.ORDER));
    }

    /** Writes all sums, the oldest first. */
    public void write(SnapshotWriter out) {
        out.putLong(oldest);
        out.putLong(next);
        for (long number = oldest; number < next; number++) {
            out.putBytes(records.buffer(number), records.offset(number), RECORD_BYTES);
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        oldest = in.getLong();
        next = in.getLong();
        in.require(next >= oldest && next - oldest <= limit, "keeps too many payers' sums");
        for (long number = oldest; number < next; number++) {
            records.open(number);
            UnsafeBuffer record = records.buffer(number);
            int at = records.offset(number);
            in.getBytes(record, at, RECORD_BYTES);
            index.add(
                    record.getInt(at + SCOPE, Slabs.ORDER),
                    record.getLong(at + PAYER_HIGH, Slabs.ORDER),
                    record.getLong(at + PAYER_LOW, Slabs.ORDER),
                    number);
        }
    }
}
