// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors;

import dev.naru.client.Hub;
import dev.naru.client.Reply;
import dev.naru.core.Machine;
import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Command;
import dev.naru.protocol.Converter;
import dev.naru.protocol.CorridorClocks;
import dev.naru.protocol.CorridorDemands;
import dev.naru.protocol.CorridorFees;
import dev.naru.protocol.CorridorLimits;
import dev.naru.protocol.CorridorTerms;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Digest;
import dev.naru.protocol.FixedSide;
import dev.naru.protocol.HeadroomRule;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.NotFoundRule;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.Particulars;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Rate;
import dev.naru.protocol.RateTier;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * The real machine behind a door in this process, with a sender, two links and a corridor to each.
 * Its time stands still until it is moved. For tests.
 */
public final class MachineHub implements Hub {
    /** The participant that sends: a member outbound, a partner switch inbound. */
    public static final int MEMBER = 1;

    /** Sells rupiah for won. */
    public static final int PROVIDER = 2;

    /** Who is at the other end of the link that is tested. */
    public static final int LINK = 3;

    /** Who is at the other end of another link. */
    public static final int OTHER_LINK = 4;

    private static final int OPERATOR = 5;
    private static final int WON = 1;
    private static final int RUPIAH = 2;
    private static final long MOST = 1_000_000_000_000L;
    private static final long START_NS = 1_800_000_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final InMemoryEvents events = new InMemoryEvents();
    private final Machine machine =
            new Machine(
                    MachineSettings.standard(World.SANDBOX)
                            .withDirectory(100, 1_000)
                            .withOpen(1_000, 1_000)
                            .withMemory(1_000, 0)
                            .withRecords(100, 1_000, 100)
                            .withEvidence(100, 100),
                    (number, timeNs, event) -> events.append(timeNs, event),
                    /* secret= */ 1);
    private final AtomicLong requests = new AtomicLong();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile UnaryOperator<Reply> loss = UnaryOperator.identity();

    /** Which way payments go. */
    public enum Direction {
        /** Won to rupiah, converted by the provider. */
        OUTBOUND(RUPIAH, NotFoundRule.ENDS_AFTER_DEADLINE),
        /** Won that the sender has converted, drawn from its prefunding. */
        INBOUND(WON, NotFoundRule.NEVER_ENDS);

        private final int destinationGroup;
        private final NotFoundRule shipped;

        Direction(int destinationGroup, NotFoundRule shipped) {
            this.destinationGroup = destinationGroup;
            this.shipped = shipped;
        }

        /** What "not found" means in the sandbox's corridor of this direction. */
        public NotFoundRule shippedRule() {
            return shipped;
        }
    }

    private final Direction direction;
    private final NotFoundRule notFound;

    /** A machine that is ready for payments, as the sandbox's corridors are. */
    public MachineHub(Direction direction) {
        this(direction, direction.shippedRule());
    }

    /** The same where "not found" means this. */
    public MachineHub(Direction direction, NotFoundRule notFound) {
        this.direction = direction;
        this.notFound = notFound;
        participant(
                MEMBER,
                "SENDER",
                switch (direction) {
                    case OUTBOUND -> ParticipantKind.MEMBER;
                    case INBOUND -> ParticipantKind.PARTNER_SWITCH;
                });
        participant(PROVIDER, "PROVIDER", ParticipantKind.FX_PROVIDER);
        participant(LINK, "LINK", ParticipantKind.PARTNER_SWITCH);
        participant(OTHER_LINK, "OTHER-LINK", ParticipantKind.PARTNER_SWITCH);
        participant(OPERATOR, "OPERATOR", ParticipantKind.OPERATOR);
        done(new Command.DefineGroup(WON, "KR-KRW", Currency.KRW, "BANK-KR", 540));
        done(new Command.DefineGroup(RUPIAH, "ID-IDR", Currency.IDR, "BANK-ID", 420));
        headroom(LINK, direction.destinationGroup, HeadroomRule.NET_CAP, 0);
        headroom(OTHER_LINK, direction.destinationGroup, HeadroomRule.NET_CAP, 0);
        headroom(OPERATOR, WON, HeadroomRule.NET_CAP, 0);
        headroom(OPERATOR, RUPIAH, HeadroomRule.NET_CAP, 0);
        switch (direction) {
            case OUTBOUND -> {
                headroom(MEMBER, WON, HeadroomRule.NET_CAP, MOST);
                headroom(PROVIDER, WON, HeadroomRule.NET_CAP, 0);
                headroom(PROVIDER, RUPIAH, HeadroomRule.PREFUNDED, 0);
                fund(PROVIDER, RUPIAH);
                publishRate();
            }
            case INBOUND -> {
                headroom(MEMBER, WON, HeadroomRule.PREFUNDED, 0);
                fund(MEMBER, WON);
            }
        }
        corridor(1, "TO-LINK", LINK);
        corridor(2, "TO-OTHER-LINK", OTHER_LINK);
    }

    /** What happened. */
    public InMemoryEvents events() {
        return events;
    }

    /** From now on replies pass through this on their way: to lose some of them. */
    public void loseReplies(UnaryOperator<Reply> how) {
        loss = how;
    }

    /** The next commands do not get in. */
    public void busy(int commands) {
        busy.set(commands);
    }

    @Override
    public CompletableFuture<Reply> send(Command command) {
        if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return CompletableFuture.completedFuture(new Reply.Busy());
        }
        Reply reply;
        synchronized (machine) {
            Outcome outcome = machine.apply(START_NS, command);
            reply = new Reply.Answered(outcome, machine.lastEventNumber(), machine.nowNs());
        }
        return CompletableFuture.completedFuture(loss.apply(reply));
    }

    /** The hub's time. */
    public Instant now() {
        synchronized (machine) {
            return Instant.ofEpochSecond(0, machine.nowNs());
        }
    }

    /** Asks without any loss. */
    public Outcome decide(Command command) {
        synchronized (machine) {
            return machine.apply(START_NS, command);
        }
    }

    /** Moves time forward; all that is due by then has happened when this returns. */
    public void advance(Duration time) {
        synchronized (machine) {
            done(new Command.MoveTime(machine.nowNs() + time.toNanos()));
            while (machine.nextDeadlineNs() <= START_NS) {
                machine.tick(START_NS);
            }
        }
    }

    /**
     * The sender's payment to a merchant.
     *
     * @param destinationMinor minor units of the destination currency, before the payee's fee of
     *     0.7 percent
     */
    public Payment pay(UUID id, long destinationMinor, Particulars particulars) {
        return pay(1, id, destinationMinor, particulars);
    }

    /** A payment in another corridor: 1 goes over {@link #LINK}, 2 over {@link #OTHER_LINK}. */
    public Payment pay(int corridor, UUID id, long destinationMinor, Particulars particulars) {
        if (direction == Direction.OUTBOUND) {
            publishRate();
        }
        Digest payee = new Digest(7, 7);
        Outcome quoted =
                decide(
                        new Command.CreateQuote(
                                new RequestId(2, requests.incrementAndGet()),
                                MEMBER,
                                corridor,
                                PaymentKind.QR_PURCHASE,
                                FixedSide.DESTINATION,
                                destinationMinor,
                                payee,
                                Long.MAX_VALUE));
        var quote = ((Outcome.QuoteGiven) quoted).quote();
        Outcome paid =
                decide(
                        new Command.InitiatePayment(
                                new PaymentId(
                                        id.getMostSignificantBits(), id.getLeastSignificantBits()),
                                MEMBER,
                                quote.id(),
                                quote.price().debitMinor(),
                                quote.price().destinationMinor(),
                                payee,
                                Digest.NONE,
                                Set.of(),
                                0,
                                0,
                                particulars.toBytes()));
        return ((Outcome.PaymentIs) paid).payment();
    }

    /** How a payment stands. */
    public Payment payment(UUID id) {
        Outcome read =
                decide(
                        new Command.ReadPayment(
                                MEMBER,
                                new PaymentId(
                                        id.getMostSignificantBits(),
                                        id.getLeastSignificantBits())));
        return ((Outcome.PaymentIs) read).payment();
    }

    /** All recovery items. */
    public List<Outcome.RecoveryItem> recoveryItems() {
        return ((Outcome.RecoveryItems) decide(new Command.ReadRecoveryItems(1, 100))).rows();
    }

    /** What the ledger owes who is at the other end of a link, in its currency's minor units. */
    public long owedMinor(int linkParticipantId) {
        Outcome.Account account = account(direction.destinationGroup, linkParticipantId);
        return account.creditsPostedMinor() - account.debitsPostedMinor();
    }

    /** What the ledger holds reserved for it, in its currency's minor units. */
    public long reservedMinor(int linkParticipantId) {
        return account(direction.destinationGroup, linkParticipantId).creditsPendingMinor();
    }

    /** What the sender owes, whole won. */
    public long senderOwesWon() {
        Outcome.Account account = account(WON, MEMBER);
        return account.debitsPostedMinor() - account.creditsPostedMinor();
    }

    /** Whether every group's accounts sum to zero, posted and pending. */
    public boolean isBalanced() {
        return List.of(WON, RUPIAH).stream()
                .allMatch(
                        group -> {
                            List<Outcome.Account> rows = accounts(group);
                            long posted =
                                    rows.stream()
                                            .mapToLong(
                                                    row ->
                                                            row.creditsPostedMinor()
                                                                    - row.debitsPostedMinor())
                                            .sum();
                            long pending =
                                    rows.stream()
                                            .mapToLong(
                                                    row ->
                                                            row.creditsPendingMinor()
                                                                    - row.debitsPendingMinor())
                                            .sum();
                            return posted == 0 && pending == 0;
                        });
    }

    private Outcome.Account account(int group, int participant) {
        AccountId id = new AccountId(AccountKind.POSITION, participant, group);
        return accounts(group).stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElse(new Outcome.Account(id, 0, 0, 0, 0));
    }

    private List<Outcome.Account> accounts(int group) {
        return ((Outcome.Accounts) decide(new Command.ReadAccounts(group, 0, 100))).rows();
    }

    private void publishRate() {
        Rate rate = Rate.parse("0.089514").orElseThrow();
        done(
                new Command.PublishRate(
                        PROVIDER,
                        Currency.KRW,
                        Currency.IDR,
                        List.of(new RateTier(1_000_000_000_000L, rate)),
                        3600 * SECOND_NS));
    }

    private void fund(int participant, int group) {
        done(new Command.RecordFunding(new RequestId(1, 1), participant, group, MOST));
    }

    private void participant(int id, String code, ParticipantKind kind) {
        done(
                new Command.DefineParticipant(
                        id, code, kind, Set.of(PaymentKind.QR_PURCHASE, PaymentKind.REMITTANCE)));
    }

    private void headroom(int participant, int group, HeadroomRule rule, long capMinor) {
        done(new Command.SetHeadroom(participant, group, rule, capMinor, capMinor));
    }

    private void corridor(int id, String code, int link) {
        done(
                new Command.DefineCorridor(
                        id,
                        code,
                        WON,
                        direction.destinationGroup,
                        link,
                        switch (direction) {
                            case OUTBOUND -> Converter.HUB;
                            case INBOUND -> Converter.PARTNER;
                        },
                        new CorridorTerms(
                                new CorridorLimits(1, 1_000_000_000_000L, Long.MAX_VALUE),
                                new CorridorFees(50, 0, 0, 7_000),
                                CorridorDemands.NONE,
                                CorridorClocks.STANDARD.withNotFound(notFound))));
    }

    private void done(Command command) {
        Outcome outcome = decide(command);
        if (!(outcome instanceof Outcome.Done)) {
            throw new IllegalStateException(command + " was answered " + outcome);
        }
    }
}
