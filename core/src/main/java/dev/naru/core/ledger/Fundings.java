// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.ledger;

import dev.naru.core.directory.Participants;
import dev.naru.core.journal.Journal;
import dev.naru.core.memory.KeyHash;
import dev.naru.core.memory.KeyedQueue;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Prefunding paid in, once for each funding id. Ids are remembered until their room is needed, and
 * then for as long as the settings say.
 */
public final class Fundings {
    private static final int AMOUNT = 0;
    private static final int AT = 8;
    private static final int PARTICIPANT = 16;
    private static final int GROUP = 24;
    private static final int OWN_BYTES = 32;

    private static final int NO_SCOPE = 0;
    private static final int LANE = 0;

    private final Participants participants;
    private final Groups groups;
    private final Members members;
    private final Journal journal;
    private final Ledger ledger;
    private final long rememberNs;
    private final KeyedQueue remembered;

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
        ledger = members.ledger();
        rememberNs = memory.rememberNs();
        remembered =
                new KeyedQueue(
                        OWN_BYTES, memory.limit(), KeyedQueue.Order.single(memory.keyHash()));
    }

    /**
     * How much is remembered.
     *
     * @param limit how many fundings
     * @param rememberNs for how long at the least
     * @param keyHash by which their ids are scattered
     */
    public record Memory(int limit, long rememberNs, KeyHash keyHash) {}

    /** Debits the settlement bank's account and credits the participant's liquidity. */
    public Outcome record(Command.RecordFunding command) {
        // 1. A repeat changes nothing.
        long known =
                remembered.find(NO_SCOPE, command.fundingId().high(), command.fundingId().low());
        if (known != KeyedQueue.MISSING && isSame(known, command)) {
            return new Outcome.Done();
        }

        // 2. Everything that can be wrong.
        Rejection rejection = firstObjection(command, known);
        if (rejection != null) {
            return new Outcome.Refused(rejection);
        }

        // 3. From here on nothing can fail.
        remember(command);
        ledger.move(
                groups.of(command.groupId()).own(AccountKind.SETTLEMENT_BANK),
                members.at(members.of(command.participantId(), command.groupId())).liquidity(),
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
        if (known != KeyedQueue.MISSING) {
            return Rejection.FUNDING_REUSED;
        }
        if (remembered.isFull() && !canForgetOldest()) {
            return Rejection.LIMIT_REMEMBERED_FUNDINGS;
        }
        int bank = groups.of(command.groupId()).own(AccountKind.SETTLEMENT_BANK);
        boolean fits =
                -ledger.balanceMinor(bank) <= Ledger.MOST_TURNOVER_MINOR - command.amountMinor();
        return fits ? null : Rejection.AMOUNT_TOO_LARGE;
    }

    private boolean isSame(long number, Command.RecordFunding command) {
        return remembered.getLong(number, AMOUNT) == command.amountMinor()
                && remembered.getLong(number, PARTICIPANT) == command.participantId()
                && remembered.getLong(number, GROUP) == command.groupId();
    }

    private boolean canForgetOldest() {
        return journal.nowNs() - remembered.getLong(remembered.oldest(LANE), AT) > rememberNs;
    }

    private void remember(Command.RecordFunding command) {
        if (remembered.isFull()) {
            remembered.removeOldest(LANE);
        }
        long number =
                remembered.add(NO_SCOPE, command.fundingId().high(), command.fundingId().low());
        remembered.putLong(number, AMOUNT, command.amountMinor());
        remembered.putLong(number, AT, journal.nowNs());
        remembered.putLong(number, PARTICIPANT, command.participantId());
        remembered.putLong(number, GROUP, command.groupId());
    }

    /** Writes all that is remembered, the oldest first. */
    public void write(SnapshotWriter out) {
        remembered.write(out);
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        remembered.read(in);
    }
}
