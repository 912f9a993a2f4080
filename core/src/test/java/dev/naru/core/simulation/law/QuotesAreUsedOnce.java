// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.Price;
import dev.naru.protocol.Quote;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Route;
import java.util.Optional;

/**
 * A quote serves one payment, while it lives, and that payment is what was quoted: same sender,
 * payee, way and amounts.
 */
public final class QuotesAreUsedOnce implements Law {
    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        if (fact.event() instanceof Event.PaymentHeld held) {
            use(
                    new Use(held.paymentNumber(), held.paymentId(), held.quoteId()),
                    held.route(),
                    held.price(),
                    fact.timeNs(),
                    books);
            asked(held.paymentId(), held.quoteId(), exchange, books);
        } else if (fact.event() instanceof Event.PaymentReserved reserved) {
            Use use = new Use(reserved.paymentNumber(), reserved.paymentId(), reserved.quoteId());
            Long before =
                    books.payment(use.number).map(Journey::initiatedAtNs).orElse(fact.timeNs());
            use(use, reserved.route(), reserved.price(), before, books);
            asked(reserved.paymentId(), reserved.quoteId(), exchange, books);
        }
    }

    private record Use(long number, PaymentId id, QuoteId quoteId) {}

    private void use(Use use, Route route, Price price, long atNs, Books books) {
        Books.Promise promise =
                books.quote(use.quoteId)
                        .orElseThrow(() -> broken("nobody gave the quote of " + use));
        if (promise.usedByPayment() != 0 && promise.usedByPayment() != use.number) {
            throw broken(use + " was used by payment " + promise.usedByPayment());
        }
        if (atNs >= promise.quote().expiresAtNs()) {
            throw broken(use + " had expired");
        }
        if (!promise.quote().route().equals(route) || !promise.quote().price().equals(price)) {
            throw broken(use + " is not what was quoted: " + route + ", " + price);
        }
    }

    /** The one who pays must have asked for exactly this. A release asks for what was held. */
    private void asked(PaymentId id, QuoteId quoteId, Exchange exchange, Books books) {
        boolean fits;
        if (exchange.command().orElse(null) instanceof Command.InitiatePayment asked) {
            fits = asked.paymentId().equals(id) && isQuoted(asked, quoteId, books);
        } else if (exchange.command().orElse(null) instanceof Command.DecideHold asked) {
            Optional<Journey> held = books.payment(asked.paymentNumber());
            fits =
                    held.isPresent()
                            && held.get().id().equals(id)
                            && held.get().terms().orElseThrow().quoteId().equals(quoteId);
        } else {
            fits = false;
        }
        if (!fits) {
            throw broken(
                    exchange.step() + " began payment " + id + " with " + books.quote(quoteId));
        }
    }

    private static boolean isQuoted(Command.InitiatePayment asked, QuoteId quoteId, Books books) {
        Quote quote = books.quote(quoteId).orElseThrow().quote();
        return asked.quoteId().equals(quoteId)
                && asked.participantId() == quote.route().sourceParticipantId()
                && asked.debitMinor() == quote.price().debitMinor()
                && asked.destinationMinor() == quote.price().destinationMinor()
                && asked.payee().equals(quote.payee());
    }
}
