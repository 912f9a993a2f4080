// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.ledger;

import dev.naru.core.journal.Journal;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All settlement groups by id. */
public final class Groups {
    private final @Nullable Group[] byId = new Group[Limits.GROUPS + 1];
    private final Ledger ledger;
    private final Journal journal;
    private int count;

    public Groups(Ledger ledger, Journal journal) {
        this.ledger = ledger;
        this.journal = journal;
    }

    /** Makes a group known; its window 1 is open. */
    public Outcome define(Command.DefineGroup command) {
        Group known = byId[command.groupId()];
        if (known != null) {
            return known.definition().equals(command)
                    ? new Outcome.Done()
                    : new Outcome.Refused(Rejection.DEFINITION_CONFLICTS);
        }
        if (isCodeTaken(command.code())) {
            return new Outcome.Refused(Rejection.DEFINITION_CONFLICTS);
        }
        if (!ledger.hasRoomFor(Group.OWN_BLOCKS)) {
            return new Outcome.Refused(Rejection.LIMIT_ACCOUNTS);
        }

        put(new Group(command, ledger));
        journal.say(new Event.GroupDefined(command));
        return new Outcome.Done();
    }

    /** A page of groups by id. */
    public Outcome read(Command.ReadGroups command) {
        List<Outcome.Group> rows = new ArrayList<>();
        for (int id = command.fromId(); id < byId.length && rows.size() < command.limit(); id++) {
            Group group = byId[id];
            if (group != null) {
                rows.add(group.row());
            }
        }
        return new Outcome.Groups(rows);
    }

    /** A page of a group's accounts by packed id. */
    public Outcome read(Command.ReadAccounts command) {
        Group group = byId[command.groupId()];
        return group == null
                ? new Outcome.Refused(Rejection.GROUP_UNKNOWN)
                : new Outcome.Accounts(group.accountRows(command.fromPackedId(), command.limit()));
    }

    /** Whether a group has this id, 1 to 1,024. */
    public boolean knows(int id) {
        return byId[id] != null;
    }

    /** The group with this id, which is known. */
    public Group of(int id) {
        return Invariant.present(byId[id], "a group is looked at only when it is known");
    }

    /**
     * Verifies that every group's posted sums and pending sums are zero.
     *
     * @throws Invariant.Broken when one is not
     */
    public void checkBalanced() {
        for (Group group : byId) {
            Invariant.check(group == null || group.isBalanced(), "a group's accounts sum to zero");
        }
    }

    /** Writes all groups by id. */
    public void write(SnapshotWriter out) {
        out.putInt(count);
        for (Group group : byId) {
            if (group != null) {
                group.write(out);
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        int left = in.getCount(Limits.GROUPS);
        while (left-- > 0) {
            put(Group.read(ledger, in));
        }
    }

    private void put(Group group) {
        byId[group.id()] = group;
        count++;
    }

    private boolean isCodeTaken(String code) {
        for (Group group : byId) {
            if (group != null && group.definition().code().equals(code)) {
                return true;
            }
        }
        return false;
    }
}
