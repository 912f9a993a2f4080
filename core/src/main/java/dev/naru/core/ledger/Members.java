// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.ledger;

import dev.naru.core.directory.Participants;
import dev.naru.core.journal.Journal;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which participants are members of which groups. */
public final class Members {
    /** No member's number. */
    public static final int NOBODY = 0;

    private static final int[] NOWHERE = {};

    /** By participant id, then by group id; a row is as long as its largest group id needs. */
    private final int[][] rows = new int[Limits.PARTICIPANTS + 1][];

    private final Participants participants;
    private final Groups groups;
    private final Ledger ledger;
    private final Journal journal;
    private final Member view;

    public Members(Participants participants, Groups groups, Ledger ledger, Journal journal) {
        this.participants = participants;
        this.groups = groups;
        this.ledger = ledger;
        this.journal = journal;
        view = new Member(ledger);
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

        int known = find(command.participantId(), command.groupId());
        int member = known == NOBODY ? join(command.participantId(), command.groupId()) : known;
        if (known == NOBODY || !hasHeadroom(known, command)) {
            long usedBeforeMinor = at(member).usedMinor();
            long limitBeforeMinor = at(member).limitMinor();
            at(member).setHeadroom(command.rule(), command.capMinor(), command.collateralMinor());
            journal.say(new Event.HeadroomSet(command));
            warnIfCrossed(member, usedBeforeMinor, limitBeforeMinor);
        }
        return new Outcome.Done();
    }

    private boolean hasHeadroom(int member, Command.SetHeadroom command) {
        return at(member)
                .hasHeadroom(command.rule(), command.capMinor(), command.collateralMinor());
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
        if (isNew && isOperator(participantId) && groups.of(groupId).operator() != NOBODY) {
            return Rejection.ROLE_UNSUITABLE;
        }
        if (command.capMinor() > command.collateralMinor()) {
            return Rejection.CAP_EXCEEDS_COLLATERAL;
        }
        return isNew && !ledger.hasRoomFor(1) ? Rejection.LIMIT_ACCOUNTS : null;
    }

    /** A page of a group's members with their positions, by participant id. */
    public Outcome read(Command.ReadPositions command) {
        if (!groups.knows(command.groupId())) {
            return new Outcome.Refused(Rejection.GROUP_UNKNOWN);
        }
        Group group = groups.of(command.groupId());
        List<Outcome.Position> rowsRead = new ArrayList<>();
        int place = group.placeOf(command.fromParticipantId());
        for (; place < group.memberCount() && rowsRead.size() < command.limit(); place++) {
            rowsRead.add(at(group.member(place)).row());
        }
        return new Outcome.Positions(rowsRead);
    }

    /** A page of one participant's positions, by group id. */
    public Outcome read(Command.ReadParticipantPositions command) {
        if (!participants.knows(command.participantId())) {
            return new Outcome.Refused(Rejection.PARTICIPANT_UNKNOWN);
        }
        int[] row = rows[command.participantId()];
        List<Outcome.Position> rowsRead = new ArrayList<>();
        int groupId = command.fromGroupId();
        for (; groupId < row.length && rowsRead.size() < command.limit(); groupId++) {
            if (row[groupId] != NOBODY) {
                rowsRead.add(at(row[groupId]).row());
            }
        }
        return new Outcome.Positions(rowsRead);
    }

    /** Whether the participant is a member of the group. */
    public boolean contains(int participantId, int groupId) {
        return find(participantId, groupId) != NOBODY;
    }

    /** The number of the participant as the member that it is of the group. */
    public int of(int participantId, int groupId) {
        int member = find(participantId, groupId);
        Invariant.check(member != NOBODY, "a member is looked at only when it is one");
        return member;
    }

    /** A member; the view is good until the next call. */
    public Member at(int member) {
        return view.view(member);
    }

    /** The account of a member's position. */
    public static int positionOf(int member) {
        return Member.positionOf(member);
    }

    Ledger ledger() {
        return ledger;
    }

    /**
     * Says so when use has crossed 80 or 90 percent of a member's limit upwards, each crossing
     * anew. Also a limit that comes down below the use crosses it.
     *
     * @param usedBeforeMinor {@link Member#usedMinor} before the reservation that may have crossed
     */
    public void warnIfCrossed(int member, long usedBeforeMinor) {
        warnIfCrossed(member, usedBeforeMinor, at(member).limitMinor());
    }

    private void warnIfCrossed(int member, long usedBeforeMinor, long limitBeforeMinor) {
        long used = at(member).usedMinor();
        long limit = at(member).limitMinor();
        if (isAt(80, used, limit) && !isAt(80, usedBeforeMinor, limitBeforeMinor)) {
            warn(80, member);
        }
        if (isAt(90, used, limit) && !isAt(90, usedBeforeMinor, limitBeforeMinor)) {
            warn(90, member);
        }
    }

    /** Who uses nothing is at no percentage, not even of nothing. */
    private static boolean isAt(int percent, long usedMinor, long limitMinor) {
        return usedMinor > 0 && usedMinor >= limitMinor - limitMinor / (100 / (100 - percent));
    }

    private void warn(int percent, int member) {
        AccountId id = ledger.id(positionOf(member));
        journal.say(new Event.HeadroomWarned(id.participantId(), id.groupId(), percent));
    }

    /** Writes all members by group id and participant id. */
    public void write(SnapshotWriter out) {
        for (int groupId = 1; groupId <= Limits.GROUPS; groupId++) {
            if (groups.knows(groupId)) {
                Group group = groups.of(groupId);
                out.putInt(group.memberCount());
                for (int place = 0; place < group.memberCount(); place++) {
                    out.putInt(at(group.member(place)).participantId());
                    ledger.write(group.member(place), out);
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
                    ledger.read(join(in.getInt(), groupId), in);
                }
            }
        }
    }

    private int join(int participantId, int groupId) {
        Group group = groups.of(groupId);
        int member = ledger.open(AccountKind.POSITION, participantId, groupId);
        group.add(participantId, member);
        if (isOperator(participantId)) {
            group.setOperator(member);
        }
        if (groupId >= rows[participantId].length) {
            rows[participantId] = Arrays.copyOf(rows[participantId], groupId + 1);
        }
        rows[participantId][groupId] = member;
        return member;
    }

    private boolean isOperator(int participantId) {
        return participants.of(participantId).kind() == ParticipantKind.OPERATOR;
    }

    private int find(int participantId, int groupId) {
        int[] row = rows[participantId];
        return groupId < row.length ? row[groupId] : NOBODY;
    }
}
