// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.evidence;

import dev.naru.core.memory.KeyHash;
import dev.naru.core.memory.KeyedQueue;
import dev.naru.core.memory.Shares;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Authenticator;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.AuthenticatorStatus;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.Digest;
import dev.naru.protocol.TapFindings;

/**
 * Cards, devices and payers. None is ever forgotten: one that was taken away keeps its counter, so
 * that nothing it once signed is new when it is enrolled again.
 */
final class Authenticators {
    /** No card, device or payer. */
    static final long NOBODY = KeyedQueue.MISSING;

    private static final int PAYER = 0;
    private static final int KEY = 16;
    private static final int PROFILE = 32;
    private static final int COUNTER = 48;
    private static final int STATUS = 56;
    private static final int FAILURES = 64;
    private static final int LOCKED_UNTIL = 72;
    private static final int USABLE_FROM = 80;
    private static final int ALIVE = 88;
    private static final int HOUR_BEGAN = 96;
    private static final int IN_HOUR = 104;
    private static final int OWN_BYTES = 112;

    /** Of a payer, who has no key: how many cards and devices of his may prove something. */
    private static final int CARDS = KEY;

    private static final int DEVICES = PROFILE;

    /**
     * Of a payer, who is never too new himself: what was proved for payments by what is. His record
     * has these free, so that the snapshot keeps its form.
     */
    private static final int FIRST_DAY_MINOR = KEY + Long.BYTES;

    private static final int FIRST_DAY_GROUP = PROFILE + Long.BYTES;
    private static final int FIRST_DAY_UNTIL = USABLE_FROM;

    private static final int PARTICIPANT_BITS = 13;
    private static final int PARTICIPANT_MASK = (1 << PARTICIPANT_BITS) - 1;
    private static final long HOUR_NS = 3_600L * 1_000_000_000;
    private static final AuthenticatorKind[] KINDS = AuthenticatorKind.values();
    private static final AuthenticatorStatus[] STATUSES = AuthenticatorStatus.values();

    private final KeyedQueue records;
    private final Shares shares;

    /**
     * What a payer's cards and devices proved for payments in their first days, all together.
     *
     * @param minor of this group's currency; 0 for nothing
     * @param untilNs when none of those is new any more
     */
    record FirstDay(int groupId, long minor, long untilNs) {
        /** Nothing was proved. */
        static final FirstDay NONE = new FirstDay(0, 0, 0);
    }

    Authenticators(int limit, KeyHash keyHash) {
        records = new KeyedQueue(OWN_BYTES, limit, KeyedQueue.Order.single(keyHash));
        shares = new Shares(limit);
    }

    long find(int participantId, AuthenticatorKind kind, Digest key) {
        return records.find(scope(participantId, kind), key.high(), key.low());
    }

    /** Where it is, if it may prove anything. */
    long findActive(int participantId, AuthenticatorKind kind, Digest key) {
        long one = find(participantId, kind, key);
        return isActive(one) ? one : NOBODY;
    }

    /** Whether a participant can have so many more. */
    boolean hasRoomFor(int participantId, int more) {
        return records.hasRoomFor(more) && shares.hasRoomFor(participantId, more);
    }

    /** Adds one that may prove something from {@code usableFromNs} on. There must be room. */
    long add(
            int participantId,
            AuthenticatorKind kind,
            Digest key,
            Digest payer,
            long usableFromNs) {
        long one = records.add(scope(participantId, kind), key.high(), key.low());
        shares.take(participantId);
        records.putLong(one, COUNTER, TapFindings.NO_COUNTER);
        records.putLong(one, STATUS, AuthenticatorStatus.REMOVED.ordinal());
        enrol(one, payer, usableFromNs);
        return one;
    }

    /** Gives one to a payer, for the first time or again. */
    void enrol(long one, Digest payer, long usableFromNs) {
        remove(one);
        put(one, PAYER, payer);
        records.putLong(one, USABLE_FROM, usableFromNs);
        records.putLong(one, STATUS, AuthenticatorStatus.ACTIVE.ordinal());
        count(one, 1);
        unlock(one);
    }

    void remove(long one) {
        if (isActive(one)) {
            records.putLong(one, STATUS, AuthenticatorStatus.REMOVED.ordinal());
            count(one, -1);
        }
    }

    private void count(long one, int more) {
        switch (KINDS[records.scope(one) >>> PARTICIPANT_BITS]) {
            case CARD -> countAt(payerOf(one), CARDS, more);
            case DEVICE -> countAt(payerOf(one), DEVICES, more);
            case PAYER -> {}
        }
    }

    private void countAt(long payer, int field, int more) {
        records.putLong(payer, field, records.getLong(payer, field) + more);
    }

    private long payerOf(long one) {
        int participantId = records.scope(one) & PARTICIPANT_MASK;
        return find(participantId, AuthenticatorKind.PAYER, get(one, PAYER));
    }

    /** Whether a payer has a device that may prove something. */
    boolean hasDevice(long payer) {
        return payer != NOBODY && records.getLong(payer, DEVICES) > 0;
    }

    /** Whether a payer has a card or a device that may prove something. */
    boolean hasAnything(long payer) {
        return hasDevice(payer) || (payer != NOBODY && records.getLong(payer, CARDS) > 0);
    }

    /**
     * Forgets failures and the lock that they brought.
     *
     * @return whether there were any
     */
    boolean unlock(long one) {
        boolean had = records.getLong(one, FAILURES) + records.getLong(one, LOCKED_UNTIL) != 0;
        records.putLong(one, FAILURES, 0);
        records.putLong(one, LOCKED_UNTIL, 0);
        return had;
    }

    /** Remembers the key of a card, and how it asks and signs. */
    void pin(long card, Digest key, Digest profile) {
        put(card, KEY, key);
        put(card, PROFILE, profile);
    }

    boolean isPinned(long card, Digest key, Digest profile) {
        return get(card, KEY).equals(key) && get(card, PROFILE).equals(profile);
    }

    boolean hasKey(long card, Digest key) {
        return get(card, KEY).equals(key);
    }

    /** Whether it is there, was not taken away, and is this payer's. */
    boolean isActiveOf(long one, Digest payer) {
        return isActive(one) && isOf(one, payer);
    }

    boolean isOf(long one, Digest payer) {
        return get(one, PAYER).equals(payer);
    }

    AuthenticatorStatus status(long one) {
        return STATUSES[(int) records.getLong(one, STATUS)];
    }

    /** Whether it is there and was not taken away. */
    boolean isActive(long one) {
        return one != NOBODY && status(one) == AuthenticatorStatus.ACTIVE;
    }

    boolean isLocked(long one, long nowNs) {
        return records.getLong(one, LOCKED_UNTIL) > nowNs;
    }

    boolean isNew(long one, long nowNs) {
        return usableFromNs(one) > nowNs;
    }

    long usableFromNs(long one) {
        return records.getLong(one, USABLE_FROM);
    }

    FirstDay firstDay(long payer) {
        return new FirstDay(
                (int) records.getLong(payer, FIRST_DAY_GROUP),
                records.getLong(payer, FIRST_DAY_MINOR),
                records.getLong(payer, FIRST_DAY_UNTIL));
    }

    void setFirstDay(long payer, FirstDay day) {
        records.putLong(payer, FIRST_DAY_GROUP, day.groupId());
        records.putLong(payer, FIRST_DAY_MINOR, day.minor());
        records.putLong(payer, FIRST_DAY_UNTIL, day.untilNs());
    }

    long counter(long one) {
        return records.getLong(one, COUNTER);
    }

    /** It proved something: failures in a row begin anew. */
    void succeed(long one, long counter) {
        records.putLong(one, COUNTER, counter);
        unlock(one);
    }

    /**
     * It proved nothing once more.
     *
     * @return whether it is locked by that
     */
    boolean fail(long one, long nowNs) {
        long failures = records.getLong(one, FAILURES) + 1;
        boolean isTooOften = failures >= Authenticator.MOST_FAILURES;
        records.putLong(one, FAILURES, isTooOften ? 0 : failures);
        if (isTooOften) {
            records.putLong(one, LOCKED_UNTIL, nowNs + Challenge.LOCKED_NS);
        }
        return isTooOften;
    }

    /** The number of the challenge that it was given last; 0 for none. */
    long lastChallenge(long one) {
        return records.getLong(one, ALIVE);
    }

    /** Whether it has had as many challenges as it may in an hour. */
    boolean hasHadEnough(long one, long nowNs) {
        return nowNs < records.getLong(one, HOUR_BEGAN) + HOUR_NS
                && records.getLong(one, IN_HOUR) >= Challenge.MOST_AN_HOUR;
    }

    void challenge(long one, long challengeNumber, long nowNs) {
        records.putLong(one, ALIVE, challengeNumber);
        if (nowNs >= records.getLong(one, HOUR_BEGAN) + HOUR_NS) {
            records.putLong(one, HOUR_BEGAN, nowNs);
            records.putLong(one, IN_HOUR, 0);
        }
        records.putLong(one, IN_HOUR, records.getLong(one, IN_HOUR) + 1);
    }

    Authenticator describe(long one) {
        int scope = records.scope(one);
        AuthenticatorKind kind = KINDS[scope >>> PARTICIPANT_BITS];
        return new Authenticator(
                scope & PARTICIPANT_MASK,
                kind,
                new Digest(records.high(one), records.low(one)),
                get(one, PAYER),
                status(one),
                counter(one),
                (int) records.getLong(one, FAILURES),
                records.getLong(one, LOCKED_UNTIL),
                kind == AuthenticatorKind.PAYER ? 0 : usableFromNs(one));
    }

    void write(SnapshotWriter out) {
        records.write(out);
    }

    void read(SnapshotReader in) {
        records.read(in);
        records.forEach(one -> shares.take(records.scope(one) & PARTICIPANT_MASK));
    }

    private static int scope(int participantId, AuthenticatorKind kind) {
        return kind.ordinal() << PARTICIPANT_BITS | participantId;
    }

    private Digest get(long one, int field) {
        return new Digest(records.getLong(one, field), records.getLong(one, field + Long.BYTES));
    }

    private void put(long one, int field, Digest digest) {
        records.putLong(one, field, digest.high());
        records.putLong(one, field + Long.BYTES, digest.low());
    }
}
