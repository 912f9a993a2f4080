// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.gateway.http.view.PayeeView;
import dev.naru.gateway.http.view.PaymentView;
import dev.naru.gateway.http.view.PriceView;
import dev.naru.gateway.http.view.QuoteView;
import dev.naru.gateway.http.view.Times;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Payment;
import dev.naru.protocol.Price;
import dev.naru.protocol.Quote;
import dev.naru.protocol.Route;
import java.util.Optional;

/** Shows what the machine says in numbers with the names and currencies that people know. */
public final class Showing {
    private final Directory directory;

    /** With the names of this directory. */
    public Showing(Directory directory) {
        this.directory = directory;
    }

    /** A quote. */
    public QuoteView quote(Quote quote, Optional<PayeeView> payee) {
        Route route = quote.route();
        return new QuoteView(
                quote.id().toString(),
                corridorCode(route.corridorId()),
                route.kind().name(),
                price(route, quote.price()),
                fxProvider(route),
                payee,
                Times.text(quote.expiresAtNs()));
    }

    /** A payment. */
    public PaymentView payment(Payment payment) {
        return PaymentView.of(
                payment,
                payment.priced().map(priced -> route(priced.route())),
                payment.priced().map(priced -> price(priced.route(), priced.price())));
    }

    /** The code of a corridor, or its id where it is not known any more. */
    public String corridorCode(int corridorId) {
        return directory
                .corridor(corridorId)
                .map(corridor -> corridor.definition().code())
                .orElse(Integer.toString(corridorId));
    }

    private PaymentView.Route route(Route route) {
        return new PaymentView.Route(
                corridorCode(route.corridorId()),
                route.kind().name(),
                fxProvider(route),
                directory.participantCode(route.destinationParticipantId()));
    }

    private PriceView price(Route route, Price price) {
        Currency source = directory.currency(route.sourceGroupId());
        Currency destination = directory.currency(route.destinationGroupId());
        return PriceView.of(price, source, destination);
    }

    private Optional<String> fxProvider(Route route) {
        return route.fxProviderId() == 0
                ? Optional.empty()
                : Optional.of(directory.participantCode(route.fxProviderId()));
    }
}
