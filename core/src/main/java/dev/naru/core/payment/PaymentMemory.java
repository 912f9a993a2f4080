// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.memory.KeyHash;
import dev.naru.core.memory.LookupIndex;
import dev.naru.core.memory.Slabs;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.PaymentId;

/**
 * What is remembered of every payment, open or ended, so that a repeat is answered from memory. A
 * payment is forgotten when it ended longer ago than the settings say, the one that ended first
 * being the first; one that is in doubt for months delays nobody.
 *
 * <p>Refusals cost their sender nothing, so they have shares of the room that they cannot pass:
 * otherwise one participant's bad requests would leave no room for everybody's good ones.
 */
final class PaymentMemory implements LookupIndex.Keys {
    /**
     * What {@link #numberOf}, {@link #nextFrom} and {@link #previousFrom} answer when there is
     * none.
     */
    static final long MISSING = LookupIndex.MISSING;

    /** A few for each that begins, so that memory shrinks again and nobody waits for it. */
    private static final int FORGET_AT_ONCE = 4;

    private static final long NONE = 0;

    private final long limit;
    private final long rememberNs;
    private final RefusalShares refusals;
    private final Slabs records;
    private final LookupIndex index;
    private final PaymentRecord record = new PaymentRecord();

    /** So that the index and the list can be followed while {@link #record} is looked at. */
    private final PaymentRecord other = new PaymentRecord();

    private long count;
    private long lastNumber;
    private long firstEnded = NONE;
    private long lastEnded = NONE;

    PaymentMemory(long limit, long rememberNs, KeyHash keyHash) {
        this.limit = limit;
        this.rememberNs = rememberNs;
        refusals = new RefusalShares(limit);
        records = new Slabs(PaymentRecord.BYTES, limit);
        index = new LookupIndex(this, keyHash, limit);
    }

    /** The number of a participant's payment, or {@link #MISSING}. */
    long numberOf(int participantId, PaymentId id) {
        return index.find(participantId, id.high(), id.low());
    }

    /** Whether there is a payment with this number. */
    boolean remembers(long number) {
        return records.hasRoomOf(number) && at(number).isThere();
    }

    /** A payment that is remembered; the view is good until the next call. */
    PaymentRecord at(long number) {
        return record.view(records.buffer(number), records.offset(number));
    }

    /** The lowest number from this one on that is remembered, or {@link #MISSING}. */
    long nextFrom(long number) {
        long candidate = Math.max(number, records.firstNumber());
        while (candidate <= lastNumber) {
            if (!records.hasRoomOf(candidate)) {
                candidate = records.firstOfNextSlab(candidate);
            } else if (at(candidate).isThere()) {
                return candidate;
            } else {
                candidate++;
            }
        }
        return MISSING;
    }

    /** The highest number up to this one that is remembered, or {@link #MISSING}. */
    long previousFrom(long number) {
        long candidate = Math.min(number, lastNumber);
        long first = Math.max(1, records.firstNumber());
        while (candidate >= first) {
            if (!records.hasRoomOf(candidate)) {
                candidate = records.lastOfPreviousSlab(candidate);
            } else if (at(candidate).isThere()) {
                return candidate;
            } else {
                candidate--;
            }
        }
        return MISSING;
    }

    /** How many are remembered. */
    long count() {
        return count;
    }

    /** The last number that was given, 0 before the first. */
    long lastNumber() {
        return lastNumber;
    }

    /** Whether one more can be remembered, if need be in the place of one that is old. */
    boolean hasRoom(long nowNs) {
        return count < limit || canForget(nowNs);
    }

    /**
     * Whether one more refusal of this participant can be remembered, after what {@link #add} would
     * forget for it.
     */
    boolean hasRoomForRefusal(int participantId, long nowNs) {
        long ofAll = 0;
        long ofParticipant = 0;
        long number = firstEnded;
        for (int i = 0; i < FORGET_AT_ONCE && isOld(number, nowNs); i++) {
            if (otherAt(number).isRefused()) {
                ofAll++;
                ofParticipant += other.participantId() == participantId ? 1 : 0;
            }
            number = other.link();
        }
        return refusals.hasRoomFor(participantId, ofParticipant, ofAll);
    }

    /**
     * Begins to remember a payment, for which there is room, and gives it its number. What is old
     * is forgotten here and not before, so that a refusal leaves the memory as it was.
     */
    long add(PaymentId id, int participantId, long fingerprint, long nowNs) {
        for (int i = 0; i < FORGET_AT_ONCE && canForget(nowNs); i++) {
            forgetFirst();
        }
        lastNumber++;
        count++;
        records.open(lastNumber);
        at(lastNumber).begin(id, participantId, fingerprint, nowNs);
        index.add(participantId, id.high(), id.low(), lastNumber);
        return lastNumber;
    }

    /** Puts a payment that has ended behind all that ended before it. */
    void end(long number) {
        at(number).setLink(NONE);
        countRefusal(number);
        if (lastEnded == NONE) {
            firstEnded = number;
        } else {
            otherAt(lastEnded).setLink(number);
        }
        lastEnded = number;
    }

    private boolean canForget(long nowNs) {
        return isOld(firstEnded, nowNs);
    }

    private boolean isOld(long number, long nowNs) {
        return number != NONE
                && nowNs - otherAt(number).endedAtNs() - PaymentRecord.MILLISECOND_NS > rememberNs;
    }

    private void countRefusal(long number) {
        if (otherAt(number).isRefused()) {
            refusals.add(other.participantId());
        }
    }

    private void forgetFirst() {
        long number = firstEnded;
        firstEnded = otherAt(number).link();
        if (other.isRefused()) {
            refusals.remove(other.participantId());
        }
        if (firstEnded == NONE) {
            lastEnded = NONE;
        }
        index.remove(number);
        records.close(number);
        count--;
    }

    @Override
    public boolean matches(long number, int scope, long high, long low) {
        return otherAt(number).isOf(scope, high, low);
    }

    @Override
    public long hashOf(long number, KeyHash keyHash) {
        return otherAt(number).hash(keyHash);
    }

    private PaymentRecord otherAt(long number) {
        return other.view(records.buffer(number), records.offset(number));
    }

    // ---- for the snapshot, which PaymentBytes writes and reads

    Slabs records() {
        return records;
    }

    long firstEnded() {
        return firstEnded;
    }

    long lastEnded() {
        return lastEnded;
    }

    /** Sets the numbers that no record tells. */
    void restore(long newLastNumber, long newFirstEnded, long newLastEnded) {
        lastNumber = newLastNumber;
        firstEnded = newFirstEnded;
        lastEnded = newLastEnded;
    }

    /** Makes room for a record that is about to be filled from a snapshot. */
    void reopen(long number) {
        Invariant.check(count < limit, "a snapshot holds no more payments than fit");
        records.open(number);
        count++;
    }

    /** Indexes and counts a record that was filled from a snapshot. */
    void reindex(long number) {
        PaymentId id = at(number).id();
        index.add(at(number).participantId(), id.high(), id.low(), number);
        countRefusal(number);
    }
}
