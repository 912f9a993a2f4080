// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.directory;

import dev.naru.core.journal.Journal;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.ParticipantStatus;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Rejection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All participants by id. */
public final class Participants {
    private final @Nullable Participant[] byId = new Participant[Limits.PARTICIPANTS + 1];
    private final int limit;
    private final Journal journal;
    private int count;

    public Participants(int limit, Journal journal) {
        this.limit = limit;
        this.journal = journal;
    }

    /** Makes a participant known, or changes what it may do. */
    public Outcome define(Command.DefineParticipant command) {
        Participant known = byId[command.participantId()];
        if (known == null) {
            return add(command);
        }
        if (known.kind() != command.kind() || !known.definition().code().equals(command.code())) {
            return new Outcome.Refused(Rejection.DEFINITION_CONFLICTS);
        }
        if (!known.definition().equals(command)) {
            known.define(command);
            journal.say(new Event.ParticipantDefined(command));
        }
        return new Outcome.Done();
    }

    private Outcome add(Command.DefineParticipant command) {
        if (isCodeTaken(command.code())) {
            return new Outcome.Refused(Rejection.DEFINITION_CONFLICTS);
        }
        if (count == limit) {
            return new Outcome.Refused(Rejection.LIMIT_PARTICIPANTS);
        }

        put(new Participant(command, ParticipantStatus.ACTIVE));
        journal.say(new Event.ParticipantDefined(command));
        return new Outcome.Done();
    }

    /** Suspends or resumes a participant. */
    public Outcome setStatus(Command.SetParticipantStatus command) {
        Participant participant = byId[command.participantId()];
        if (participant == null) {
            return new Outcome.Refused(Rejection.PARTICIPANT_UNKNOWN);
        }
        if (participant.status() != command.status()) {
            participant.setStatus(command.status());
            journal.say(
                    new Event.ParticipantStatusChanged(command.participantId(), command.status()));
        }
        return new Outcome.Done();
    }

    /** A page of participants by id. */
    public Outcome read(Command.ReadParticipants command) {
        List<Outcome.Participant> rows = new ArrayList<>();
        for (int id = command.fromId(); id < byId.length && rows.size() < command.limit(); id++) {
            Participant participant = byId[id];
            if (participant != null) {
                rows.add(participant.row());
            }
        }
        return new Outcome.Participants(rows);
    }

    /** Whether a participant has this id, 1 to 4,096. */
    public boolean knows(int id) {
        return byId[id] != null;
    }

    /** The participant with this id, which is known. */
    public Participant of(int id) {
        return Invariant.present(byId[id], "a participant is looked at only when it is known");
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** Writes all of them by id. */
    public void write(SnapshotWriter out) {
        out.putInt(count);
        for (Participant participant : byId) {
            if (participant != null) {
                Command.DefineParticipant definition = participant.definition();
                out.putInt(definition.participantId());
                out.putText(definition.code());
                out.putByte(definition.kind().ordinal());
                out.putInt(participant.allowedKinds());
                out.putByte(participant.status().ordinal());
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        int left = in.getCount(limit);
        while (left-- > 0) {
            int id = in.getInt();
            String code = in.getText();
            ParticipantKind kind = in.getOneOf(ParticipantKind.values());
            Set<PaymentKind> allowed = kindsOf(in.getInt());
            ParticipantStatus status = in.getOneOf(ParticipantStatus.values());
            put(new Participant(new Command.DefineParticipant(id, code, kind, allowed), status));
        }
    }

    private void put(Participant participant) {
        byId[participant.id()] = participant;
        count++;
    }

    private static Set<PaymentKind> kindsOf(int mask) {
        Set<PaymentKind> kinds = EnumSet.noneOf(PaymentKind.class);
        for (PaymentKind kind : PaymentKind.values()) {
            if ((mask & Participant.bitOf(kind)) != 0) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private boolean isCodeTaken(String code) {
        for (Participant participant : byId) {
            if (participant != null && participant.definition().code().equals(code)) {
                return true;
            }
        }
        return false;
    }
}
