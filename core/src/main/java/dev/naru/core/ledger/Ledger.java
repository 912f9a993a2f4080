// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.ledger;

import dev.naru.core.memory.Slabs;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Outcome;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * All accounts. Each is four sums in minor units of its group's currency, none negative, that only
 * grow, except that what is pending is taken back when it is posted or void.
 *
 * <p>Accounts live in blocks of 128 bytes: three of one owner, whose kinds follow upon each other,
 * and 32 bytes in which the owner keeps what it needs beside them. So whatever one payment asks of
 * a member is in one place. An account's number is its block's times four, plus its place.
 */
public final class Ledger {
    /**
     * What either side of an account may have turned over before it takes nothing more, which is a
     * thousand times the largest amount. One chain more and all windows' closing, which moves no
     * more than was turned over, stay below 2^62; so no sum of three balances and a cap overflows.
     */
    public static final long MOST_TURNOVER_MINOR = 1L << 60;

    static final int BLOCK_BYTES = 128;
    static final int ACCOUNTS_IN_BLOCK = 3;

    /** Where in its block an owner keeps its own. */
    static final int OWN = 96;

    private static final int ACCOUNT_BYTES = 32;
    private static final int DEBITS_POSTED = 0;
    private static final int CREDITS_POSTED = 8;
    private static final int DEBITS_PENDING = 16;
    private static final int CREDITS_PENDING = 24;

    /** Whose the block is, in the last bytes of its owner's own. */
    private static final int PARTICIPANT = 120;

    private static final int GROUP = 122;
    private static final int FIRST_KIND = 124;

    /** Participant, group and kind: 40 of the last 64 bits. */
    private static final long OWNER_MASK = (1L << 40) - 1;

    private static final int PLACE_BITS = 2;
    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
    private static final AccountKind[] KINDS = AccountKind.values();

    private final Slabs blocks;
    private final int limit;
    private int blockCount;

    /**
     * No accounts.
     *
     * @param limit how many accounts there can be
     */
    public Ledger(int limit) {
        this.limit = limit;
        blocks = new Slabs(BLOCK_BYTES, limit / ACCOUNTS_IN_BLOCK + 1);
    }

    /** How many accounts there are. */
    public int accountCount() {
        return blockCount * ACCOUNTS_IN_BLOCK;
    }

    /** Whether this many blocks more fit the limit. */
    boolean hasRoomFor(int moreBlocks) {
        return (blockCount + moreBlocks) * ACCOUNTS_IN_BLOCK <= limit;
    }

    /** Opens three accounts, of this kind and the two that follow it; numbers are from 1. */
    int open(AccountKind firstKind, int participantId, int groupId) {
        blockCount++;
        int block = blockCount;
        blocks.open(block);
        UnsafeBuffer buffer = blocks.buffer(block);
        int at = blocks.offset(block);
        buffer.putShort(at + PARTICIPANT, (short) participantId, Slabs.ORDER);
        buffer.putShort(at + GROUP, (short) groupId, Slabs.ORDER);
        buffer.putByte(at + FIRST_KIND, (byte) firstKind.ordinal());
        return block;
    }

    /** The number of a block's account by its place, 0 to 2. */
    static int account(int block, int place) {
        return (block << PLACE_BITS) | place;
    }

    /** The buffer in which a block is, from {@link #at} on. */
    UnsafeBuffer buffer(int block) {
        return blocks.buffer(block);
    }

    /** Where in its buffer a block begins. */
    int at(int block) {
        return blocks.offset(block);
    }

    /** An account's name. */
    public AccountId id(int account) {
        UnsafeBuffer buffer = blocks.buffer(account >>> PLACE_BITS);
        int at = blocks.offset(account >>> PLACE_BITS);
        return new AccountId(
                KINDS[buffer.getByte(at + FIRST_KIND) + (account & PLACE_MASK)],
                buffer.getShort(at + PARTICIPANT, Slabs.ORDER),
                buffer.getShort(at + GROUP, Slabs.ORDER));
    }

    /** The group that an account belongs to. */
    int groupId(int account) {
        int block = account >>> PLACE_BITS;
        return blocks.buffer(block).getShort(blocks.offset(block) + GROUP, Slabs.ORDER);
    }

    /** Posted credits less posted debits: negative is a debit balance. */
    public long balanceMinor(int account) {
        return get(account, CREDITS_POSTED) - get(account, DEBITS_POSTED);
    }

    /** Reserved and not posted, on the debit side. */
    public long debitsPendingMinor(int account) {
        return get(account, DEBITS_PENDING);
    }

    /** Reserved and not posted, on the credit side. */
    public long creditsPendingMinor(int account) {
        return get(account, CREDITS_PENDING);
    }

    /** Whether an account can take another chain, see {@link #MOST_TURNOVER_MINOR}. */
    public boolean hasRoom(int account) {
        return get(account, DEBITS_POSTED) + get(account, DEBITS_PENDING) <= MOST_TURNOVER_MINOR
                && get(account, CREDITS_POSTED) + get(account, CREDITS_PENDING)
                        <= MOST_TURNOVER_MINOR;
    }

    /** Books a movement. */
    public void move(int debit, int credit, long amountMinor) {
        add(debit, DEBITS_POSTED, amountMinor);
        add(credit, CREDITS_POSTED, amountMinor);
    }

    /** Makes a movement pending. */
    void reserve(int debit, int credit, long amountMinor) {
        add(debit, DEBITS_PENDING, amountMinor);
        add(credit, CREDITS_PENDING, amountMinor);
    }

    /** Takes a movement back that is pending. */
    void release(int debit, int credit, long amountMinor) {
        take(debit, DEBITS_PENDING, amountMinor);
        take(credit, CREDITS_PENDING, amountMinor);
    }

    /** An account as it is told. */
    Outcome.Account row(int account) {
        return new Outcome.Account(
                id(account),
                get(account, DEBITS_POSTED),
                get(account, CREDITS_POSTED),
                get(account, DEBITS_PENDING),
                get(account, CREDITS_PENDING));
    }

    /** Writes a block as it is. */
    void write(int block, SnapshotWriter out) {
        out.putBytes(blocks.buffer(block), blocks.offset(block), BLOCK_BYTES);
    }

    /** Reads a block over one that was opened for the same owner. */
    void read(int block, SnapshotReader in) {
        UnsafeBuffer buffer = blocks.buffer(block);
        int at = blocks.offset(block);
        long owner = buffer.getLong(at + PARTICIPANT, Slabs.ORDER) & OWNER_MASK;
        in.getBytes(buffer, at, BLOCK_BYTES);
        in.require(
                (buffer.getLong(at + PARTICIPANT, Slabs.ORDER) & OWNER_MASK) == owner,
                "has accounts of another owner");
    }

    private long get(int account, int sum) {
        int block = account >>> PLACE_BITS;
        return blocks.buffer(block).getLong(sumAt(account) + sum, Slabs.ORDER);
    }

    private void add(int account, int sum, long amountMinor) {
        put(account, sum, Math.addExact(get(account, sum), amountMinor));
    }

    private void take(int account, int sum, long amountMinor) {
        long left = get(account, sum) - amountMinor;
        Invariant.check(left >= 0, "only what is pending is posted or void");
        put(account, sum, left);
    }

    private void put(int account, int sum, long minor) {
        int block = account >>> PLACE_BITS;
        blocks.buffer(block).putLong(sumAt(account) + sum, minor, Slabs.ORDER);
    }

    private int sumAt(int account) {
        return blocks.offset(account >>> PLACE_BITS) + (account & PLACE_MASK) * ACCOUNT_BYTES;
    }
}
