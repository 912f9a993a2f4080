// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.ledger;

import dev.naru.core.directory.Participants;
import dev.naru.core.journal.Journal;
import dev.naru.core.memory.Hash;
import dev.naru.core.memory.LookupIndex;
import dev.naru.core.memory.Slabs;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Prefunding paid in, once for each funding id. Ids are remembered until their room is needed, and
 * then for as long as the settings say.
 */
public final class Fundings implements LookupIndex.Keys {
    private static final int RECORD_BYTES = 40;
    private static final int ID_HIGH = 0;
    private static final int ID_LOW = 8;
    private static final int AMOUNT = 16;
    private static final int AT = 24;
    private static final int PARTICIPANT = 32;
    private static final int GROUP = 36;

    private static final int NO_SCOPE = 0;

    private final Participants participants;
    private final Groups groups;
    private final Members members;
    private final Journal journal;
    private final int limit;
    private final long rememberNs;
    private final Slabs records;
    private final LookupIndex index;
    private long oldest;
    private long next;

    public Fundings(
            Participants participants,
            Groups groups,
            Members members,
            Journal journal,
            Memory memory) {
        this.participants = participants;
        this.groups = groups;
        this.members = members;
        this.journal = journal;
        limit = memory.limit();
        rememberNs = memory.rememberNs();
        records = new Slabs(RECORD_BYTES, limit);
        index = new LookupIndex(this, limit);
    }

    /**
     * How much is remembered.
     *
     * @param limit how many fundings
     * @param rememberNs for how long at the least
     */
    public record Memory(int limit, long rememberNs) {}

    /** Debits the settlement bank's account and credits the participant's liquidity. */
    public Outcome record(Command.RecordFunding command) {
        // 1. A repeat changes nothing.
        long known = index.find(NO_SCOPE, command.fundingId().high(), command.fundingId().low());
        if (known != LookupIndex.MISSING && isSame(known, command)) {
            return new Outcome.Done();
        }

        // 2. Everything that can be wrong.
        Rejection rejection = firstObjection(command, known);
        if (rejection != null) {
            return new Outcome.Refused(rejection);
        }

        // 3. From here on nothing can fail.
        remember(command);
        Account.move(
                groups.of(command.groupId()).own(AccountKind.SETTLEMENT_BANK),
                members.of(command.participantId(), command.groupId()).liquidity(),
                command.amountMinor());
        journal.say(new Event.FundingRecorded(command));
        return new Outcome.Done();
    }

    private @Nullable Rejection firstObjection(Command.RecordFunding command, long known) {
        if (!participants.knows(command.participantId())) {
            return Rejection.PARTICIPANT_UNKNOWN;
        }
        if (!groups.knows(command.groupId())) {
            return Rejection.GROUP_UNKNOWN;
        }
        if (!members.contains(command.participantId(), command.groupId())) {
            return Rejection.NOT_IN_GROUP;
        }
        if (known != LookupIndex.MISSING) {
            return Rejection.FUNDING_REUSED;
        }
        if (next - oldest == limit && !canForgetOldest()) {
            return Rejection.LIMIT_REMEMBERED_FUNDINGS;
        }
        Account bank = groups.of(command.groupId()).own(AccountKind.SETTLEMENT_BANK);
        if (-bank.balanceMinor() > Account.MOST_TURNOVER_MINOR - command.amountMinor()) {
            return Rejection.AMOUNT_TOO_LARGE;
        }
        return null;
    }

    private boolean isSame(long number, Command.RecordFunding command) {
        UnsafeBuffer record = records.buffer(number);
        int at = records.offset(number);
        return record.getLong(at + AMOUNT, Slabs.ORDER) == command.amountMinor()
                && record.getInt(at + PARTICIPANT, Slabs.ORDER) == command.participantId()
                && record.getInt(at + GROUP, Slabs.ORDER) == command.groupId();
    }

    private boolean canForgetOldest() {
        long atNs = records.buffer(oldest).getLong(records.offset(oldest) + AT, Slabs.ORDER);
        return journal.nowNs() - atNs > rememberNs;
    }

    private void remember(Command.RecordFunding command) {
        if (next - oldest == limit) {
            index.remove(oldest);
            records.close(oldest);
            oldest++;
        }
        records.open(next);
        UnsafeBuffer record = records.buffer(next);
        int at = records.offset(next);
        record.putLong(at + ID_HIGH, command.fundingId().high(), Slabs.ORDER);
        record.putLong(at + ID_LOW, command.fundingId().low(), Slabs.ORDER);
        record.putLong(at + AMOUNT, command.amountMinor(), Slabs.ORDER);
        record.putLong(at + AT, journal.nowNs(), Slabs.ORDER);
        record.putInt(at + PARTICIPANT, command.participantId(), Slabs.ORDER);
        record.putInt(at + GROUP, command.groupId(), Slabs.ORDER);
        index.add(NO_SCOPE, command.fundingId().high(), command.fundingId().low(), next);
        next++;
    }

    @Override
    public boolean matches(long number, int scope, long high, long low) {
        UnsafeBuffer record = records.buffer(number);
        int at = records.offset(number);
        return record.getLong(at + ID_HIGH, Slabs.ORDER) == high
                && record.getLong(at + ID_LOW, Slabs.ORDER) == low;
    }

    @Override
    public long hashOf(long number) {
        UnsafeBuffer record = records.buffer(number);
        int at = records.offset(number);
        return Hash.of(
                NO_SCOPE,
                record.getLong(at + ID_HIGH, Slabs.ORDER),
                record.getLong(at + ID_LOW, Slabs.ORDER));
    }

    /** Writes all that is remembered, the oldest first. */
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
        in.require(next >= oldest && next - oldest <= limit, "remembers too many fundings");
        for (long number = oldest; number < next; number++) {
            records.open(number);
            UnsafeBuffer record = records.buffer(number);
            int at = records.offset(number);
            in.getBytes(record, at, RECORD_BYTES);
            index.add(
                    NO_SCOPE,
                    record.getLong(at + ID_HIGH, Slabs.ORDER),
                    record.getLong(at + ID_LOW, Slabs.ORDER),
                    number);
        }
    }
}
