// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.corridor;

import dev.naru.core.directory.Participants;
import dev.naru.core.journal.Journal;
import dev.naru.core.ledger.Groups;
import dev.naru.core.ledger.Members;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorStatus;
import dev.naru.protocol.Event;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All corridors by id. */
public final class Corridors {
    private final @Nullable Corridor[] byId = new Corridor[Limits.CORRIDORS + 1];
    private final Participants participants;
    private final Groups groups;
    private final Members members;
    private final Journal journal;
    private int count;

    public Corridors(Participants participants, Groups groups, Members members, Journal journal) {
        this.participants = participants;
        this.groups = groups;
        this.members = members;
        this.journal = journal;
    }

    /** Makes a corridor known, open, or changes its terms. */
    public Outcome define(Command.DefineCorridor command) {
        Rejection rejection = firstObjection(command);
        if (rejection != null) {
            return new Outcome.Refused(rejection);
        }

        Corridor known = byId[command.corridorId()];
        if (known == null) {
            put(command, CorridorStatus.OPEN);
            journal.say(new Event.CorridorDefined(command));
        } else if (!known.definition().equals(command)) {
            known.define(command);
            journal.say(new Event.CorridorDefined(command));
        }
        return new Outcome.Done();
    }

    private @Nullable Rejection firstObjection(Command.DefineCorridor command) {
        int destinationId = command.destinationParticipantId();
        if (!participants.knows(destinationId)) {
            return Rejection.PARTICIPANT_UNKNOWN;
        }
        if (!groups.knows(command.sourceGroupId()) || !groups.knows(command.destinationGroupId())) {
            return Rejection.GROUP_UNKNOWN;
        }
        Corridor known = byId[command.corridorId()];
        if (known == null ? isCodeTaken(command.code()) : !known.differsOnlyInTerms(command)) {
            return Rejection.DEFINITION_CONFLICTS;
        }
        if (!participants.of(destinationId).canBeAnEnd()) {
            return Rejection.ROLE_UNSUITABLE;
        }
        if (!members.contains(destinationId, command.destinationGroupId())) {
            return Rejection.NOT_IN_GROUP;
        }
        return null;
    }

    /** Opens or closes a corridor. */
    public Outcome setStatus(Command.SetCorridorStatus command) {
        Corridor corridor = byId[command.corridorId()];
        if (corridor == null) {
            return new Outcome.Refused(Rejection.CORRIDOR_UNKNOWN);
        }
        if (corridor.status() != command.status()) {
            corridor.setStatus(command.status());
            journal.say(new Event.CorridorStatusChanged(command.corridorId(), command.status()));
        }
        return new Outcome.Done();
    }

    /** A page of corridors by id. */
    public Outcome read(Command.ReadCorridors command) {
        List<Outcome.Corridor> rows = new ArrayList<>();
        for (int id = command.fromId(); id < byId.length && rows.size() < command.limit(); id++) {
            Corridor corridor = byId[id];
            if (corridor != null) {
                rows.add(corridor.row());
            }
        }
        return new Outcome.Corridors(rows);
    }

    /** Whether a corridor has this id, 1 to 4,096. */
    public boolean knows(int id) {
        return byId[id] != null;
    }

    /** The corridor with this id, which is known. */
    public Corridor of(int id) {
        return Invariant.present(byId[id], "a corridor is looked at only when it is known");
    }

    /** Writes all corridors by id. */
    public void write(SnapshotWriter out) {
        out.putInt(count);
        for (Corridor corridor : byId) {
            if (corridor != null) {
                CorridorBytes.write(corridor.definition(), out);
                out.putByte(corridor.status().ordinal());
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        int left = in.getCount(Limits.CORRIDORS);
        while (left-- > 0) {
            Command.DefineCorridor definition = CorridorBytes.read(in);
            put(definition, in.getOneOf(CorridorStatus.values()));
        }
    }

    private void put(Command.DefineCorridor definition, CorridorStatus status) {
        int destinationId = definition.destinationParticipantId();
        byId[definition.corridorId()] =
                new Corridor(
                        definition,
                        status,
                        groups.of(definition.sourceGroupId()),
                        groups.of(definition.destinationGroupId()),
                        participants.of(destinationId));
        count++;
    }

    private boolean isCodeTaken(String code) {
        for (Corridor corridor : byId) {
            if (corridor != null && corridor.definition().code().equals(code)) {
                return true;
            }
        }
        return false;
    }
}
