// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.story;

import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Converter;
import dev.naru.protocol.CorridorClocks;
import dev.naru.protocol.CorridorDemands;
import dev.naru.protocol.CorridorFees;
import dev.naru.protocol.CorridorLimits;
import dev.naru.protocol.CorridorStatus;
import dev.naru.protocol.CorridorTerms;
import dev.naru.protocol.Currency;
import dev.naru.protocol.FixedSide;
import dev.naru.protocol.HeadroomRule;
import dev.naru.protocol.HoldDecision;
import dev.naru.protocol.Money;
import dev.naru.protocol.NotFoundRule;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.ParticipantStatus;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Price;
import dev.naru.protocol.Rate;
import dev.naru.protocol.RateTier;
import dev.naru.protocol.ReadOrder;
import dev.naru.protocol.SuppliedItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Turns a story's phrases into commands. */
final class Reading {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Names names;
    private final EvidenceReading evidence;
    private final Map<String, Currency> groupCurrencies = new HashMap<>();
    private final Map<String, Command.DefineCorridor> corridors = new HashMap<>();

    Reading(Names names) {
        this.names = names;
        this.evidence = new EvidenceReading(names);
    }

    Command read(Phrase phrase) {
        return evidence.read(phrase).orElseGet(() -> readOther(phrase));
    }

    private Command readOther(Phrase phrase) {
        return switch (phrase.verb()) {
            case "participant" -> participant(phrase.allowing("kinds"));
            case "suspend" -> status(phrase.allowing(), ParticipantStatus.SUSPENDED);
            case "resume" -> status(phrase.allowing(), ParticipantStatus.ACTIVE);
            case "group" -> group(phrase.allowing("offset", "bank"));
            case "headroom" -> headroom(phrase.allowing("cap", "collateral"));
            case "fund" -> fund(phrase.allowing("as"));
            case "corridor" -> corridor(phrase);
            case "open" -> corridorStatus(phrase.allowing(), CorridorStatus.OPEN);
            case "shut" -> corridorStatus(phrase.allowing(), CorridorStatus.CLOSED);
            case "rate" -> rate(phrase.allowing("for"));
            case "quote" -> quote(phrase.allowing("kind", "payee", "until", "as"));
            case "pay" -> pay(phrase);
            case "dispatch" -> dispatch(phrase.allowing("link"));
            case "answer" ->
                    answer(phrase.allowing("link", "enquiry", "amount", "currency", "iso", "id"));
            case "hold" -> hold(phrase.allowing("person"));
            case "close" ->
                    new Command.CloseWindow(group(phrase, 1), Long.parseLong(phrase.word(2)));
            case "recover" ->
                    new Command.CloseRecoveryItem(
                            Long.parseLong(phrase.word(1)), Long.parseLong(phrase.word(2)));
            case "ask" ->
                    new Command.AskAgain(
                            names.paymentNumber(phrase.word(1)), phrase.number("person", 1));
            case "ack" ->
                    new Command.AcknowledgeEvents(phrase.word(1), Long.parseLong(phrase.word(2)));
            case "forget" -> new Command.RemoveEventReader(phrase.word(1));
            case "time" -> new Command.MoveTime(Story.timeNs(phrase.word(1)));
            default -> readCommand(phrase);
        };
    }

    private Command readCommand(Phrase phrase) {
        return switch (phrase.verb()) {
            case "payment?" ->
                    new Command.ReadPayment(
                            participant(phrase, 1), Names.paymentId(phrase.word(2)));
            case "payments?" ->
                    new Command.ReadPayments(
                            Long.parseLong(phrase.word(1)),
                            ReadOrder.valueOf(phrase.option("order", "RISING")),
                            (int) phrase.number("limit", 100));
            case "quote?" ->
                    new Command.ReadQuote(participant(phrase, 1), names.quoteId(phrase.word(2)));
            case "participants?" ->
                    new Command.ReadParticipants(
                            (int) phrase.number("from", 0), (int) phrase.number("limit", 100));
            case "groups?" ->
                    new Command.ReadGroups(
                            (int) phrase.number("from", 0), (int) phrase.number("limit", 100));
            case "corridors?" ->
                    new Command.ReadCorridors(
                            (int) phrase.number("from", 0), (int) phrase.number("limit", 100));
            case "positions?" ->
                    new Command.ReadPositions(
                            group(phrase, 1),
                            (int) phrase.number("from", 0),
                            (int) phrase.number("limit", 100));
            case "positionsof?" ->
                    new Command.ReadParticipantPositions(
                            participant(phrase, 1),
                            (int) phrase.number("from", 0),
                            (int) phrase.number("limit", 100));
            case "accounts?" ->
                    new Command.ReadAccounts(
                            group(phrase, 1),
                            (int) phrase.number("from", 0),
                            (int) phrase.number("limit", 100));
            case "rates?" -> {
                Currency[] pair = pair(phrase.word(1));
                yield new Command.ReadRates(pair[0], pair[1]);
            }
            case "recovery?" ->
                    new Command.ReadRecoveryItems(
                            phrase.number("from", 1), (int) phrase.number("limit", 100));
            case "readers?" -> new Command.ReadEventReaders();
            case "figures?" -> new Command.ReadFigures();
            default -> throw new IllegalArgumentException("no verb is " + phrase.verb());
        };
    }

    private Command participant(Phrase phrase) {
        int id = Integer.parseInt(phrase.word(1));
        names.name("participant", id, phrase.word(2));
        return new Command.DefineParticipant(
                id,
                phrase.word(2),
                ParticipantKind.valueOf(phrase.word(3)),
                set(PaymentKind.class, phrase.option("kinds", ""), PaymentKind::valueOf));
    }

    private Command status(Phrase phrase, ParticipantStatus status) {
        return new Command.SetParticipantStatus(participant(phrase, 1), status);
    }

    private Command group(Phrase phrase) {
        int id = Integer.parseInt(phrase.word(1));
        names.name("group", id, phrase.word(2));
        groupCurrencies.put(phrase.word(2), Currency.valueOf(phrase.word(3)));
        return new Command.DefineGroup(
                id,
                phrase.word(2),
                Currency.valueOf(phrase.word(3)),
                phrase.option("bank", "BANK-OF-" + phrase.word(2)),
                (int) phrase.number("offset", 0));
    }

    private Command headroom(Phrase phrase) {
        Currency currency = currencyOfGroup(phrase.word(2));
        long cap = minor(phrase.option("cap", "0"), currency);
        return new Command.SetHeadroom(
                participant(phrase, 1),
                group(phrase, 2),
                HeadroomRule.valueOf(phrase.word(3)),
                cap,
                phrase.has("collateral") ? minor(phrase.option("collateral", "0"), currency) : cap);
    }

    private Command fund(Phrase phrase) {
        return new Command.RecordFunding(
                Names.requestId(phrase.option("as", phrase.word(1))),
                participant(phrase, 2),
                group(phrase, 3),
                minor(phrase.word(4), currencyOfGroup(phrase.word(3))));
    }

    private Command corridor(Phrase phrase) {
        int id = Integer.parseInt(phrase.word(1));
        names.name("corridor", id, phrase.word(2));
        Command.DefineCorridor command =
                new Command.DefineCorridor(
                        id,
                        phrase.word(2),
                        group(phrase, 3),
                        group(phrase, 4),
                        participant(phrase, 5),
                        Converter.valueOf(phrase.word(6)),
                        terms(phrase));
        corridors.put(phrase.word(2), command);
        return command;
    }

    private CorridorTerms terms(Phrase phrase) {
        phrase.allowing(
                "least",
                "most",
                "day",
                "fee",
                "share",
                "payeefee",
                "payeeshare",
                "items",
                "evidence",
                "refuse",
                "hold",
                "quote",
                "dispatch",
                "answer",
                "execution",
                "enquiries",
                "notfound");
        Currency source = currencyOfGroup(phrase.word(3));
        Currency destination = currencyOfGroup(phrase.word(4));
        long without = Long.MAX_VALUE;
        return new CorridorTerms(
                new CorridorLimits(
                        minor(phrase, "least", 1, destination),
                        minor(phrase, "most", without, destination),
                        minor(phrase, "day", without, source)),
                new CorridorFees(
                        minor(phrase, "fee", 0, source),
                        (int) phrase.number("share", 0),
                        minor(phrase, "payeefee", 0, destination),
                        (int) phrase.number("payeeshare", 0)),
                new CorridorDemands(
                        set(SuppliedItem.class, phrase.option("items", ""), SuppliedItem::valueOf),
                        minor(phrase, "evidence", without, source),
                        (int) phrase.number("refuse", CorridorDemands.NEVER),
                        (int) phrase.number("hold", CorridorDemands.NEVER)),
                clocks(phrase));
    }

    private static CorridorClocks clocks(Phrase phrase) {
        List<Long> enquiriesNs = new ArrayList<>();
        for (String seconds : phrase.option("enquiries", "0,15,60,600,3600").split(",")) {
            if (!seconds.isEmpty()) {
                enquiriesNs.add(Long.parseLong(seconds) * SECOND_NS);
            }
        }
        return new CorridorClocks(
                phrase.number("quote", 600) * SECOND_NS,
                phrase.number("dispatch", 10) * SECOND_NS,
                phrase.number("answer", 12) * SECOND_NS,
                phrase.number("execution", 60) * SECOND_NS,
                enquiriesNs,
                NotFoundRule.valueOf(phrase.option("notfound", "ENDS_AFTER_DEADLINE")));
    }

    private Command corridorStatus(Phrase phrase, CorridorStatus status) {
        return new Command.SetCorridorStatus(corridor(phrase, 1), status);
    }

    private Command rate(Phrase phrase) {
        Currency[] pair = pair(phrase.word(2));
        List<RateTier> tiers = new ArrayList<>();
        for (String tier : phrase.word(3).split(",")) {
            int colon = tier.indexOf(':');
            long upTo = colon < 0 ? Long.MAX_VALUE : minor(tier.substring(0, colon), pair[1]);
            tiers.add(new RateTier(upTo, Rate.parse(tier.substring(colon + 1)).orElseThrow()));
        }
        return new Command.PublishRate(
                participant(phrase, 1),
                pair[0],
                pair[1],
                tiers,
                phrase.number("for", 3600) * SECOND_NS);
    }

    private Command quote(Phrase phrase) {
        Command.DefineCorridor corridor = corridors.get(phrase.word(3));
        boolean isSource =
                corridor != null
                        && corridor.converter() == Converter.HUB
                        && Currency.valueOf(phrase.word(4)) == sourceOf(corridor);
        return new Command.CreateQuote(
                Names.requestId(phrase.option("as", phrase.word(1))),
                participant(phrase, 2),
                corridor(phrase, 3),
                PaymentKind.valueOf(phrase.option("kind", "QR_PURCHASE")),
                isSource ? FixedSide.SOURCE : FixedSide.DESTINATION,
                minor(phrase.word(5), Currency.valueOf(phrase.word(4))),
                Names.digest(phrase.option("payee", "merchant")),
                phrase.has("until") ? Story.timeNs(phrase.option("until", "")) : Long.MAX_VALUE);
    }

    private Command pay(Phrase phrase) {
        phrase.allowing(
                "by", "debit", "destination", "payee", "payer", "items", "evidence", "score", "as");
        String quote = phrase.word(2);
        boolean isKnown = names.knowsQuote(quote);
        Price price = isKnown ? names.quote(quote).price() : NO_PRICE;
        return new Command.InitiatePayment(
                Names.paymentId(phrase.option("as", phrase.word(1))),
                phrase.has("by") || !isKnown
                        ? names.id("participant", phrase.option("by", "BANK"))
                        : names.quote(quote).route().sourceParticipantId(),
                names.quoteId(quote),
                phrase.number("debit", price.debitMinor()),
                phrase.number("destination", price.destinationMinor()),
                Names.digest(phrase.option("payee", "merchant")),
                Names.digest(phrase.option("payer", "none")),
                set(SuppliedItem.class, phrase.option("items", ""), SuppliedItem::valueOf),
                phrase.has("evidence") ? names.challengeNumber(phrase.option("evidence", "")) : 0,
                (int) phrase.number("score", 0),
                Bytes.ofText(phrase.word(1)));
    }

    private static final Price NO_PRICE = new Price(Rate.ONE, 1, 1, 0, 1, 1, 0);

    private Command dispatch(Phrase phrase) {
        return new Command.RecordDispatch(
                names.paymentNumber(phrase.word(1)),
                names.id("participant", phrase.option("link", "SWITCH")),
                Bytes.ofText("sent"));
    }

    private Command answer(Phrase phrase) {
        Currency currency = Currency.valueOf(phrase.option("currency", "IDR"));
        return new Command.RecordAnswer(
                names.paymentNumber(phrase.word(1)),
                Names.paymentId(phrase.option("id", phrase.word(1))),
                names.id("participant", phrase.option("link", "SWITCH")),
                (int) phrase.number("enquiry", 0),
                AnswerStatus.valueOf(phrase.word(2)),
                minor(phrase, "amount", Command.RecordAnswer.NO_AMOUNT, currency),
                currency,
                phrase.option("iso", ""),
                Bytes.ofText(phrase.word(2)));
    }

    private Command hold(Phrase phrase) {
        return new Command.DecideHold(
                names.paymentNumber(phrase.word(1)),
                HoldDecision.valueOf(phrase.word(2)),
                phrase.number("person", 1),
                Bytes.EMPTY);
    }

    private int participant(Phrase phrase, int place) {
        return names.id("participant", phrase.word(place));
    }

    private int group(Phrase phrase, int place) {
        return names.id("group", phrase.word(place));
    }

    private int corridor(Phrase phrase, int place) {
        return names.id("corridor", phrase.word(place));
    }

    private Currency sourceOf(Command.DefineCorridor corridor) {
        return currencyOfGroup(names.nameOf("group", corridor.sourceGroupId()));
    }

    private Currency currencyOfGroup(String group) {
        return groupCurrencies.getOrDefault(group, Currency.KRW);
    }

    private static Currency[] pair(String text) {
        int slash = text.indexOf('/');
        return new Currency[] {
            Currency.valueOf(text.substring(0, slash)), Currency.valueOf(text.substring(slash + 1))
        };
    }

    private static long minor(Phrase phrase, String key, long otherwise, Currency currency) {
        return phrase.has(key) ? minor(phrase.option(key, ""), currency) : otherwise;
    }

    private static long minor(String decimal, Currency currency) {
        return Money.parse(decimal.replace("_", ""), currency).orElseThrow().minor();
    }

    private static <E extends Enum<E>> Set<E> set(
            Class<E> type, String text, Function<String, E> valueOf) {
        Set<E> set = EnumSet.noneOf(type);
        Arrays.stream(text.split(",")).filter(s -> !s.isEmpty()).map(valueOf).forEach(set::add);
        return set;
    }
}
