// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.quote;

import static dev.naru.protocol.Command.MOST_AMOUNT_MINOR;

import dev.naru.core.corridor.Corridor;
import dev.naru.core.ledger.Members;
import dev.naru.protocol.CorridorFees;
import dev.naru.protocol.CorridorLimits;
import dev.naru.protocol.Currency;
import dev.naru.protocol.FixedSide;
import dev.naru.protocol.Price;
import dev.naru.protocol.Rate;
import dev.naru.protocol.RateTier;
import dev.naru.protocol.Rejection;
import java.util.List;

/**
 * Finds the price of a payment that is best for its payer.
 *
 * <p>With x the exact source amount, {@code destination * rate * 10^source exponent / (10^9 *
 * 10^destination exponent)}: where the destination is fixed, the payer's side pays ceil(x) and the
 * provider gets half-even(x); where the source is fixed, the payee's side is sent floor of the
 * inverse and the provider pays half-even of it. Either way what is left over is 0 or 1 minor unit,
 * which the payer's side or the provider pays to the rounding account.
 *
 * <p>Best is the least source amount, or the most destination amount; of two equal ones the
 * provider with the lowest id. A provider is eligible when it is active, its price is valid and
 * serves the amount, it is a member of both groups, and its headroom in the destination group
 * covers the amount. The price's validity is asked here only: once quoted, the provider has
 * promised it for the quote's life.
 *
 * <p>It keeps the result of the last {@link #find} until the next.
 */
final class Pricing {
    private static final int NOBODY = 0;

    private final Rates rates;
    private final Members members;
    private final ExactQuotient quotient = new ExactQuotient();
    private final Candidate best = new Candidate();
    private final Candidate bestWithoutLiquidity = new Candidate();

    /** What kept a provider with a valid price from being a candidate. */
    private boolean isTooSmall;

    private boolean isTooLarge;

    /** One provider's amounts. */
    private static final class Candidate {
        private int providerId;
        private Rate rate = Rate.ONE;
        private long sourceMinor;
        private long providerSourceMinor;
        private long destinationMinor;
        private long providerDestinationMinor;

        void set(int newProviderId, Rate newRate, long source, long destination) {
            providerId = newProviderId;
            rate = newRate;
            sourceMinor = source;
            providerSourceMinor = source;
            destinationMinor = destination;
            providerDestinationMinor = destination;
        }

        void copy(Candidate other) {
            set(other.providerId, other.rate, other.sourceMinor, other.destinationMinor);
            providerSourceMinor = other.providerSourceMinor;
            providerDestinationMinor = other.providerDestinationMinor;
        }

        /** For the payer; a draw is no gain, so the lower id stays. */
        boolean isBetterThan(Candidate other) {
            return other.providerId == NOBODY
                    || sourceMinor < other.sourceMinor
                    || destinationMinor > other.destinationMinor;
        }
    }

    private final Candidate tried = new Candidate();

    Pricing(Rates rates, Members members) {
        this.rates = rates;
        this.members = members;
    }

    /** What a price was found to be, or why there is none. */
    sealed interface Result {
        /**
         * A price.
         *
         * @param providerId who converts, 0 where the partner does
         * @param isLiquid whether the provider can pay
         */
        record Found(int providerId, Price price, boolean isLiquid) implements Result {}

        /** No price. */
        record None(Rejection rejection) implements Result {}
    }

    /** Prices an amount of one side in a corridor. */
    Result find(Corridor corridor, FixedSide side, long amountMinor) {
        if (!corridor.isConvertedHere()) {
            tried.set(NOBODY, Rate.ONE, amountMinor, amountMinor);
            return withFees(corridor, tried, true);
        }
        findBest(corridor, side, amountMinor);
        if (best.providerId != NOBODY) {
            return withFees(corridor, best, true);
        }
        if (bestWithoutLiquidity.providerId != NOBODY) {
            return withFees(corridor, bestWithoutLiquidity, false);
        }
        if (isTooSmall) {
            return new Result.None(Rejection.AMOUNT_TOO_SMALL);
        }
        return new Result.None(isTooLarge ? Rejection.AMOUNT_TOO_LARGE : Rejection.NO_RATE);
    }

    private void findBest(Corridor corridor, FixedSide side, long amountMinor) {
        best.providerId = NOBODY;
        bestWithoutLiquidity.providerId = NOBODY;
        isTooSmall = false;
        isTooLarge = false;
        List<ProviderRate> candidates =
                rates.ofPair(corridor.source().currency(), corridor.destination().currency());
        for (int i = 0; i < candidates.size(); i++) {
            ProviderRate rate = candidates.get(i);
            if (rates.isQuotable(rate)
                    && isMemberOfBoth(rate.providerId(), corridor)
                    && convert(corridor, rate, side, amountMinor)) {
                keepIfBetter(corridor);
            }
        }
    }

    private void keepIfBetter(Corridor corridor) {
        int provider = members.of(tried.providerId, corridor.destination().id());
        long headroom = members.at(provider).headroomMinor();
        Candidate rival = headroom >= tried.providerDestinationMinor ? best : bestWithoutLiquidity;
        if (tried.isBetterThan(rival)) {
            rival.copy(tried);
        }
    }

    private boolean isMemberOfBoth(int providerId, Corridor corridor) {
        return members.contains(providerId, corridor.source().id())
                && members.contains(providerId, corridor.destination().id());
    }

    /** Sets {@link #tried}; false when this provider does not convert this amount. */
    private boolean convert(Corridor corridor, ProviderRate rate, FixedSide side, long amount) {
        return switch (side) {
            case DESTINATION -> convertDestination(corridor, rate, amount);
            case SOURCE -> convertSource(corridor, rate, amount);
        };
    }

    private boolean convertDestination(Corridor corridor, ProviderRate rate, long amount) {
        for (int i = 0; i < rate.tiers().size(); i++) {
            RateTier tier = rate.tiers().get(i);
            if (amount <= tier.upToMinor()) {
                ExactQuotient x = sourceOf(corridor, tier.rate(), amount);
                return takeSource(rate.providerId(), tier.rate(), x, amount);
            }
        }
        return false;
    }

    /** By the first tier that serves what it makes of the amount. */
    private boolean convertSource(Corridor corridor, ProviderRate rate, long amount) {
        for (int i = 0; i < rate.tiers().size(); i++) {
            RateTier tier = rate.tiers().get(i);
            ExactQuotient y = destinationOf(corridor, tier.rate(), amount);
            if (y.overflows()) {
                isTooLarge = true;
            } else if (y.floor() <= tier.upToMinor()) {
                return takeDestination(rate.providerId(), tier.rate(), y, amount);
            }
        }
        return false;
    }

    private boolean takeSource(int providerId, Rate rate, ExactQuotient x, long destination) {
        if (x.overflows() || x.ceiling() > MOST_AMOUNT_MINOR) {
            isTooLarge = true;
            return false;
        }
        if (x.halfEven() == 0) {
            isTooSmall = true;
            return false;
        }
        tried.set(providerId, rate, x.ceiling(), destination);
        tried.providerSourceMinor = x.halfEven();
        return true;
    }

    private boolean takeDestination(int providerId, Rate rate, ExactQuotient y, long source) {
        if (y.ceiling() > MOST_AMOUNT_MINOR) {
            isTooLarge = true;
            return false;
        }
        if (y.floor() == 0) {
            isTooSmall = true;
            return false;
        }
        tried.set(providerId, rate, source, y.floor());
        tried.providerDestinationMinor = y.halfEven();
        return true;
    }

    /** The exact source amount of a destination amount. */
    private ExactQuotient sourceOf(Corridor corridor, Rate rate, long destinationMinor) {
        Currency from = corridor.source().currency();
        Currency to = corridor.destination().currency();
        return quotient.of(
                destinationMinor,
                rate.scaled() * from.minorUnitsPerMajor(),
                Rate.SCALE * to.minorUnitsPerMajor());
    }

    /** The exact destination amount of a source amount. */
    private ExactQuotient destinationOf(Corridor corridor, Rate rate, long sourceMinor) {
        Currency from = corridor.source().currency();
        Currency to = corridor.destination().currency();
        return quotient.of(
                sourceMinor,
                Rate.SCALE * to.minorUnitsPerMajor(),
                rate.scaled() * from.minorUnitsPerMajor());
    }

    private Result withFees(Corridor corridor, Candidate candidate, boolean isLiquid) {
        CorridorLimits limits = corridor.terms().limits();
        CorridorFees fees = corridor.terms().fees();
        long source = candidate.sourceMinor;
        long destination = candidate.destinationMinor;
        long payerFee = feeOf(source, fees.payerFixedMinor(), fees.payerShareMillionths());
        long payeeFee = feeOf(destination, fees.payeeFixedMinor(), fees.payeeShareMillionths());
        if (destination < limits.leastMinor() || payeeFee >= destination) {
            return new Result.None(Rejection.AMOUNT_TOO_SMALL);
        }
        if (destination > limits.mostMinor() || payerFee > MOST_AMOUNT_MINOR) {
            return new Result.None(Rejection.AMOUNT_TOO_LARGE);
        }
        Price price =
                new Price(
                        candidate.rate,
                        source,
                        candidate.providerSourceMinor,
                        payerFee,
                        destination,
                        candidate.providerDestinationMinor,
                        payeeFee);
        return new Result.Found(candidate.providerId, price, isLiquid);
    }

    /** The fixed part plus the share of a principal that is 10^15 at the most. */
    private long feeOf(long principal, long fixed, int shareMillionths) {
        if (shareMillionths == 0) {
            return fixed;
        }
        long share = quotient.of(principal, shareMillionths, CorridorFees.MILLION).halfEven();
        return fixed > Long.MAX_VALUE - share ? Long.MAX_VALUE : fixed + share;
    }
}
