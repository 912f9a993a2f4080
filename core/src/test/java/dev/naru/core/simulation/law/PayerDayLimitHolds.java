// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Quote;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.Route;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one payer pays out of one group in one of its days, fees and voided payments not counted,
 * never passes the limit of the corridor in which the payment goes; and nobody is refused for it
 * who stays within.
 */
public final class PayerDayLimitHolds implements Law {
    private static final long MINUTE_NS = 60L * 1_000_000_000;
    private static final long DAY_NS = 24 * 60 * MINUTE_NS;

    private static final Optional<Outcome> NOT_REMEMBERED =
            Optional.of(new Outcome.Refused(Rejection.PAYER_DAY_LIMIT));

    private final Map<Long, Digest> payers = new HashMap<>();
    private final Map<Long, Share> shares = new HashMap<>();
    private final Map<Day, Long> sums = new HashMap<>();

    private record Day(Digest payer, int groupId, long number) {}

    private record Share(Day day, long minor) {}

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        Event event = fact.event();
        if (event instanceof Event.PaymentHeld e) {
            payers.put(e.paymentNumber(), e.payer());
            named(e.payer(), exchange);
        } else if (event instanceof Event.PaymentReserved e) {
            if (!e.payer().equals(payers.getOrDefault(e.paymentNumber(), e.payer()))) {
                throw broken(e + " names another payer than before");
            }
            named(e.payer(), exchange);
            count(e, day(e.payer(), e.route(), fact.timeNs(), books), books);
        } else if (event instanceof Event.PaymentRefused e
                && e.rejection() == Rejection.PAYER_DAY_LIMIT) {
            refused(payer(e, exchange), exchange, books);
        } else if (event instanceof Event.PaymentRejected e) {
            takeBack(e.paymentNumber());
        } else if (event instanceof Event.PaymentExpired e) {
            takeBack(e.paymentNumber());
        }
    }

    private void named(Digest payer, Exchange exchange) {
        if (exchange.command().orElse(null) instanceof Command.InitiatePayment asked
                && !asked.payer().equals(payer)) {
            throw broken(asked + " pays for another payer: " + payer);
        }
    }

    private void count(Event.PaymentReserved event, Day day, Books books) {
        if (day.payer.equals(Digest.NONE)) {
            return;
        }
        long minor = event.price().sourceMinor();
        long sum = Math.addExact(sums.getOrDefault(day, 0L), minor);
        long limit = limit(event.route(), books);
        if (sum > limit) {
            throw broken(
                    "payment "
                            + event.paymentNumber()
                            + " brings its payer to "
                            + sum
                            + " in a day, and the limit is "
                            + limit);
        }
        sums.put(day, sum);
        shares.put(event.paymentNumber(), new Share(day, minor));
    }

    private void takeBack(long number) {
        Optional.ofNullable(shares.remove(number))
                .ifPresent(share -> sums.merge(share.day, -share.minor, Long::sum));
    }

    @Override
    public void answered(Exchange exchange, Books books) {
        if (exchange.outcome().equals(NOT_REMEMBERED)
                && exchange.command().orElse(null) instanceof Command.InitiatePayment asked) {
            refused(asked.payer(), exchange, books);
        }
    }

    private Digest payer(Event.PaymentRefused event, Exchange exchange) {
        return exchange.command().orElse(null) instanceof Command.InitiatePayment asked
                ? asked.payer()
                : payers.getOrDefault(event.paymentNumber(), Digest.NONE);
    }

    private void refused(Digest payer, Exchange exchange, Books books) {
        Case it = new Case(exchange.command().orElseThrow(), books);
        Quote quote =
                it.quote().orElseThrow(() -> broken(it.command() + " names no quote")).quote();
        long sum = sums.getOrDefault(day(payer, quote.route(), books.nowNs(), books), 0L);
        boolean isWithin =
                Math.addExact(sum, quote.price().sourceMinor()) <= limit(quote.route(), books);
        if (payer.equals(Digest.NONE) || isWithin) {
            throw broken(it.command() + " was refused with " + sum + " paid so far");
        }
    }

    private static Day day(Digest payer, Route route, long atNs, Books books) {
        int offset =
                books.group(route.sourceGroupId()).orElseThrow().definition().utcOffsetMinutes();
        long number = Math.floorDiv(atNs + offset * MINUTE_NS, DAY_NS);
        return new Day(payer, route.sourceGroupId(), number);
    }

    private static long limit(Route route, Books books) {
        return books.corridor(route.corridorId())
                .orElseThrow()
                .definition()
                .terms()
                .limits()
                .payerDayMinor();
    }
}
