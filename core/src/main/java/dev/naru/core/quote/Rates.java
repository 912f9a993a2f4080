// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.quote;

import dev.naru.core.directory.Participants;
import dev.naru.core.journal.Journal;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Event;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.Rate;
import dev.naru.protocol.RateTier;
import dev.naru.protocol.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The latest price that each provider published for each pair of currencies. A suspended provider
 * can publish, but nobody is quoted its price.
 */
public final class Rates {
    private static final Currency[] CURRENCIES = Currency.values();

    private final Participants participants;
    private final Journal journal;

    /** By source and destination currency; each list by provider id, rising. */
    private final List<List<ProviderRate>> byPair = new ArrayList<>();

    public Rates(Participants participants, Journal journal) {
        this.participants = participants;
        this.journal = journal;
        for (int pair = 0; pair < CURRENCIES.length * CURRENCIES.length; pair++) {
            byPair.add(new ArrayList<>());
        }
    }

    /** Takes a provider's price in place of its earlier one. */
    public Outcome publish(Command.PublishRate command) {
        if (!participants.knows(command.providerId())) {
            return new Outcome.Refused(Rejection.PARTICIPANT_UNKNOWN);
        }
        if (participants.of(command.providerId()).kind() != ParticipantKind.FX_PROVIDER) {
            return new Outcome.Refused(Rejection.ROLE_UNSUITABLE);
        }

        long validUntilNs = Math.addExact(journal.nowNs(), command.validForNs());
        put(
                ofPair(command.source(), command.destination()),
                new ProviderRate(command.providerId(), command.tiers(), validUntilNs));
        journal.say(new Event.RatePublished(command, validUntilNs));
        return new Outcome.Done();
    }

    /** The prices that can be quoted now, the first hundred by provider id. */
    public Outcome read(Command.ReadRates command) {
        List<Outcome.ProviderRate> rows = new ArrayList<>();
        for (ProviderRate rate : ofPair(command.source(), command.destination())) {
            if (isQuotable(rate) && rows.size() < Limits.PAGE_ROWS) {
                rows.add(rate.row());
            }
        }
        return new Outcome.Rates(rows);
    }

    /** All prices of a pair by provider id, valid or not. */
    List<ProviderRate> ofPair(Currency source, Currency destination) {
        return byPair.get(source.ordinal() * CURRENCIES.length + destination.ordinal());
    }

    /** Whether the price is valid and its provider active. */
    boolean isQuotable(ProviderRate rate) {
        return rate.isValidAt(journal.nowNs()) && participants.of(rate.providerId()).isActive();
    }

    private static void put(List<ProviderRate> rates, ProviderRate rate) {
        int place = 0;
        while (place < rates.size() && rates.get(place).providerId() < rate.providerId()) {
            place++;
        }
        if (place < rates.size() && rates.get(place).providerId() == rate.providerId()) {
            rates.set(place, rate);
        } else {
            rates.add(place, rate);
        }
    }

    /** Writes all prices by source, destination and provider. */
    public void write(SnapshotWriter out) {
        for (Currency source : CURRENCIES) {
            for (Currency destination : CURRENCIES) {
                for (ProviderRate rate : ofPair(source, destination)) {
                    out.putInt(source.numeric());
                    out.putInt(destination.numeric());
                    writeRate(rate, out);
                }
            }
        }
        out.putInt(0);
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        for (int numeric = in.getInt(); numeric != 0; numeric = in.getInt()) {
            Currency source = currency(numeric, in);
            Currency destination = currency(in.getInt(), in);
            put(ofPair(source, destination), readRate(in));
        }
    }

    private static void writeRate(ProviderRate rate, SnapshotWriter out) {
        out.putInt(rate.providerId());
        out.putLong(rate.validUntilNs());
        out.putInt(rate.tiers().size());
        for (RateTier tier : rate.tiers()) {
            out.putLong(tier.upToMinor());
            out.putLong(tier.rate().scaled());
        }
    }

    private static ProviderRate readRate(SnapshotReader in) {
        int providerId = in.getInt();
        long validUntilNs = in.getLong();
        List<RateTier> tiers = new ArrayList<>();
        int left = in.getCount(Limits.RATE_TIERS);
        while (left-- > 0) {
            tiers.add(new RateTier(in.getLong(), new Rate(in.getLong())));
        }
        return new ProviderRate(providerId, List.copyOf(tiers), validUntilNs);
    }

    private static Currency currency(int numeric, SnapshotReader in) {
        Optional<Currency> currency = Currency.ofNumeric(numeric);
        in.require(currency.isPresent(), "has a rate of an unknown currency");
        return currency.orElseThrow();
    }
}
