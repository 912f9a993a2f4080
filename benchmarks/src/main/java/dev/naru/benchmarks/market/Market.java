// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.market;

import dev.naru.protocol.AnswerStatus;
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
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Rate;
import dev.naru.protocol.RateTier;
import dev.naru.protocol.RequestId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who is there and what they do. Payment number {@code i} (from 0) is always the same: a payer, who
 * lives in one group, and by a hash of {@code i} the payer's participant, corridor, payee and
 * amount. Every payment has a fee on both sides, so that its chain has four transfers, and five
 * where something is rounded.
 */
public final class Market {
    /** Payers, each of whom pays again after all the others. */
    public static final long PAYERS = 1_000_000;

    private static final int PROVIDERS = 3;
    private static final long PLENTY_MINOR = 100_000_000_000_000_000L;
    private static final long TIER_MINOR = 500_000;
    private static final long RATE_NS = Duration.ofHours(12).toNanos();

    private static final int STREAM_CORRIDOR = 1;
    private static final int STREAM_MEMBER = 2;
    private static final int STREAM_AMOUNT = 3;
    private static final int STREAM_ID_HIGH = 4;
    private static final int STREAM_ID_LOW = 5;
    private static final int STREAM_PAYEE = 6;
    private static final int STREAM_REQUEST = 7;
    private static final int STREAM_ROUTE = 8;

    /** Odd and not a multiple of 5, so that it visits every payer once in {@link #PAYERS}. */
    private static final long PAYER_STRIDE = 611_953;

    /** What a name, an account and a reference take; the machine carries them unread. */
    private static final Bytes PAYMENT_PARTICULARS = Bytes.copyOf(new byte[160]);

    /** What the order to pay takes, deflated, and what the answer does: docs/read-side.md. */
    private static final Bytes DISPATCH_PARTICULARS = Bytes.copyOf(new byte[315]);

    private static final Bytes ANSWER_PARTICULARS = Bytes.copyOf(new byte[250]);

    private final MarketSize size;
    private final Corridor[] corridors;
    private final int switches;

    private record Corridor(int id, int sourceGroup, int destinationGroup, int destination) {}

    /** The market of this size. */
    public Market(MarketSize size) {
        this.size = size;
        this.switches = Math.max(1, size.participants() / 10);
        this.corridors = new Corridor[size.corridors()];
        for (int i = 0; i < corridors.length; i++) {
            corridors[i] = corridor(i);
        }
    }

    /** How big it is. */
    public MarketSize size() {
        return size;
    }

    /** Hands out the commands that make it, step by step: each step needs the ones before. */
    public List<Consumer<Consumer<Command>>> setup() {
        return List.of(this::participantsAndGroups, this::headroom, this::corridorsAndRates);
    }

    private void participantsAndGroups(Consumer<Command> to) {
        for (int id = 1; id <= size.participants(); id++) {
            to.accept(
                    new Command.DefineParticipant(
                            id, "P-" + id, kindOf(id), Set.of(PaymentKind.values())));
        }
        for (int id = 1; id <= size.groups(); id++) {
            to.accept(new Command.DefineGroup(id, "G-" + id, currencyOf(id), "BANK-" + id, 540));
        }
    }

    private void headroom(Consumer<Command> to) {
        for (int group = 1; group <= size.groups(); group++) {
            for (int id = 1; id <= size.participants(); id++) {
                to.accept(
                        id <= PROVIDERS
                                ? new Command.SetHeadroom(id, group, HeadroomRule.PREFUNDED, 0, 0)
                                : new Command.SetHeadroom(
                                        id,
                                        group,
                                        HeadroomRule.NET_CAP,
                                        PLENTY_MINOR,
                                        PLENTY_MINOR));
            }
        }
    }

    private void corridorsAndRates(Consumer<Command> to) {
        fundings().forEach(to);
        CorridorTerms terms =
                new CorridorTerms(
                        new CorridorLimits(1, PLENTY_MINOR, PLENTY_MINOR),
                        new CorridorFees(50, 1_000, 10, 500),
                        CorridorDemands.NONE,
                        CorridorClocks.STANDARD);
        for (Corridor corridor : corridors) {
            to.accept(
                    new Command.DefineCorridor(
                            corridor.id,
                            "C-" + corridor.id,
                            corridor.sourceGroup,
                            corridor.destinationGroup,
                            corridor.destination,
                            Converter.HUB,
                            terms));
        }
        for (Currency source : Currency.values()) {
            for (Currency destination : Currency.values()) {
                if (source != destination) {
                    publishRates(source, destination, to);
                }
            }
        }
    }

    /** What the providers pay in, so that they can deliver. */
    public List<Command.RecordFunding> fundings() {
        List<Command.RecordFunding> fundings = new ArrayList<>();
        for (int group = 1; group <= size.groups(); group++) {
            for (int id = 1; id <= PROVIDERS; id++) {
                fundings.add(
                        new Command.RecordFunding(
                                new RequestId(group, id), id, group, PLENTY_MINOR));
            }
        }
        return fundings;
    }

    /** Another provider is the cheapest for each pair of currencies; large amounts are cheaper. */
    private void publishRates(Currency source, Currency destination, Consumer<Command> to) {
        int pair = source.ordinal() * Currency.values().length + destination.ordinal();
        long fairScaled = Rate.SCALE / 2 + pair * 1_234_567L;
        for (int id = 1; id <= PROVIDERS; id++) {
            long marginScaled = (id + pair) % PROVIDERS * 1_000_003L;
            to.accept(
                    new Command.PublishRate(
                            id,
                            source,
                            destination,
                            List.of(
                                    new RateTier(
                                            TIER_MINOR,
                                            new Rate(fairScaled + marginScaled + 2_000_017)),
                                    new RateTier(
                                            PLENTY_MINOR, new Rate(fairScaled + marginScaled))),
                            RATE_NS));
        }
    }

    /** The price of payment {@code i}. */
    public Command.CreateQuote quote(long i) {
        Corridor corridor = corridorOf(i);
        return new Command.CreateQuote(
                new RequestId(Mixing.mix(i, STREAM_REQUEST), i),
                memberOf(i),
                corridor.id,
                PaymentKind.QR_PURCHASE,
                FixedSide.DESTINATION,
                10_000 + Mixing.below(1_000_000, Mixing.mix(i, STREAM_AMOUNT)),
                payeeOf(i),
                Long.MAX_VALUE);
    }

    /** Payment {@code i} at the quote that it was given. */
    public Command.InitiatePayment initiate(
            long i, long quoteNumber, long debitMinor, long destinationMinor) {
        return new Command.InitiatePayment(
                idOf(i),
                memberOf(i),
                new QuoteId(quoteNumber),
                debitMinor,
                destinationMinor,
                payeeOf(i),
                payerDigestOf(i),
                Set.of(),
                0,
                0,
                PAYMENT_PARTICULARS);
    }

    /** The one right to send payment {@code i}, whose number the machine gave. */
    public Command.RecordDispatch dispatch(long i, long number) {
        return new Command.RecordDispatch(number, corridorOf(i).destination, DISPATCH_PARTICULARS);
    }

    /** The other side's yes to payment {@code i}. */
    public Command.RecordAnswer accepted(long i, long number, long creditMinor) {
        Corridor corridor = corridorOf(i);
        return new Command.RecordAnswer(
                number,
                idOf(i),
                corridor.destination,
                0,
                AnswerStatus.ACCEPTED,
                creditMinor,
                currencyOf(corridor.destinationGroup),
                "",
                ANSWER_PARTICULARS);
    }

    /** Who sends payment {@code i}. */
    public int memberOf(long i) {
        int first = PROVIDERS + switches + 1;
        return first + Mixing.below(size.participants() - first + 1, Mixing.mix(i, STREAM_MEMBER));
    }

    /** Its UUID, of version 4. */
    public PaymentId idOf(long i) {
        return new PaymentId(
                (Mixing.mix(i, STREAM_ID_HIGH) & ~0xF000L) | 0x4000L,
                (Mixing.mix(i, STREAM_ID_LOW) >>> 2) | (1L << 63));
    }

    private static Digest payeeOf(long i) {
        return new Digest(Mixing.mix(i, STREAM_PAYEE), i);
    }

    private static Digest payerDigestOf(long i) {
        long payer = payerOf(i);
        return new Digest(Mixing.mix(payer, STREAM_PAYEE), payer + 1);
    }

    private static long payerOf(long i) {
        return i * PAYER_STRIDE % PAYERS;
    }

    /** One of those that leave the group in which the payer lives. */
    private Corridor corridorOf(long i) {
        int group = (int) (payerOf(i) % size.groups());
        int each = corridors.length / size.groups();
        return corridors[
                group + size.groups() * Mixing.below(each, Mixing.mix(i, STREAM_CORRIDOR))];
    }

    private Corridor corridor(int index) {
        int source = 1 + index % size.groups();
        long mixed = Mixing.mix(index, STREAM_ROUTE);
        int destination = 1 + Mixing.below(size.groups(), mixed);
        while (currencyOf(destination) == currencyOf(source)) {
            destination = 1 + destination % size.groups();
        }
        int partner = PROVIDERS + 1 + Mixing.below(switches, Mixing.mix(mixed, STREAM_ROUTE));
        return new Corridor(index + 1, source, destination, partner);
    }

    private ParticipantKind kindOf(int id) {
        if (id <= PROVIDERS) {
            return ParticipantKind.FX_PROVIDER;
        }
        return id <= PROVIDERS + switches ? ParticipantKind.PARTNER_SWITCH : ParticipantKind.MEMBER;
    }

    private static Currency currencyOf(int group) {
        return Currency.values()[(group - 1) % Currency.values().length];
    }
}
