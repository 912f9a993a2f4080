// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorFees;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Event;
import dev.naru.protocol.ParticipantStatus;
import dev.naru.protocol.Price;
import dev.naru.protocol.Quote;
import dev.naru.protocol.Rate;
import dev.naru.protocol.RateTier;
import dev.naru.protocol.Route;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A quote is what was asked for, its amounts are the exact conversion at its rate, and its fees are
 * the corridor's. The rate is one that its provider published for this amount and that is valid,
 * and no provider that can pay is better for the payer.
 */
public final class PriceIsExact implements Law {
    private static final BigDecimal MILLION = BigDecimal.valueOf(CorridorFees.MILLION);

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        if (!(fact.event() instanceof Event.QuoteCreated created)) {
            return;
        }
        Quote quote = created.quote();
        if (!(exchange.command().orElse(null) instanceof Command.CreateQuote asked)) {
            throw broken("nobody asked for " + quote);
        }
        Command.DefineCorridor corridor =
                books.corridor(asked.corridorId()).orElseThrow().definition();
        fits(asked, quote, corridor, fact.timeNs());
        charged(quote.price(), corridor.terms().fees());
        if (corridor.sourceGroupId() == corridor.destinationGroupId()) {
            converted(quote, Conversion.none(asked.amountMinor()));
        } else {
            published(asked, quote, fact.timeNs(), books);
        }
    }

    private void fits(
            Command.CreateQuote asked, Quote quote, Command.DefineCorridor corridor, long atNs) {
        Route route = quote.route();
        long latestNs = Math.min(asked.notAfterNs(), atNs + corridor.terms().clocks().quoteNs());
        boolean fits =
                route.corridorId() == asked.corridorId()
                        && route.kind() == asked.kind()
                        && route.sourceParticipantId() == asked.participantId()
                        && route.sourceGroupId() == corridor.sourceGroupId()
                        && route.destinationGroupId() == corridor.destinationGroupId()
                        && route.destinationParticipantId() == corridor.destinationParticipantId()
                        && quote.payee().equals(asked.payee())
                        && quote.expiresAtNs() == latestNs;
        if (!fits) {
            throw broken(asked + " was asked at " + atNs + ", and this was given: " + quote);
        }
    }

    private void charged(Price price, CorridorFees fees) {
        long payer = fee(fees.payerFixedMinor(), fees.payerShareMillionths(), price.sourceMinor());
        long payee =
                fee(fees.payeeFixedMinor(), fees.payeeShareMillionths(), price.destinationMinor());
        if (price.payerFeeMinor() != payer || price.payeeFeeMinor() != payee) {
            throw broken("the fees had to be " + payer + " and " + payee + ": " + price);
        }
    }

    private static long fee(long fixedMinor, int shareMillionths, long principalMinor) {
        BigDecimal share =
                BigDecimal.valueOf(principalMinor)
                        .multiply(BigDecimal.valueOf(shareMillionths))
                        .divide(MILLION);
        return Math.addExact(
                fixedMinor, share.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    }

    private void converted(Quote quote, Conversion due) {
        boolean isAlone = quote.route().fxProviderId() == 0;
        if (!due.isOf(quote.price()) || (isAlone && !quote.price().rate().equals(Rate.ONE))) {
            throw broken("the amounts had to be " + due + ": " + quote);
        }
    }

    private void published(Command.CreateQuote asked, Quote quote, long atNs, Books books) {
        Currency from = currency(quote.route().sourceGroupId(), books);
        Currency to = currency(quote.route().destinationGroupId(), books);
        boolean isPublished = false;
        for (Event.RatePublished published : books.rates(from, to)) {
            int provider = published.rate().providerId();
            Optional<Rate> rate = rate(published, asked, from, to);
            if (rate.isEmpty() || atNs >= published.validUntilNs()) {
                continue;
            }
            Conversion offer =
                    Conversion.of(asked.fixedSide(), asked.amountMinor(), rate.get(), from, to);
            if (provider == quote.route().fxProviderId()) {
                isPublished = rate.get().equals(quote.price().rate());
                converted(quote, offer);
            } else if (canConvert(provider, offer, quote.route(), books)
                    && isPreferred(provider, offer, quote)) {
                throw broken(published + " is better for the payer than " + quote);
            }
        }
        if (!isPublished) {
            throw broken("its provider does not give this rate: " + quote);
        }
    }

    /** The provider's price for this amount; empty where it does not convert so much. */
    private static Optional<Rate> rate(
            Event.RatePublished published, Command.CreateQuote asked, Currency from, Currency to) {
        for (RateTier tier : published.rate().tiers()) {
            Conversion tried =
                    Conversion.of(asked.fixedSide(), asked.amountMinor(), tier.rate(), from, to);
            if (tried.destinationMinor() <= tier.upToMinor()) {
                return Optional.of(tier.rate());
            }
        }
        return Optional.empty();
    }

    private static boolean canConvert(int provider, Conversion offer, Route route, Books books) {
        Optional<Ledger.Member> destination =
                books.ledger().member(provider, route.destinationGroupId());
        return offer.isSomething()
                && books.participant(provider).orElseThrow().status() == ParticipantStatus.ACTIVE
                && books.ledger().member(provider, route.sourceGroupId()).isPresent()
                && destination.isPresent()
                && books.ledger().headroomMinor(destination.get())
                        >= offer.providerDestinationMinor();
    }

    private static boolean isPreferred(int provider, Conversion offer, Quote quote) {
        return offer.isBetterThan(quote.price())
                || (offer.isAsGoodAs(quote.price()) && provider < quote.route().fxProviderId());
    }

    private static Currency currency(int groupId, Books books) {
        return books.group(groupId).orElseThrow().definition().currency();
    }
}
