// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.ledger;

import dev.naru.core.memory.Slabs;
import dev.naru.protocol.HeadroomRule;
import dev.naru.protocol.Outcome;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of a participant in a settlement group: its three accounts there, and how far it may be
 * drawn. Good until the next member is looked at.
 *
 * <p>Under NET_CAP the limit is liquidity + cap, and used is pending debits - position -
 * obligation. Under PREFUNDED the limit is liquidity, and used is unsettled posted debits + pending
 * debits, so that nothing received counts. Headroom is the limit less what is used. Pending credits
 * never count.
 */
public final class Member {
    private static final int CAP = Ledger.OWN;
    private static final int COLLATERAL = Ledger.OWN + 8;
    private static final int UNSETTLED_DEBITS = Ledger.OWN + 16;
    private static final int RULE = Ledger.OWN + 29;

    private static final HeadroomRule[] RULES = HeadroomRule.values();

    private final Ledger ledger;
    private UnsafeBuffer buffer = new UnsafeBuffer(new byte[Ledger.BLOCK_BYTES]);
    private int at;
    private int block;

    Member(Ledger ledger) {
        this.ledger = ledger;
    }

    Member view(int newBlock) {
        block = newBlock;
        buffer = ledger.buffer(newBlock);
        at = ledger.at(newBlock);
        return this;
    }

    /** Whose accounts these are. */
    public int participantId() {
        return ledger.id(position()).participantId();
    }

    /** Net of the open window; a credit balance is owed to the participant. */
    public int position() {
        return positionOf(block);
    }

    /** Closed and unsettled; a credit balance is owed to the participant. */
    public int obligation() {
        return Ledger.account(block, 1);
    }

    /** Prefunding; never a debit balance. */
    public int liquidity() {
        return Ledger.account(block, 2);
    }

    /** What may still be reserved; negative when the limit was lowered below what is used. */
    public long headroomMinor() {
        return limitMinor() - usedMinor();
    }

    /** What may be used in all. */
    public long limitMinor() {
        return switch (rule()) {
            case NET_CAP -> ledger.balanceMinor(liquidity()) + getLong(CAP);
            case PREFUNDED -> ledger.balanceMinor(liquidity());
        };
    }

    /**
     * How much of the limit is used; negative when more is owed to the participant than it owes.
     */
    public long usedMinor() {
        long pending = ledger.debitsPendingMinor(position());
        return switch (rule()) {
            case NET_CAP ->
                    pending - ledger.balanceMinor(position()) - ledger.balanceMinor(obligation());
            case PREFUNDED -> getLong(UNSETTLED_DEBITS) + pending;
        };
    }

    static int positionOf(int block) {
        return Ledger.account(block, 0);
    }

    void setHeadroom(HeadroomRule rule, long capMinor, long collateralMinor) {
        buffer.putByte(at + RULE, (byte) rule.ordinal());
        putLong(CAP, capMinor);
        putLong(COLLATERAL, collateralMinor);
    }

    boolean hasHeadroom(HeadroomRule thatRule, long thatCapMinor, long thatCollateralMinor) {
        return rule() == thatRule
                && getLong(CAP) == thatCapMinor
                && getLong(COLLATERAL) == thatCollateralMinor;
    }

    void addUnsettledDebit(long amountMinor) {
        putLong(UNSETTLED_DEBITS, getLong(UNSETTLED_DEBITS) + amountMinor);
    }

    Outcome.Position row() {
        return new Outcome.Position(
                participantId(),
                ledger.groupId(position()),
                rule(),
                getLong(CAP),
                getLong(COLLATERAL),
                ledger.balanceMinor(liquidity()),
                ledger.balanceMinor(position()),
                ledger.balanceMinor(obligation()),
                ledger.debitsPendingMinor(position()),
                ledger.creditsPendingMinor(position()),
                getLong(UNSETTLED_DEBITS),
                headroomMinor());
    }

    private HeadroomRule rule() {
        return RULES[buffer.getByte(at + RULE)];
    }

    private long getLong(int field) {
        return buffer.getLong(at + field, Slabs.ORDER);
    }

    private void putLong(int field, long value) {
        buffer.putLong(at + field, value, Slabs.ORDER);
    }
}
