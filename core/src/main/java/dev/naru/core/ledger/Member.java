// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.ledger;

import dev.naru.core.journal.Journal;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Event;
import dev.naru.protocol.HeadroomRule;
import dev.naru.protocol.Outcome;

/**
 * A participant in a settlement group: its three accounts there, and how far it may be drawn.
 *
 * <p>Under NET_CAP the limit is liquidity + cap, and used is pending debits - position -
 * obligation. Under PREFUNDED the limit is liquidity, and used is unsettled posted debits + pending
 * debits, so that nothing received counts. Headroom is the limit less what is used. Pending credits
 * never count.
 */
public final class Member {
    private final int participantId;
    private final Group group;
    private final Account position;
    private final Account obligation;
    private final Account liquidity;
    private HeadroomRule rule = HeadroomRule.NET_CAP;
    private long capMinor;
    private long collateralMinor;
    private long unsettledDebitsMinor;

    Member(int participantId, Group group) {
        this.participantId = participantId;
        this.group = group;
        position = new Account(new AccountId(AccountKind.POSITION, participantId, group.id()));
        obligation = new Account(new AccountId(AccountKind.OBLIGATION, participantId, group.id()));
        liquidity = new Account(new AccountId(AccountKind.LIQUIDITY, participantId, group.id()));
    }

    /** Whose accounts these are. */
    public int participantId() {
        return participantId;
    }

    /** Where. */
    public Group group() {
        return group;
    }

    /** Net of the open window; a credit balance is owed to the participant. */
    public Account position() {
        return position;
    }

    /** Closed and unsettled; a credit balance is owed to the participant. */
    public Account obligation() {
        return obligation;
    }

    /** Prefunding; never a debit balance. */
    public Account liquidity() {
        return liquidity;
    }

    /** What may still be reserved; negative when the limit was lowered below what is used. */
    public long headroomMinor() {
        return limitMinor() - usedMinor();
    }

    /**
     * How much of the limit is used; negative when more is owed to the participant than it owes.
     */
    public long usedMinor() {
        return switch (rule) {
            case NET_CAP ->
                    position.debitsPendingMinor()
                            - position.balanceMinor()
                            - obligation.balanceMinor();
            case PREFUNDED -> unsettledDebitsMinor + position.debitsPendingMinor();
        };
    }

    /**
     * Says so when use has crossed 80 or 90 percent of the limit upwards, each crossing anew.
     *
     * @param usedBeforeMinor {@link #usedMinor} before the reservation that may have crossed
     */
    public void warnIfCrossed(long usedBeforeMinor, Journal journal) {
        long usedNow = usedMinor();
        long limit = limitMinor();
        warnAt(80, limit - limit / 5, usedBeforeMinor, usedNow, journal);
        warnAt(90, limit - limit / 10, usedBeforeMinor, usedNow, journal);
    }

    private void warnAt(int percent, long threshold, long before, long now, Journal journal) {
        if (before < threshold && now >= threshold) {
            journal.say(new Event.HeadroomWarned(participantId, group.id(), percent));
        }
    }

    private long limitMinor() {
        return switch (rule) {
            case NET_CAP -> liquidity.balanceMinor() + capMinor;
            case PREFUNDED -> liquidity.balanceMinor();
        };
    }

    void setHeadroom(HeadroomRule newRule, long newCapMinor, long newCollateralMinor) {
        rule = newRule;
        capMinor = newCapMinor;
        collateralMinor = newCollateralMinor;
    }

    boolean hasHeadroom(HeadroomRule thatRule, long thatCapMinor, long thatCollateralMinor) {
        return rule == thatRule
                && capMinor == thatCapMinor
                && collateralMinor == thatCollateralMinor;
    }

    void addUnsettledDebit(long amountMinor) {
        unsettledDebitsMinor += amountMinor;
    }

    Outcome.Position row() {
        return new Outcome.Position(
                participantId,
                group.id(),
                rule,
                capMinor,
                collateralMinor,
                liquidity.balanceMinor(),
                position.balanceMinor(),
                obligation.balanceMinor(),
                position.debitsPendingMinor(),
                position.creditsPendingMinor(),
                unsettledDebitsMinor,
                headroomMinor());
    }

    void write(SnapshotWriter out) {
        out.putByte(rule.ordinal());
        out.putLong(capMinor);
        out.putLong(collateralMinor);
        out.putLong(unsettledDebitsMinor);
        position.write(out);
        obligation.write(out);
        liquidity.write(out);
    }

    void read(SnapshotReader in) {
        rule = in.getOneOf(HeadroomRule.values());
        capMinor = in.getLong();
        collateralMinor = in.getLong();
        unsettledDebitsMinor = in.getLong();
        position.read(in);
        obligation.read(in);
        liquidity.read(in);
    }
}
