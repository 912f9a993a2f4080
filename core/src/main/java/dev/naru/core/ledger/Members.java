// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.ledger;

import dev.naru.core.directory.Participants;
import dev.naru.core.journal.Journal;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.Rejection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which participants are members of which groups. */
public final class Members {
    private static final int ACCOUNTS_EACH = 3;
    private static final @Nullable Member[] NOWHERE = {};

    /** By participant id, then by group id; a row is as long as its largest group id needs. */
    private final @Nullable Member[][] rows = new Member[Limits.PARTICIPANTS + 1][];

    private final Participants participants;
    private final Groups groups;
    private final AccountRoom room;
    private final Journal journal;

    public Members(Participants participants, Groups groups, AccountRoom room, Journal journal) {
        this.participants = participants;
        this.groups = groups;
        this.room = room;
        this.journal = journal;
        Arrays.fill(rows, NOWHERE);
    }

    /**
     * Makes a participant a member, or changes how far it may be drawn. A group has one operator at
     * the most, since that one's obligation takes over the group's fees and residues.
     */
    public Outcome setHeadroom(Command.SetHeadroom command) {
        Rejection rejection = firstObjection(command);
        if (rejection != null) {
            return new Outcome.Refused(rejection);
        }

        Member known = find(command.participantId(), command.groupId());
        Member member = known == null ? join(command.participantId(), command.groupId()) : known;
        boolean isNews =
                known == null
                        || !known.hasHeadroom(
                                command.rule(), command.capMinor(), command.collateralMinor());
        if (isNews) {
            member.setHeadroom(command.rule(), command.capMinor(), command.collateralMinor());
            journal.say(new Event.HeadroomSet(command));
        }
        return new Outcome.Done();
    }

    private @Nullable Rejection firstObjection(Command.SetHeadroom command) {
        int participantId = command.participantId();
        int groupId = command.groupId();
        if (!participants.knows(participantId)) {
            return Rejection.PARTICIPANT_UNKNOWN;
        }
        if (!groups.knows(groupId)) {
            return Rejection.GROUP_UNKNOWN;
        }
        boolean isNew = !contains(participantId, groupId);
        if (isNew && isOperator(participantId) && groups.of(groupId).operator().isPresent()) {
            return Rejection.ROLE_UNSUITABLE;
        }
        if (command.capMinor() > command.collateralMinor()) {
            return Rejection.CAP_EXCEEDS_COLLATERAL;
        }
        if (isNew && !room.hasRoomFor(ACCOUNTS_EACH)) {
            return Rejection.LIMIT_ACCOUNTS;
        }
        return null;
    }

    /** Whether the participant is a member of the group. */
    public boolean contains(int participantId, int groupId) {
        return find(participantId, groupId) != null;
    }

    /** The participant as the member that it is of the group. */
    public Member of(int participantId, int groupId) {
        return Invariant.present(
                find(participantId, groupId), "a member is looked at only when it is one");
    }

    /** Writes all members by group id and participant id. */
    public void write(SnapshotWriter out) {
        for (int groupId = 1; groupId <= Limits.GROUPS; groupId++) {
            if (groups.knows(groupId)) {
                Group group = groups.of(groupId);
                out.putInt(group.memberCount());
                for (int place = 0; place < group.memberCount(); place++) {
                    out.putInt(group.member(place).participantId());
                    group.member(place).write(out);
                }
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        for (int groupId = 1; groupId <= Limits.GROUPS; groupId++) {
            if (groups.knows(groupId)) {
                int left = in.getCount(Limits.PARTICIPANTS);
                while (left-- > 0) {
                    join(in.getInt(), groupId).read(in);
                }
            }
        }
    }

    private Member join(int participantId, int groupId) {
        Group group = groups.of(groupId);
        Member member = new Member(participantId, group);
        if (isOperator(participantId)) {
            group.addOperator(member);
        } else {
            group.add(member);
        }
        if (groupId >= rows[participantId].length) {
            rows[participantId] = Arrays.copyOf(rows[participantId], groupId + 1);
        }
        rows[participantId][groupId] = member;
        room.take(ACCOUNTS_EACH);
        return member;
    }

    private boolean isOperator(int participantId) {
        return participants.of(participantId).kind() == ParticipantKind.OPERATOR;
    }

    private @Nullable Member find(int participantId, int groupId) {
        @Nullable Member[] row = rows[participantId];
        return groupId < row.length ? row[groupId] : null;
    }
}
