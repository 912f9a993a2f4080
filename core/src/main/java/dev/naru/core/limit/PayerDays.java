// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.limit;

import dev.naru.core.memory.Deadlines;
import dev.naru.core.memory.KeyHash;
import dev.naru.core.memory.KeyedQueue;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Limits;

/**
 * What each payer has paid in each settlement group's currency on each of its days, fees not
 * counted, whatever the corridor. A day begins at midnight of the group's UTC offset, and its sums
 * are forgotten as new ones begin after it has ended. Where days end later, sums are kept longer
 * and keep nobody else's.
 */
public final class PayerDays {
    private static final int SUM = 0;
    private static final int DAY_ENDS = 8;
    private static final int OWN_BYTES = 16;

    private static final long MINUTE_NS = 60L * 1_000_000_000;
    private static final long DAY_NS = 24 * 60 * MINUTE_NS;
    private static final int DAY_BITS = 20;

    /** Of one group what began first also ends first, so each group has its lane. */
    private final KeyedQueue sums;

    /** When the day of each group's first sum ends. */
    private final Deadlines ends = new Deadlines();

    /**
     * No sums.
     *
     * @param limit how many payers have sums at one time
     * @param keyHash by which payers are scattered
     */
    public PayerDays(int limit, KeyHash keyHash) {
        sums =
                new KeyedQueue(
                        OWN_BYTES,
                        limit,
                        new KeyedQueue.Order(keyHash, Limits.GROUPS + 1, PayerDays::groupOf));
    }

    /**
     * The group's day in which a moment lies, as one number that no other day of any group has.
     *
     * @param groupId 1 to 1,024
     */
    public static int dayOf(int groupId, int utcOffsetMinutes, long nowNs) {
        return (groupId << DAY_BITS) | (int) dayNumber(utcOffsetMinutes, nowNs);
    }

    /** The sum so far, minor units. */
    public long sumMinor(Digest payer, int day) {
        long number = sums.find(day, payer.high(), payer.low());
        return number == KeyedQueue.MISSING ? 0 : sums.getLong(number, SUM);
    }

    /** Whether one more payment of this payer can be counted. */
    public boolean hasRoomFor(Digest payer, int day, long nowNs) {
        return !sums.isFull()
                || ends.firstDueNs() <= nowNs
                || sums.find(day, payer.high(), payer.low()) != KeyedQueue.MISSING;
    }

    /** Counts a payment. There must be room for it. */
    public void add(Digest payer, int day, int utcOffsetMinutes, long nowNs, long amountMinor) {
        long number = sums.find(day, payer.high(), payer.low());
        if (number == KeyedQueue.MISSING) {
            forgetEnded(nowNs);
            number = sums.add(day, payer.high(), payer.low());
            sums.putLong(number, DAY_ENDS, endOfDayNs(utcOffsetMinutes, nowNs));
            noteFirst(groupOf(day));
        }
        sums.putLong(number, SUM, Math.addExact(sums.getLong(number, SUM), amountMinor));
    }

    /** Takes back what was counted for a payment that came to nothing, if the day is remembered. */
    public void takeBack(Digest payer, int day, long amountMinor) {
        long number = sums.find(day, payer.high(), payer.low());
        if (number != KeyedQueue.MISSING) {
            long sum = sums.getLong(number, SUM) - amountMinor;
            Invariant.check(sum >= 0, "only what was counted for a payer is taken back");
            sums.putLong(number, SUM, sum);
        }
    }

    /** Two for each that begins: days that have ended go away soon, and nobody waits for it. */
    private void forgetEnded(long nowNs) {
        for (int i = 0; i < 2 && ends.firstDueNs() <= nowNs; i++) {
            int groupId = ends.first();
            sums.removeOldest(groupId);
            noteFirst(groupId);
        }
    }

    private void noteFirst(int groupId) {
        if (sums.isEmpty(groupId)) {
            ends.clear(groupId);
        } else {
            ends.set(groupId, sums.getLong(sums.oldest(groupId), DAY_ENDS), groupId);
        }
    }

    private static int groupOf(int day) {
        return day >>> DAY_BITS;
    }

    /** Counted from the day before 1970 began, so that no offset makes it negative. */
    private static long dayNumber(int utcOffsetMinutes, long nowNs) {
        return Math.floorDiv(nowNs + utcOffsetMinutes * MINUTE_NS, DAY_NS) + 1;
    }

    private static long endOfDayNs(int utcOffsetMinutes, long nowNs) {
        return dayNumber(utcOffsetMinutes, nowNs) * DAY_NS - utcOffsetMinutes * MINUTE_NS;
    }

    /** Writes all sums by group, the oldest first. */
    public void write(SnapshotWriter out) {
        sums.write(out);
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        sums.read(in);
        for (int groupId = 1; groupId <= Limits.GROUPS; groupId++) {
            noteFirst(groupId);
        }
    }
}
