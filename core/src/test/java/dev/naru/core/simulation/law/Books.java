// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Command.DefineCorridor;
import dev.naru.protocol.Command.DefineGroup;
import dev.naru.protocol.Command.DefineParticipant;
import dev.naru.protocol.CorridorStatus;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Event;
import dev.naru.protocol.ParticipantStatus;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Quote;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.TransferPurpose;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A reader's own picture of the hub, made from events alone. It believes what it reads: the laws
 * judge a fact before the books take it.
 */
public final class Books {
    private final Ledger ledger = new Ledger();
    private final EvidenceBook evidence = new EvidenceBook();
    private final Map<Integer, Participant> participants = new TreeMap<>();
    private final Map<Integer, Group> groups = new TreeMap<>();
    private final Map<Integer, Corridor> corridors = new TreeMap<>();
    private final Map<Pair, Map<Integer, Event.RatePublished>> rates = new HashMap<>();
    private final Map<Long, Promise> quotes = new HashMap<>();
    private final Map<Long, Journey> journeys = new TreeMap<>();
    private final Map<Caller, Journey> byCaller = new HashMap<>();
    private final Map<Long, Item> items = new TreeMap<>();
    private final Set<RequestId> fundings = new HashSet<>();
    private long lastNumber;
    private long lastTimeNs;
    private long timeOffsetNs;
    private long nowNs;

    /** A participant as it is now. */
    public record Participant(DefineParticipant definition, ParticipantStatus status) {}

    /** A group as it is now. */
    public record Group(DefineGroup definition, long openWindowNumber) {}

    /** A corridor as it is now. */
    public record Corridor(DefineCorridor definition, CorridorStatus status) {}

    /** A direction between two currencies. */
    public record Pair(Currency source, Currency destination) {}

    /** A sender's name for a payment. */
    public record Caller(int participantId, PaymentId paymentId) {}

    /** A quote and the number of the payment that used it, 0 while nobody did. */
    public record Promise(Quote quote, long givenAtNs, long usedByPayment) {}

    /** A recovery item and who decided, 0 for nobody yet. */
    public record Item(
            Event.RecoveryItemOpened opened,
            long openedAtNs,
            long firstPersonId,
            long secondPersonId) {}

    /** Lets time pass, which comes with each command. It never goes back. */
    public void pass(long toClusterTimeNs) {
        nowNs = Math.max(nowNs, toClusterTimeNs + timeOffsetNs);
    }

    /** Writes one fact down. */
    public void take(Fact fact) {
        lastNumber = fact.number();
        lastTimeNs = fact.timeNs();
        switch (fact.event()) {
            case Event.ParticipantDefined e -> define(e.definition());
            case Event.ParticipantStatusChanged e ->
                    participants.computeIfPresent(
                            e.participantId(),
                            (_, old) -> new Participant(old.definition(), e.status()));
            case Event.GroupDefined e ->
                    groups.put(e.definition().groupId(), new Group(e.definition(), 1));
            case Event.HeadroomSet e -> ledger.set(e.setting());
            case Event.HeadroomWarned _ -> {}
            case Event.FundingRecorded e -> fund(e);
            case Event.CorridorDefined e -> define(e.definition());
            case Event.CorridorStatusChanged e ->
                    corridors.computeIfPresent(
                            e.corridorId(), (_, old) -> new Corridor(old.definition(), e.status()));
            case Event.RatePublished e ->
                    rates.computeIfAbsent(
                                    new Pair(e.rate().source(), e.rate().destination()),
                                    _ -> new TreeMap<>())
                            .put(e.rate().providerId(), e);
            case Event.QuoteCreated e ->
                    quotes.put(e.quote().id().value(), new Promise(e.quote(), fact.timeNs(), 0));
            case Event.PaymentRefused e -> refuse(e, fact.timeNs());
            case Event.PaymentHeld e -> hold(e, fact.timeNs());
            case Event.HoldDecided e -> journey(e.paymentNumber()).released = true;
            case Event.PaymentReserved e -> reserve(e, fact.timeNs());
            case Event.PaymentDispatched e -> dispatch(e, fact.timeNs());
            case Event.InterimAnswered _ -> {}
            case Event.PaymentInDoubt e -> doubt(journey(e.paymentNumber()), fact.timeNs());
            case Event.EnquiryDue e -> journey(e.paymentNumber()).enquiriesAtNs.add(fact.timeNs());
            case Event.PaymentCompleted e ->
                    end(e.paymentNumber(), PaymentState.COMPLETED, "", fact.timeNs());
            case Event.PaymentBlocked e ->
                    end(e.paymentNumber(), PaymentState.BLOCKED, e.isoReason(), fact.timeNs());
            case Event.PaymentRejected e ->
                    end(e.paymentNumber(), PaymentState.REJECTED, e.isoReason(), fact.timeNs());
            case Event.PaymentExpired e ->
                    end(e.paymentNumber(), PaymentState.EXPIRED, "", fact.timeNs());
            case Event.RecoveryItemOpened e ->
                    items.put(e.itemNumber(), new Item(e, fact.timeNs(), 0, 0));
            case Event.RecoveryItemDecided e ->
                    items.computeIfPresent(e.itemNumber(), (_, old) -> decided(old, e));
            case Event.WindowClosed e ->
                    groups.computeIfPresent(
                            e.groupId(),
                            (_, old) -> new Group(old.definition(), e.nextWindowNumber()));
            case Event.ObligationBooked e -> ledger.post(e.transfer());
            case Event.ChallengeIssued _,
                    Event.ChallengeTaken _,
                    Event.TapJudged _,
                    Event.AuthenticatorChanged _,
                    Event.EvidenceUsed _,
                    Event.EvidenceRuleSet _ ->
                    evidence.take(fact);
            case Event.TimeMoved e -> {
                timeOffsetNs = e.offsetNs();
                // The cluster's time may have gone back before, and the machine's has not.
                nowNs = Math.max(nowNs, fact.timeNs());
            }
        }
    }

    private void define(DefineParticipant definition) {
        ParticipantStatus status =
                participant(definition.participantId())
                        .map(Participant::status)
                        .orElse(ParticipantStatus.ACTIVE);
        participants.put(definition.participantId(), new Participant(definition, status));
    }

    private void define(DefineCorridor definition) {
        CorridorStatus status =
                corridor(definition.corridorId()).map(Corridor::status).orElse(CorridorStatus.OPEN);
        corridors.put(definition.corridorId(), new Corridor(definition, status));
    }

    private void fund(Event.FundingRecorded event) {
        fundings.add(event.funding().fundingId());
        int group = event.funding().groupId();
        ledger.post(
                new Transfer(
                        TransferPurpose.FUNDING,
                        new AccountId(AccountKind.SETTLEMENT_BANK, 0, group),
                        new AccountId(
                                AccountKind.LIQUIDITY, event.funding().participantId(), group),
                        event.funding().amountMinor()));
    }

    private void refuse(Event.PaymentRefused event, long timeNs) {
        Journey journey = journeys.get(event.paymentNumber());
        if (journey == null) {
            journey =
                    open(
                            new Journey(
                                    event.paymentNumber(),
                                    event.paymentId(),
                                    event.participantId(),
                                    PaymentState.REJECTED,
                                    timeNs));
        }
        journey.state = PaymentState.REJECTED;
        journey.rejection = Optional.of(event.rejection());
        journey.endedAtNs = timeNs;
    }

    private void hold(Event.PaymentHeld event, long timeNs) {
        Journey journey =
                open(
                        new Journey(
                                event.paymentNumber(),
                                event.paymentId(),
                                event.route().sourceParticipantId(),
                                PaymentState.HELD,
                                timeNs));
        journey.terms =
                Optional.of(new Journey.Terms(event.quoteId(), event.route(), event.price()));
        journey.payer = Optional.of(event.payer());
        journey.heldUntilNs = event.heldUntilNs();
        use(event.quoteId(), event.paymentNumber());
    }

    private void reserve(Event.PaymentReserved event, long timeNs) {
        Journey journey = journeys.get(event.paymentNumber());
        if (journey == null) {
            journey =
                    open(
                            new Journey(
                                    event.paymentNumber(),
                                    event.paymentId(),
                                    event.route().sourceParticipantId(),
                                    PaymentState.RESERVED,
                                    timeNs));
        }
        journey.state = PaymentState.RESERVED;
        journey.released = false;
        journey.terms =
                Optional.of(new Journey.Terms(event.quoteId(), event.route(), event.price()));
        journey.payer = Optional.of(event.payer());
        journey.chain = event.chain();
        journey.dispatchByNs = event.dispatchByNs();
        ledger.reserve(event.chain());
        use(event.quoteId(), event.paymentNumber());
    }

    private void dispatch(Event.PaymentDispatched event, long timeNs) {
        Journey journey = journey(event.paymentNumber());
        journey.state = PaymentState.DISPATCHED;
        journey.dispatchedAtNs = timeNs;
        journey.answerDueAtNs = event.answerDueAtNs();
        journey.executeByNs = event.executeByNs();
    }

    private static void doubt(Journey journey, long timeNs) {
        journey.state = PaymentState.IN_DOUBT;
        journey.inDoubtAtNs = timeNs;
    }

    private void end(long number, PaymentState state, String isoReason, long timeNs) {
        Journey journey = journey(number);
        ledger.release(journey.chain);
        if (state.isPosted()) {
            journey.chain.forEach(ledger::post);
        }
        journey.state = state;
        journey.isoReason = isoReason;
        journey.endedAtNs = timeNs;
    }

    private Journey open(Journey journey) {
        journeys.put(journey.number(), journey);
        byCaller.put(new Caller(journey.participantId(), journey.id()), journey);
        return journey;
    }

    private void use(QuoteId id, long paymentNumber) {
        quotes.computeIfPresent(
                id.value(),
                (_, promise) -> new Promise(promise.quote(), promise.givenAtNs(), paymentNumber));
    }

    private static Item decided(Item item, Event.RecoveryItemDecided event) {
        return event.closed()
                ? new Item(item.opened(), item.openedAtNs(), item.firstPersonId(), event.personId())
                : new Item(item.opened(), item.openedAtNs(), event.personId(), 0);
    }

    private Journey journey(long number) {
        return payment(number)
                .orElseThrow(() -> new IllegalStateException("no law missed payment " + number));
    }

    /** Challenges, and who answers them. */
    public EvidenceBook evidence() {
        return evidence;
    }

    /** Accounts and headroom. */
    public Ledger ledger() {
        return ledger;
    }

    /** A payment by its number. */
    public Optional<Journey> payment(long number) {
        return Optional.ofNullable(journeys.get(number));
    }

    /** The newest payment with this sender and id. */
    public Optional<Journey> payment(int participantId, PaymentId paymentId) {
        return Optional.ofNullable(byCaller.get(new Caller(participantId, paymentId)));
    }

    /** All payments ever, by number, rising. */
    public Collection<Journey> payments() {
        return journeys.values();
    }

    /** A quote, however long ago. */
    public Optional<Promise> quote(QuoteId id) {
        return Optional.ofNullable(quotes.get(id.value()));
    }

    /** All quotes ever, in no order. */
    public Collection<Promise> quotes() {
        return quotes.values();
    }

    /** The latest price of each provider for a pair, by provider id, valid or not. */
    public Collection<Event.RatePublished> rates(Currency source, Currency destination) {
        return rates.getOrDefault(new Pair(source, destination), Map.of()).values();
    }

    /** A participant by id. */
    public Optional<Participant> participant(int id) {
        return Optional.ofNullable(participants.get(id));
    }

    /** All participants by id, rising. */
    public Collection<Participant> participants() {
        return participants.values();
    }

    /** A group by id. */
    public Optional<Group> group(int id) {
        return Optional.ofNullable(groups.get(id));
    }

    /** All groups by id, rising. */
    public Collection<Group> groups() {
        return groups.values();
    }

    /** A corridor by id. */
    public Optional<Corridor> corridor(int id) {
        return Optional.ofNullable(corridors.get(id));
    }

    /** All corridors by id, rising. */
    public Collection<Corridor> corridors() {
        return corridors.values();
    }

    /** A recovery item by number. */
    public Optional<Item> item(long number) {
        return Optional.ofNullable(items.get(number));
    }

    /** All recovery items by number, rising. */
    public Collection<Item> items() {
        return items.values();
    }

    /** Whether this funding was booked. */
    public boolean isFunded(RequestId fundingId) {
        return fundings.contains(fundingId);
    }

    /** The last event's number, 0 before the first. */
    public long lastNumber() {
        return lastNumber;
    }

    /** The last event's time. */
    public long lastTimeNs() {
        return lastTimeNs;
    }

    /** What time it is, epoch nanoseconds. */
    public long nowNs() {
        return nowNs;
    }

    /** How far a sandbox's time was moved. */
    public long timeOffsetNs() {
        return timeOffsetNs;
    }
}
