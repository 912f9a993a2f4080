// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.CorridorLimits;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Price;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.Route;

/**
 * Nothing is quoted, held or reserved below the least or above the most that its corridor allows in
 * that moment; and no payment is refused as too large that is not. That an account has turned over
 * all that it can count is another such reason, which these amounts never reach.
 */
public final class AmountsStayWithinLimits implements Law {
    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        if (fact.event() instanceof Event.QuoteCreated e) {
            within(e.quote().route(), e.quote().price(), books);
        } else if (fact.event() instanceof Event.PaymentHeld e) {
            within(e.route(), e.price(), books);
        } else if (fact.event() instanceof Event.PaymentReserved e) {
            within(e.route(), e.price(), books);
        } else if (fact.event() instanceof Event.PaymentRefused e
                && e.rejection() == Rejection.AMOUNT_TOO_LARGE) {
            tooLarge(exchange, books);
        }
    }

    @Override
    public void answered(Exchange exchange, Books books) {
        boolean isRefused =
                exchange.outcome().orElse(null) instanceof Outcome.Refused(var rejection)
                        && rejection == Rejection.AMOUNT_TOO_LARGE;
        if (isRefused && new Case(exchange.command().orElseThrow(), books).quote().isPresent()) {
            tooLarge(exchange, books);
        }
    }

    private void within(Route route, Price price, Books books) {
        CorridorLimits limits = limits(route, books);
        long minor = price.destinationMinor();
        if (minor < limits.leastMinor() || minor > limits.mostMinor()) {
            throw broken(minor + " is not within " + limits);
        }
    }

    private void tooLarge(Exchange exchange, Books books) {
        Books.Promise promise =
                new Case(exchange.command().orElseThrow(), books)
                        .quote()
                        .orElseThrow(() -> broken(exchange.step() + " names no quote"));
        CorridorLimits limits = limits(promise.quote().route(), books);
        if (promise.quote().price().destinationMinor() <= limits.mostMinor()) {
            throw broken(exchange.step() + " is too large for " + limits);
        }
    }

    private static CorridorLimits limits(Route route, Books books) {
        return books.corridor(route.corridorId()).orElseThrow().definition().terms().limits();
    }
}
