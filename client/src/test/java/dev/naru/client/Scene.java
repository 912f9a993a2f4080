// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Bytes;
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
import dev.naru.protocol.Limits;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.NotFoundRule;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Quote;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Rate;
import dev.naru.protocol.RateTier;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.World;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A bank, an FX provider, a partner switch and a corridor between them: enough to pay. */
final class Scene {
    static final int BANK = 1;
    static final int PROVIDER = 2;
    static final int SWITCH = 3;
    static final int WON_GROUP = 1;
    static final int RUPIAH_GROUP = 2;

    private static final int CORRIDOR = 1;
    private static final long PLENTY = 1_000_000_000_000_000L;
    private static final Digest PAYEE = new Digest(7, 7);

    private Scene() {}

    /** A machine that is small enough to start quickly. */
    static MachineSettings machine() {
        return MachineSettings.standard(World.SANDBOX)
                .withDirectory(16, 64)
                .withOpen(100_000, 100_000)
                .withMemory(200_000, Duration.ofHours(1).toNanos())
                .withRecords(100, 100, 100_000)
                .withEvidence(100, 100);
    }

    /** Defines everybody. Sent again it changes nothing. */
    static void open(Hub hub) {
        open(hub, Duration.ofMinutes(10));
    }

    /**
     * Defines everybody.
     *
     * @param dispatchWithin after this a payment that nobody dispatched expires
     */
    static void open(Hub hub, Duration dispatchWithin) {
        member(hub, BANK, "BANK", ParticipantKind.MEMBER);
        member(hub, PROVIDER, "FX", ParticipantKind.FX_PROVIDER);
        member(hub, SWITCH, "SWITCH", ParticipantKind.PARTNER_SWITCH);
        done(hub, new Command.DefineGroup(WON_GROUP, "KR-KRW", Currency.KRW, "BOK", 540));
        done(hub, new Command.DefineGroup(RUPIAH_GROUP, "ID-IDR", Currency.IDR, "BI", 420));
        headroom(hub, BANK, WON_GROUP, HeadroomRule.NET_CAP);
        headroom(hub, PROVIDER, WON_GROUP, HeadroomRule.NET_CAP);
        headroom(hub, PROVIDER, RUPIAH_GROUP, HeadroomRule.PREFUNDED);
        headroom(hub, SWITCH, RUPIAH_GROUP, HeadroomRule.NET_CAP);
        done(hub, new Command.RecordFunding(new RequestId(1, 1), PROVIDER, RUPIAH_GROUP, PLENTY));
        done(
                hub,
                new Command.DefineCorridor(
                        CORRIDOR,
                        "KR-ID",
                        WON_GROUP,
                        RUPIAH_GROUP,
                        SWITCH,
                        Converter.HUB,
                        terms(dispatchWithin)));
        done(
                hub,
                new Command.PublishRate(
                        PROVIDER,
                        Currency.KRW,
                        Currency.IDR,
                        List.of(new RateTier(PLENTY, new Rate(89_514_000))),
                        Duration.ofHours(24).toNanos()));
    }

    /** The id of the n-th payment of a series. */
    static PaymentId paymentId(long series, int n) {
        return PaymentId.parse(
                        new UUID(series << 16 | 0x4000L, 0x8000_0000_0000_0000L | n).toString())
                .orElseThrow();
    }

    /** Asks for a quote and pays by it, both under this id; a repeat changes nothing. */
    static Reply pay(Hub hub, PaymentId id) {
        Reply quoted =
                hub.ask(
                        new Command.CreateQuote(
                                new RequestId(id.high(), id.low()),
                                BANK,
                                CORRIDOR,
                                PaymentKind.QR_PURCHASE,
                                FixedSide.DESTINATION,
                                10_000_000,
                                PAYEE,
                                Long.MAX_VALUE));
        return quoted instanceof Reply.Answered(Outcome.QuoteGiven(Quote quote), _, _)
                ? hub.ask(initiate(id, quote))
                : quoted;
    }

    /** Pays, and insists on an answer. */
    static Payment paid(Hub hub, PaymentId id) {
        return payment(pay(hub, id));
    }

    /** What the hub remembers of a payment. */
    static Payment read(Hub hub, PaymentId id) {
        return payment(hub.ask(new Command.ReadPayment(BANK, id)));
    }

    /** A command that fills most of a frame of the log and changes nothing. */
    static Command largeAndRefused() {
        return new Command.InitiatePayment(
                paymentId(0xffff, 1),
                BANK,
                new QuoteId(Long.MAX_VALUE),
                1,
                1,
                PAYEE,
                Digest.NONE,
                Set.of(),
                0,
                0,
                Bytes.copyOf(new byte[Limits.PARTICULARS_BYTES]));
    }

    /** The machine's figures. */
    static Outcome.Figures figures(Hub hub) {
        Outcome outcome = outcome(hub.ask(new Command.ReadFigures()));
        assertThat(outcome).isInstanceOf(Outcome.Figures.class);
        return (Outcome.Figures) outcome;
    }

    /** Waits long enough for a machine that has much else to do. */
    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofMinutes(1));
    }

    static Outcome outcome(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ((Reply.Answered) reply).outcome();
    }

    private static Payment payment(Reply reply) {
        Outcome outcome = outcome(reply);
        assertThat(outcome).isInstanceOf(Outcome.PaymentIs.class);
        return ((Outcome.PaymentIs) outcome).payment();
    }

    private static Command initiate(PaymentId id, Quote quote) {
        return new Command.InitiatePayment(
                id,
                BANK,
                quote.id(),
                quote.price().debitMinor(),
                quote.price().destinationMinor(),
                PAYEE,
                Digest.NONE,
                Set.of(),
                0,
                0,
                Bytes.EMPTY);
    }

    private static CorridorTerms terms(Duration dispatchWithin) {
        long second = Duration.ofSeconds(1).toNanos();
        return new CorridorTerms(
                new CorridorLimits(1, PLENTY, Long.MAX_VALUE),
                new CorridorFees(50, 0, 0, 0),
                CorridorDemands.NONE,
                new CorridorClocks(
                        600 * second,
                        dispatchWithin.toNanos(),
                        12 * second,
                        60 * second,
                        List.of(0L),
                        NotFoundRule.NEVER_ENDS));
    }

    private static void member(Hub hub, int id, String code, ParticipantKind kind) {
        done(hub, new Command.DefineParticipant(id, code, kind, Set.of(PaymentKind.QR_PURCHASE)));
    }

    private static void headroom(Hub hub, int participant, int group, HeadroomRule rule) {
        long cap = rule == HeadroomRule.NET_CAP ? PLENTY : 0;
        done(hub, new Command.SetHeadroom(participant, group, rule, cap, PLENTY));
    }

    private static void done(Hub hub, Command command) {
        assertThat(outcome(hub.ask(command))).isEqualTo(new Outcome.Done());
    }
}
