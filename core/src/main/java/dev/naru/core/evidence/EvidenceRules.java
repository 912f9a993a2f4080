// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.evidence;

import dev.naru.core.directory.Participants;
import dev.naru.core.journal.Journal;
import dev.naru.core.ledger.Groups;
import dev.naru.core.ledger.Members;
import dev.naru.core.memory.KeyHash;
import dev.naru.core.memory.KeyedQueue;
import dev.naru.core.memory.Shares;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import org.jspecify.annotations.Nullable;

/** From which amount on participants and their payers want evidence. */
public final class EvidenceRules {
    private static final int ABOVE = 0;
    private static final int NEW_DEVICE = 8;
    private static final int OWN_BYTES = 16;

    private static final int GROUP_BITS = 11;

    private final Participants participants;
    private final Groups groups;
    private final Members members;
    private final Journal journal;
    private final KeyedQueue rules;
    private final Shares shares;

    EvidenceRules(
            Participants participants,
            Groups groups,
            Members members,
            Journal journal,
            int limit,
            KeyHash keyHash) {
        this.participants = participants;
        this.groups = groups;
        this.members = members;
        this.journal = journal;
        rules = new KeyedQueue(OWN_BYTES, limit, KeyedQueue.Order.single(keyHash));
        shares = new Shares(limit);
    }

    Outcome set(Command.SetEvidenceRule command) {
        long known = find(command.participantId(), command.groupId(), command.payer());
        Rejection rejection = firstObjection(command, known);
        if (rejection != null) {
            return new Outcome.Refused(rejection);
        }

        boolean isNew = known == KeyedQueue.MISSING;
        if (isNew || !isSame(known, command)) {
            long rule = isNew ? add(command) : known;
            rules.putLong(rule, ABOVE, command.evidenceAboveMinor());
            rules.putLong(rule, NEW_DEVICE, command.newDeviceMinor());
            journal.say(new Event.EvidenceRuleSet(command));
        }
        return new Outcome.Done();
    }

    private @Nullable Rejection firstObjection(Command.SetEvidenceRule command, long known) {
        if (!participants.knows(command.participantId())) {
            return Rejection.PARTICIPANT_UNKNOWN;
        }
        if (!groups.knows(command.groupId())) {
            return Rejection.GROUP_UNKNOWN;
        }
        if (!members.contains(command.participantId(), command.groupId())) {
            return Rejection.NOT_IN_GROUP;
        }
        boolean hasRoom = !rules.isFull() && shares.hasRoomFor(command.participantId(), 1);
        return known != KeyedQueue.MISSING || hasRoom ? null : Rejection.LIMIT_EVIDENCE_RULES;
    }

    /** Above which source principal evidence is wanted, beside what the corridor asks. */
    public long aboveMinor(int participantId, int groupId, Digest payer) {
        return Math.min(
                above(find(participantId, groupId, Digest.NONE)),
                above(find(participantId, groupId, payer)));
    }

    /** What all that is new of a payer may prove for payments while it is. */
    long newDeviceMinor(int participantId, int groupId) {
        long rule = find(participantId, groupId, Digest.NONE);
        return rule == KeyedQueue.MISSING ? 0 : rules.getLong(rule, NEW_DEVICE);
    }

    private long above(long rule) {
        return rule == KeyedQueue.MISSING ? Long.MAX_VALUE : rules.getLong(rule, ABOVE);
    }

    private long find(int participantId, int groupId, Digest payer) {
        return rules.find(scope(participantId, groupId), payer.high(), payer.low());
    }

    private long add(Command.SetEvidenceRule command) {
        shares.take(command.participantId());
        return rules.add(
                scope(command.participantId(), command.groupId()),
                command.payer().high(),
                command.payer().low());
    }

    private boolean isSame(long rule, Command.SetEvidenceRule command) {
        return rules.getLong(rule, ABOVE) == command.evidenceAboveMinor()
                && rules.getLong(rule, NEW_DEVICE) == command.newDeviceMinor();
    }

    private static int scope(int participantId, int groupId) {
        return participantId << GROUP_BITS | groupId;
    }

    void write(SnapshotWriter out) {
        rules.write(out);
    }

    void read(SnapshotReader in) {
        rules.read(in);
        rules.forEach(rule -> shares.take(rules.scope(rule) >>> GROUP_BITS));
    }
}
