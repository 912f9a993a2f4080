// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection;

import dev.naru.client.EventHandler;
import dev.naru.client.EventHearing;
import dev.naru.client.EventPosition;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import dev.naru.core.Machine;
import dev.naru.node.eventlog.EventLog;
import dev.naru.protocol.AnswerParticulars;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.AuthenticatorStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.ChallengedPayment;
import dev.naru.protocol.Command;
import dev.naru.protocol.Converter;
import dev.naru.protocol.CorridorClocks;
import dev.naru.protocol.CorridorDemands;
import dev.naru.protocol.CorridorFees;
import dev.naru.protocol.CorridorLimits;
import dev.naru.protocol.CorridorTerms;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.FixedSide;
import dev.naru.protocol.HeadroomRule;
import dev.naru.protocol.HoldDecision;
import dev.naru.protocol.KeptMessages;
import dev.naru.protocol.LinkMessage;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.Particulars;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Quote;
import dev.naru.protocol.Rate;
import dev.naru.protocol.RateTier;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.TapFindings;
import dev.naru.protocol.World;
import dev.naru.protocol.codec.EventCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The real machine in this thread with members 1 and 2, a provider 3 and a partner switch 4, and
 * its events for readers. A seed decides what members and the switch do.
 */
final class TestHub implements EventSource {
    static final int WON = 1;
    static final int RUPIAH = 2;
    static final int CORRIDOR = 7;
    static final int SWITCH = 4;

    static final long START_NS = 1_795_305_600_123_000_000L;
    private static final long PLENTY = 1_000_000_000_000L;

    private record Recorded(long number, long timeNs, Event event) {}

    private final List<Recorded> events = new ArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final Random random;
    private final Machine machine;
    private final List<Long> open = new ArrayList<>();
    private long nowNs = START_NS;
    private long requests;

    TestHub(long seed) {
        random = new Random(seed);
        machine =
                new Machine(
                        MachineSettings.standard(World.SANDBOX)
                                .withDirectory(64, 1_000)
                                .withOpen(2_000, 2_000)
                                .withMemory(10_000, Duration.ofDays(100).toNanos())
                                .withRecords(1_000, 1_000, 1_000)
                                .withEvidence(1_000, 1_000),
                        (number, timeNs, event) -> add(timeNs, event),
                        seed);
        setUp();
    }

    /** Adds an event that no machine said. */
    synchronized void add(long timeNs, Event event) {
        events.add(new Recorded(events.size() + 1, timeNs, event));
        notifyAll();
    }

    /** Writes all events into a member's log, which is empty. */
    synchronized void writeInto(EventLog log) {
        EventCodec codec = new EventCodec();
        UnsafeBuffer encoded = new UnsafeBuffer(new byte[EventCodec.MOST_BYTES]);
        for (Recorded one : events) {
            int length = codec.encode(one.event(), encoded, 0);
            log.append(one.number(), one.timeNs(), encoded, 0, length);
        }
        log.flush();
    }

    synchronized long lastNumber() {
        return events.size();
    }

    synchronized long nowNs() {
        return nowNs;
    }

    /** How many streams were opened. */
    int streams() {
        return opened.get();
    }

    synchronized Outcome ask(Command command) {
        nowNs += 1_000_000;
        return machine.apply(nowNs, command);
    }

    <T extends Outcome> T ask(Command command, Class<T> expected) {
        Outcome outcome = ask(command);
        if (!expected.isInstance(outcome)) {
            throw new AssertionError(command + " was answered " + outcome);
        }
        return expected.cast(outcome);
    }

    private synchronized void pass(Duration duration) {
        nowNs += duration.toNanos();
        machine.tick(nowNs);
    }

    private void setUp() {
        define(1, "BANK-A", ParticipantKind.MEMBER);
        define(2, "BANK-B", ParticipantKind.MEMBER);
        define(3, "FX", ParticipantKind.FX_PROVIDER);
        define(SWITCH, "SWITCH", ParticipantKind.PARTNER_SWITCH);
        define(5, "HOUSE", ParticipantKind.OPERATOR);
        ask(new Command.DefineGroup(WON, "KR-KRW", Currency.KRW, "KRBANK", 540));
        ask(new Command.DefineGroup(RUPIAH, "ID-IDR", Currency.IDR, "IDBANK", 420));
        for (int id : new int[] {1, 2, 3, 5}) {
            net(id, WON);
        }
        ask(new Command.SetHeadroom(3, RUPIAH, HeadroomRule.PREFUNDED, 0, 0));
        net(SWITCH, RUPIAH);
        net(5, RUPIAH);
        ask(new Command.RecordFunding(new RequestId(9, 9), 3, RUPIAH, PLENTY));
        ask(
                new Command.DefineCorridor(
                        CORRIDOR,
                        "KR-ID",
                        WON,
                        RUPIAH,
                        SWITCH,
                        Converter.HUB,
                        new CorridorTerms(
                                new CorridorLimits(1, PLENTY, PLENTY),
                                new CorridorFees(50, 1_000, 10, 500),
                                new CorridorDemands(Set.of(), Long.MAX_VALUE, 900, 500),
                                CorridorClocks.STANDARD)));
        rate(89_514_000);
    }

    private void define(int id, String code, ParticipantKind kind) {
        ask(new Command.DefineParticipant(id, code, kind, Set.of(PaymentKind.values())));
    }

    private void net(int participant, int group) {
        ask(new Command.SetHeadroom(participant, group, HeadroomRule.NET_CAP, PLENTY, PLENTY));
    }

    private void rate(long scaled) {
        ask(
                new Command.PublishRate(
                        3,
                        Currency.KRW,
                        Currency.IDR,
                        List.of(
                                new RateTier(1_000_000, new Rate(scaled + 9)),
                                new RateTier(PLENTY, new Rate(scaled))),
                        Duration.ofHours(20).toNanos()));
    }

    /** Members and the switch do so many things. */
    void act(int steps) {
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(40)) {
                case 0 -> rate(89_000_000 + random.nextInt(1_000_000));
                case 1 -> pass(Duration.ofSeconds(random.nextInt(30)));
                case 2 -> closeWindow(1 + random.nextInt(2));
                case 3 ->
                        ask(
                                new Command.SetCorridorStatus(
                                        CORRIDOR, dev.naru.protocol.CorridorStatus.OPEN));
                case 4 -> net(1 + random.nextInt(2), WON);
                case 5, 6, 7, 8, 9, 10, 11, 12, 13 -> pay(PaymentKind.QR_PURCHASE, 0);
                case 14, 15 -> pay(PaymentKind.REMITTANCE, random.nextInt(1_000));
                default -> goOn();
            }
        }
    }

    private void closeWindow(int group) {
        long open =
                ask(new Command.ReadGroups(group, 1), Outcome.Groups.class)
                        .rows()
                        .getFirst()
                        .openWindowNumber();
        ask(new Command.CloseWindow(group, open));
    }

    /** Pays once; what came of it. */
    Payment pay(PaymentKind kind, int score) {
        int member = 1 + random.nextInt(2);
        Digest payee = new Digest(requests, 77);
        Quote quote =
                ask(
                                new Command.CreateQuote(
                                        new RequestId(1, ++requests),
                                        member,
                                        CORRIDOR,
                                        kind,
                                        FixedSide.DESTINATION,
                                        10_000 + random.nextInt(5_000_000),
                                        payee,
                                        Long.MAX_VALUE),
                                Outcome.QuoteGiven.class)
                        .quote();
        // Sometimes another amount than the quote's, which the hub refuses and remembers.
        long debit = quote.price().debitMinor() + (random.nextInt(20) == 0 ? 1 : 0);
        Payment payment =
                ask(
                                new Command.InitiatePayment(
                                        new PaymentId(
                                                (random.nextLong() & ~0xF000L) | 0x4000L,
                                                (random.nextLong() >>> 2) | (1L << 63)),
                                        member,
                                        quote.id(),
                                        debit,
                                        quote.price().destinationMinor(),
                                        payee,
                                        new Digest(5, requests % 7 + 1),
                                        Set.of(),
                                        0,
                                        score,
                                        particulars(requests).toBytes()),
                                Outcome.PaymentIs.class)
                        .payment();
        if (!payment.state().isFinal()) {
            open.add(payment.number());
        }
        return payment;
    }

    static Particulars particulars(long i) {
        return new Particulars(
                new Particulars.Payer("홍길동", "110-" + i, "order-" + i),
                new Particulars.Payee("Warung " + i % 5, "Denpasar", "93600" + i, "5812", "ID" + i),
                new Particulars.Scan("0002010102", "bill-" + i, "look-" + i),
                "",
                "");
    }

    /** A payer enrols a card and a device, proves a payment and makes it; its number. */
    long payProved() {
        Digest payer = new Digest(88, 1);
        Digest payee = new Digest(88, 2);
        Quote quote =
                ask(
                                new Command.CreateQuote(
                                        new RequestId(2, ++requests),
                                        1,
                                        CORRIDOR,
                                        PaymentKind.QR_PURCHASE,
                                        FixedSide.DESTINATION,
                                        20_000,
                                        payee,
                                        Long.MAX_VALUE),
                                Outcome.QuoteGiven.class)
                        .quote();
        PaymentId id = new PaymentId(0x4000L, 1L << 63);
        ask(new Command.SetEvidenceRule(1, Digest.NONE, WON, Long.MAX_VALUE, PLENTY));
        ask(new Command.SetEvidenceRule(1, payer, WON, 1, 0));
        tap(ChallengePurpose.CARD_ENROLMENT, payer, 0, Optional.empty(), 0);
        tap(ChallengePurpose.DEVICE_ENROLMENT, payer, 1, Optional.empty(), 0);
        for (int i = 0; i < 5; i++) {
            tap(ChallengePurpose.LOGIN, payer, 2 + i, Optional.empty(), 7);
        }
        for (AuthenticatorKind kind : AuthenticatorKind.values()) {
            Digest key = kind == AuthenticatorKind.PAYER ? payer : new Digest(89, kind.ordinal());
            ask(
                    new Command.SetAuthenticatorStatus(1, kind, key, AuthenticatorStatus.ACTIVE),
                    Outcome.AuthenticatorIs.class);
        }
        issue(ChallengePurpose.LOGIN, payer, Optional.empty());
        long evidence =
                tap(
                        ChallengePurpose.PAYMENT,
                        payer,
                        9,
                        Optional.of(
                                new ChallengedPayment(id, WON, quote.price().debitMinor(), payee)),
                        0);
        return ask(
                        new Command.InitiatePayment(
                                id,
                                1,
                                quote.id(),
                                quote.price().debitMinor(),
                                quote.price().destinationMinor(),
                                payee,
                                payer,
                                Set.of(),
                                evidence,
                                0,
                                particulars(requests).toBytes()),
                        Outcome.PaymentIs.class)
                .payment()
                .number();
    }

    private long issue(
            ChallengePurpose purpose, Digest payer, Optional<ChallengedPayment> payment) {
        boolean enrolsCard = purpose == ChallengePurpose.CARD_ENROLMENT;
        return ask(
                        new Command.IssueChallenge(
                                new RequestId(3, ++requests),
                                1,
                                new ChallengeTerms(
                                        purpose,
                                        payer,
                                        enrolsCard ? Digest.NONE : new Digest(89, 0),
                                        enrolsCard ? Digest.NONE : new Digest(89, 1),
                                        new Digest(90, requests),
                                        payment),
                                Challenge.MOST_TAP_NS),
                        Outcome.ChallengeIs.class)
                .challenge()
                .number();
    }

    private long tap(
            ChallengePurpose purpose,
            Digest payer,
            long counter,
            Optional<ChallengedPayment> payment,
            int fault) {
        long number = issue(purpose, payer, payment);
        ask(new Command.TakeChallenge(1, new RequestId(3, requests)), Outcome.ChallengeIs.class);
        ask(
                new Command.RecordTap(
                        1,
                        number,
                        fault == 0
                                ? new TapFindings(
                                        0,
                                        new Digest(89, 0),
                                        new Digest(91, 1),
                                        new Digest(92, 1),
                                        counter,
                                        counter)
                                : TapFindings.unproved(fault)),
                Outcome.ChallengeIs.class);
        return number;
    }

    private void goOn() {
        if (open.isEmpty()) {
            return;
        }
        int index = random.nextInt(open.size());
        long number = open.get(index);
        Payment payment =
                ask(
                                new Command.ReadPayments(
                                        number, dev.naru.protocol.ReadOrder.RISING, 1),
                                Outcome.Payments.class)
                        .rows()
                        .getFirst();
        switch (payment.state()) {
            case HELD ->
                    ask(
                            new Command.DecideHold(
                                    number,
                                    random.nextInt(4) == 0
                                            ? HoldDecision.REFUSE
                                            : HoldDecision.RELEASE,
                                    31,
                                    particulars(number).toBytes()));
            case RESERVED ->
                    ask(
                            new Command.RecordDispatch(
                                    number,
                                    SWITCH,
                                    KeptMessages.of(
                                            List.of(LinkMessage.sent(Bytes.ofText("order"))))));
            case DISPATCHED, IN_DOUBT -> answer(payment);
            case COMPLETED, REJECTED, BLOCKED, EXPIRED -> {
                if (random.nextBoolean()) {
                    // A late contradiction, which becomes a recovery item.
                    answer(payment);
                }
                open.remove(index);
            }
        }
    }

    private void answer(Payment payment) {
        AnswerStatus[] statuses = AnswerStatus.values();
        int dice = random.nextInt(12);
        AnswerStatus status = dice < statuses.length ? statuses[dice] : AnswerStatus.ACCEPTED;
        answer(payment, status);
    }

    /** The switch says this. */
    void answer(Payment payment, AnswerStatus status) {
        ask(
                new Command.RecordAnswer(
                        payment.number(),
                        payment.id(),
                        SWITCH,
                        0,
                        status,
                        payment.priced().orElseThrow().price().creditMinor(),
                        Currency.IDR,
                        status == AnswerStatus.REJECTED ? "AC03" : "",
                        new AnswerParticulars(reference(payment, status), "ACSC").toBytes()));
    }

    private static String reference(Payment payment, AnswerStatus status) {
        String kind =
                switch (status) {
                    case ACCEPTED, BLOCKED, NOT_FOUND, UNCLEAR -> "RRN";
                    case INTERIM -> "ASK";
                    case REJECTED -> "NO";
                };
        return kind + payment.number();
    }

    /** Bytes that are nobody's particulars. */
    static Bytes garbage() {
        return Bytes.copyOf(new byte[] {9, 9, 9});
    }

    @Override
    public EventStream openAfter(EventPosition position) {
        opened.incrementAndGet();
        return new Stream(position);
    }

    @Override
    public EventStream openAtHead() {
        throw new UnsupportedOperationException("nobody begins at the head here");
    }

    static int crc(long number) {
        return number == 0 ? 0 : (int) (number * 31 + 7);
    }

    private final class Stream implements EventStream {
        private volatile long number;
        private volatile boolean closed;

        Stream(EventPosition position) {
            this.number = position.number();
            if (position.crc() != crc(number) || number > lastNumber()) {
                throw new DivergedException("not on the chain: " + position);
            }
        }

        @Override
        public int poll(EventHandler handler, Duration wait) throws InterruptedException {
            List<Recorded> found;
            synchronized (TestHub.this) {
                if (events.size() == number) {
                    TestHub.this.wait(Math.clamp(wait.toMillis(), 1, 20));
                }
                found = List.copyOf(events.subList((int) number, events.size()));
            }
            for (Recorded one : found) {
                if (closed) {
                    throw new InterruptedException("closed");
                }
                handler.onEvent(
                        new EventPosition(one.number(), crc(one.number())),
                        one.timeNs(),
                        one.event());
                number = one.number();
            }
            return found.size();
        }

        @Override
        public EventPosition position() {
            return new EventPosition(number, crc(number));
        }

        @Override
        public long lag() {
            return lastNumber() - number;
        }

        @Override
        public EventHearing hearing() {
            return new EventHearing(EventHearing.Standing.STREAMING, lag(), System.nanoTime());
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
