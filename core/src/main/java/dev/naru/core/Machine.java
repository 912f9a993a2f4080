// SPDX-License-Identifier: Apache-2.0
package dev.naru.core;

import dev.naru.core.corridor.Corridors;
import dev.naru.core.corridor.Network;
import dev.naru.core.directory.Participants;
import dev.naru.core.evidence.Evidence;
import dev.naru.core.journal.EventReaders;
import dev.naru.core.journal.Journal;
import dev.naru.core.journal.MachineClock;
import dev.naru.core.ledger.Fundings;
import dev.naru.core.ledger.Groups;
import dev.naru.core.ledger.Ledger;
import dev.naru.core.ledger.Members;
import dev.naru.core.limit.PayerDays;
import dev.naru.core.memory.KeyHash;
import dev.naru.core.payment.Payments;
import dev.naru.core.payment.RecoveryItems;
import dev.naru.core.quote.Quotes;
import dev.naru.core.quote.Quoting;
import dev.naru.core.quote.Rates;
import dev.naru.core.settlement.Windows;
import dev.naru.core.snapshot.Section;
import dev.naru.core.snapshot.SnapshotDamaged;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.core.snapshot.StateHash;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.World;

/**
 * The one machine that decides. It is deterministic: the same commands at the same times give the
 * same outcomes, events and state, on every member and at every replay. One thread at a time may
 * use it.
 *
 * <p>Whatever a command asks for, it has an outcome; refusals are outcomes too. What is thrown is a
 * bug or a broken promise of the caller, after which the machine must not be used again.
 */
public final class Machine {
    /**
     * The version of how it decides. It rises with every change after which some log leads to other
     * outcomes, events or states than before; such a log must not be replayed across it. The golden
     * logs show when.
     */
    public static final int DECISIONS = 9;

    /** How many deadlines of payments, and how many of quotes, happen in one call at the most. */
    private static final int DUE_AT_ONCE = 1_000;

    private final MachineSettings settings;
    private final MachineClock clock = new MachineClock();
    private final Journal journal;
    private final EventReaders eventReaders;
    private final Ledger ledger;
    private final Participants participants;
    private final Groups groups;
    private final Members members;
    private final Corridors corridors;
    private final Fundings fundings;
    private final Rates rates;
    private final Quotes quotes;
    private final Quoting quoting;
    private final PayerDays payerDays;
    private final RecoveryItems recoveryItems;
    private final Payments payments;
    private final Windows windows;
    private final Evidence evidence;

    /**
     * A machine that knows nobody, at time 0.
     *
     * @param secret 64 bits by which ids are scattered in memory, random, and the machine's own, so
     *     that nobody can choose ids that make it slow. Nothing that it says, nor its state,
     *     depends on them; members of one cluster, and one member's starts, have others
     */
    public Machine(MachineSettings settings, EventSink events, long secret) {
        this.settings = settings;
        KeyHash keyHash = new KeyHash(secret);
        journal = new Journal(clock, events::append);
        eventReaders = new EventReaders(journal);
        ledger = new Ledger(settings.accounts());
        participants = new Participants(settings.participants(), journal);
        groups = new Groups(ledger, journal);
        members = new Members(participants, groups, ledger, journal);
        corridors = new Corridors(participants, groups, members, journal);
        fundings =
                new Fundings(
                        participants,
                        groups,
                        members,
                        journal,
                        new Fundings.Memory(settings.fundings(), settings.rememberNs(), keyHash));
        rates = new Rates(participants, journal);
        quotes = new Quotes(settings.openQuotes(), keyHash);
        payerDays = new PayerDays(settings.payersADay(), keyHash);
        recoveryItems = new RecoveryItems(settings.recoveryItems(), journal);
        windows = new Windows(groups, members, ledger, journal);
        evidence =
                new Evidence(
                        participants,
                        groups,
                        members,
                        this::knowsPayment,
                        journal,
                        new Evidence.Room(
                                settings.authenticators(), settings.challenges(), keyHash));
        Network network = new Network(participants, groups, members, corridors);
        quoting = new Quoting(network, rates, quotes, journal);
        payments =
                new Payments(
                        network,
                        new Payments.Sources(quotes, payerDays, recoveryItems, evidence),
                        new Payments.Room(
                                settings.openPayments(),
                                settings.rememberedPayments(),
                                settings.rememberNs(),
                                keyHash),
                        journal);
    }

    /**
     * The machine that wrote a snapshot, as it was then; it goes on exactly as that one would have.
     *
     * @param secret as of a new machine; another than the writer's, as likely as not
     * @throws SnapshotDamaged when the snapshot is damaged, cut short or of another version, naming
     *     the place
     * @throws IllegalArgumentException when the settings are of another world or have a lower limit
     *     than the machine that wrote it
     */
    public static Machine restore(
            MachineSettings settings, EventSink events, long secret, SnapshotSource source) {
        Machine machine = new Machine(settings, events, secret);
        machine.read(new SnapshotReader(source::read));
        return machine;
    }

    private boolean knowsPayment(int participantId, PaymentId id) {
        return payments.knows(participantId, id);
    }

    /**
     * Judges one command. What is due by then happens first. All events of the command went to the
     * sink when this returns.
     *
     * @param clusterTimeNs the cluster's time, epoch nanoseconds; where it goes back, the machine's
     *     time stands still
     */
    public Outcome apply(long clusterTimeNs, Command command) {
        tick(clusterTimeNs);
        return switch (command) {
            case Command.InitiatePayment initiate -> payments.initiate(initiate);
            case Command.CreateQuote create -> quoting.create(create);
            case Command.RecordDispatch dispatch -> payments.recordDispatch(dispatch);
            case Command.RecordAnswer answer -> payments.recordAnswer(answer);
            case Command.PublishRate publish -> rates.publish(publish);
            case Command.DecideHold decide -> payments.decideHold(decide);
            case Command.CloseRecoveryItem close -> recoveryItems.decide(close);
            case Command.CloseWindow close -> windows.close(close);
            case Command.RecordFunding funding -> fundings.record(funding);
            case Command.DefineParticipant define -> participants.define(define);
            case Command.SetParticipantStatus set -> participants.setStatus(set);
            case Command.DefineGroup define -> groups.define(define);
            case Command.SetHeadroom set -> members.setHeadroom(set);
            case Command.DefineCorridor define -> corridors.define(define);
            case Command.SetCorridorStatus set -> corridors.setStatus(set);
            case Command.AskAgain ask -> payments.askAgain(ask);
            case Command.MoveTime move -> moveTime(move);
            case Command.ReadPayment read -> payments.read(read);
            case Command.ReadPayments read -> payments.read(read);
            case Command.ReadQuote read -> quoting.read(read);
            case Command.ReadParticipants read -> participants.read(read);
            case Command.ReadGroups read -> groups.read(read);
            case Command.ReadCorridors read -> corridors.read(read);
            case Command.ReadPositions read -> members.read(read);
            case Command.ReadParticipantPositions read -> members.read(read);
            case Command.ReadAccounts read -> groups.read(read);
            case Command.ReadRates read -> rates.read(read);
            case Command.ReadRecoveryItems read -> recoveryItems.read(read);
            case Command.ReadFigures _ -> figures();
            case Command.AcknowledgeEvents acknowledge -> eventReaders.acknowledge(acknowledge);
            case Command.RemoveEventReader remove -> eventReaders.remove(remove);
            case Command.ReadEventReaders _ -> eventReaders.read();
            case Command.IssueChallenge issue -> evidence.issue(issue);
            case Command.TakeChallenge take -> evidence.take(take);
            case Command.RecordTap tap -> evidence.record(tap);
            case Command.UseEvidence use -> evidence.use(use);
            case Command.SetEvidenceRule set -> evidence.set(set);
            case Command.SetAuthenticatorStatus set -> evidence.set(set);
            case Command.ReadChallenge read -> evidence.read(read);
            case Command.ReadAuthenticator read -> evidence.read(read);
        };
    }

    /**
     * Lets what is due happen: payments expire, come into doubt, are to be asked about. At most a
     * thousand in one call; then {@link #nextDeadlineNs} is not later than now.
     */
    public void tick(long clusterTimeNs) {
        clock.advance(clusterTimeNs);
        letDueHappen();
    }

    /**
     * The cluster's time (without a sandbox's offset) at which {@link #tick} has something to do;
     * Long.MAX_VALUE for never. Quotes that end are no reason: nothing is told of them.
     */
    public long nextDeadlineNs() {
        long dueNs = payments.firstDueNs();
        return dueNs == Long.MAX_VALUE ? dueNs : clock.clusterTimeOf(dueNs);
    }

    /** The last event's number, 0 before the first. */
    public long lastEventNumber() {
        return journal.lastNumber();
    }

    /** The last event that every known reader has acknowledged; 0 where none is known. */
    public long acknowledgedByAll() {
        return eventReaders.acknowledgedByAll();
    }

    /**
     * The machine's time, epoch nanoseconds: the cluster's with the sandbox's offset, never back.
     */
    public long nowNs() {
        return clock.nowNs();
    }

    /**
     * A hash over everything that a snapshot would hold. Two machines in one state have the same.
     */
    public long stateHash() {
        StateHash hash = new StateHash();
        write(new SnapshotWriter(hash));
        return hash.value();
    }

    /**
     * Writes the whole state in its one canonical form, in chunks of at most 64 KiB. It changes
     * nothing.
     */
    public void writeSnapshot(SnapshotSink sink) {
        groups.checkBalanced();
        write(new SnapshotWriter(sink::write));
    }

    private void letDueHappen() {
        payments.runDueTimes(DUE_AT_ONCE);
        quotes.expire(clock.nowNs(), DUE_AT_ONCE);
    }

    private Outcome moveTime(Command.MoveTime command) {
        if (settings.world() != World.SANDBOX) {
            return new Outcome.Refused(Rejection.NOT_A_SANDBOX);
        }
        if (command.toNs() < clock.nowNs()) {
            return new Outcome.Refused(Rejection.TIME_GOES_BACK);
        }
        if (command.toNs() > clock.nowNs()) {
            clock.moveTo(command.toNs());
            journal.say(new Event.TimeMoved(clock.offsetNs()));
            letDueHappen();
        }
        return new Outcome.Done();
    }

    private Outcome figures() {
        return new Outcome.Figures(
                journal.lastNumber(),
                clock.nowNs(),
                clock.offsetNs(),
                participants.count(),
                ledger.accountCount(),
                quotes.openCount(),
                payments.openCount(),
                payments.rememberedCount(),
                payments.lastNumber(),
                recoveryItems.openCount(),
                payments.countByState());
    }

    private void write(SnapshotWriter out) {
        out.begin(Section.HEADER);
        SnapshotHeader.write(settings, out);
        out.begin(Section.CLOCK);
        clock.write(out);
        journal.write(out);
        out.begin(Section.PARTICIPANTS);
        participants.write(out);
        out.begin(Section.GROUPS);
        groups.write(out);
        out.begin(Section.MEMBERS);
        members.write(out);
        out.begin(Section.CORRIDORS);
        corridors.write(out);
        out.begin(Section.RATES);
        rates.write(out);
        out.begin(Section.QUOTES);
        quotes.write(out);
        out.begin(Section.PAYMENTS);
        payments.write(out);
        out.begin(Section.PAYERS);
        payerDays.write(out);
        out.begin(Section.FUNDINGS);
        fundings.write(out);
        out.begin(Section.RECOVERY_ITEMS);
        recoveryItems.write(out);
        out.begin(Section.EVENT_READERS);
        eventReaders.write(out);
        out.begin(Section.EVIDENCE);
        evidence.write(out);
        out.end();
    }

    private void read(SnapshotReader in) {
        in.begin(Section.HEADER);
        int version = SnapshotHeader.read(settings, in);
        in.begin(Section.CLOCK);
        clock.read(in);
        journal.read(in);
        in.begin(Section.PARTICIPANTS);
        participants.read(in);
        in.begin(Section.GROUPS);
        groups.read(in);
        in.begin(Section.MEMBERS);
        members.read(in);
        in.begin(Section.CORRIDORS);
        corridors.read(in);
        in.begin(Section.RATES);
        rates.read(in);
        in.begin(Section.QUOTES);
        quotes.read(in);
        in.begin(Section.PAYMENTS);
        payments.read(in);
        in.begin(Section.PAYERS);
        payerDays.read(in);
        in.begin(Section.FUNDINGS);
        fundings.read(in);
        in.begin(Section.RECOVERY_ITEMS);
        recoveryItems.read(in);
        if (version >= SnapshotHeader.WITH_EVENT_READERS) {
            in.begin(Section.EVENT_READERS);
            eventReaders.read(in);
        }
        if (version >= SnapshotHeader.WITH_EVIDENCE) {
            in.begin(Section.EVIDENCE);
            evidence.read(in);
        }
        in.end();
        groups.checkBalanced();
    }
}
