// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * Participants, groups and corridors by id, read from the machine when first needed and forgotten
 * when an event says that they changed. It may be a moment behind: it names and offers things, and
 * the machine judges by its own.
 */
public final class Directory {
    private final HubDoor door;
    private final Map<Integer, Outcome.Participant> participants = new ConcurrentHashMap<>();
    private final Map<Integer, Outcome.Group> groups = new ConcurrentHashMap<>();
    private final Map<Integer, Outcome.Corridor> corridors = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /** A directory of what is behind this door. */
    public Directory(HubDoor door) {
        this.door = door;
    }

    /** The participant's code, for people; its id where it has none. */
    public String participantCode(int id) {
        return participant(id).map(Outcome.Participant::code).orElse(Integer.toString(id));
    }

    /** The participant with this id. */
    public Optional<Outcome.Participant> participant(int id) {
        return find(
                participants,
                id,
                from ->
                        door
                                .ask(
                                        new Command.ReadParticipants(from, 1),
                                        Outcome.Participants.class)
                                .rows()
                                .stream()
                                .filter(row -> row.participantId() == from)
                                .findFirst());
    }

    /** The settlement group with this id. */
    public Optional<Outcome.Group> group(int id) {
        return find(
                groups,
                id,
                from ->
                        door
                                .ask(new Command.ReadGroups(from, 1), Outcome.Groups.class)
                                .rows()
                                .stream()
                                .filter(row -> row.groupId() == from)
                                .findFirst());
    }

    /** The currency of a group that is known to exist. */
    public Currency currency(int groupId) {
        return group(groupId).map(Outcome.Group::currency).orElseThrow();
    }

    /** The corridor with this id. */
    public Optional<Outcome.Corridor> corridor(int id) {
        return find(
                corridors,
                id,
                from ->
                        door
                                .ask(new Command.ReadCorridors(from, 1), Outcome.Corridors.class)
                                .rows()
                                .stream()
                                .filter(row -> row.definition().corridorId() == from)
                                .findFirst());
    }

    /** Forgets what this event changed. */
    public void onEvent(Event event) {
        switch (event) {
            case Event.ParticipantDefined defined ->
                    forget(participants, defined.definition().participantId());
            case Event.CorridorDefined defined ->
                    forget(corridors, defined.definition().corridorId());
            case Event.CorridorStatusChanged changed -> forget(corridors, changed.corridorId());
            case Event.WindowClosed closed -> forget(groups, closed.groupId());
            case Event.ParticipantStatusChanged _,
                    Event.GroupDefined _,
                    Event.HeadroomSet _,
                    Event.HeadroomWarned _,
                    Event.FundingRecorded _,
                    Event.RatePublished _,
                    Event.QuoteCreated _,
                    Event.PaymentRefused _,
                    Event.PaymentHeld _,
                    Event.HoldDecided _,
                    Event.PaymentReserved _,
                    Event.PaymentDispatched _,
                    Event.InterimAnswered _,
                    Event.PaymentInDoubt _,
                    Event.EnquiryDue _,
                    Event.PaymentCompleted _,
                    Event.PaymentBlocked _,
                    Event.PaymentRejected _,
                    Event.PaymentExpired _,
                    Event.RecoveryItemOpened _,
                    Event.RecoveryItemDecided _,
                    Event.ObligationBooked _,
                    Event.ChallengeIssued _,
                    Event.ChallengeTaken _,
                    Event.TapJudged _,
                    Event.AuthenticatorChanged _,
                    Event.EvidenceUsed _,
                    Event.EvidenceRuleSet _,
                    Event.TimeMoved _ -> {
                // Nothing else is kept here that can change.
            }
        }
    }

    /** Forgets a corridor that the caller has just changed, before the event comes round. */
    public void forgetCorridor(int id) {
        forget(corridors, id);
    }

    /** Forgets a group whose window the caller has just closed, before the event comes round. */
    public void forgetGroup(int id) {
        forget(groups, id);
    }

    /** Forgets everything, when events may have been missed. */
    public void forgetAll() {
        changes.incrementAndGet();
        participants.clear();
        groups.clear();
        corridors.clear();
    }

    private <T> void forget(Map<Integer, T> kept, int id) {
        changes.incrementAndGet();
        kept.remove(id);
    }

    private <T> Optional<T> find(Map<Integer, T> kept, int id, IntFunction<Optional<T>> read) {
        T found = kept.get(id);
        if (found != null) {
            return Optional.of(found);
        }
        long before = changes.get();
        Optional<T> fresh = read.apply(id);
        // What was read while something changed may be from before the change: use it, keep it not.
        if (fresh.isPresent() && changes.get() == before) {
            kept.put(id, fresh.get());
            if (changes.get() != before) {
                kept.remove(id);
            }
        }
        return fresh;
    }
}
