// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.view.PayeeView;
import dev.naru.gateway.http.view.PaymentView;
import dev.naru.gateway.http.view.PriceView;
import dev.naru.gateway.http.view.QuoteView;
import dev.naru.gateway.http.view.Times;
import dev.naru.protocol.Payment;
import dev.naru.protocol.Price;
import dev.naru.protocol.Quote;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.Route;
import java.util.Optional;
import java.util.function.IntFunction;

/** Shows what the machine says in numbers with the names and currencies that people know. */
public final class Showing {
    private final Directory directory;
    private final Reader reader;

    /** To whom it is shown. */
    public enum Reader {
        /** Who sees why a payment was truly refused. */
        OPERATOR,
        /** Who sees that it was. */
        PARTICIPANT
    }

    /** With the names of this directory. */
    public Showing(Directory directory, Reader reader) {
        this.directory = directory;
        this.reader = reader;
    }

    /**
     * A quote.
     *
     * @throws RefusedException when a name has to be asked for and the machine cannot be asked
     */
    public QuoteView quote(Quote quote, Optional<PayeeView> payee) {
        Route route = quote.route();
        return quote(quote, payee, names(route), price(route, quote.price()));
    }

    /**
     * A payment.
     *
     * @throws RefusedException when a name has to be asked for and the machine cannot be asked
     */
    public PaymentView payment(Payment payment) {
        return PaymentView.of(
                payment,
                this::code,
                payment.priced().map(priced -> names(priced.route()).of(priced.route())),
                payment.priced().map(priced -> price(priced.route(), priced.price())));
    }

    /**
     * A quote that the machine has just given. It never refuses: where names cannot be asked for
     * now, ids stand in their places.
     */
    public QuoteView given(Quote quote, Optional<PayeeView> payee, CorridorCurrencies currencies) {
        try {
            return quote(quote, payee);
        } catch (RefusedException unreachable) {
            return quote(
                    quote, payee, Names.numbers(quote.route()), price(quote.price(), currencies));
        }
    }

    /**
     * A payment that the machine has acknowledged. It never refuses, for who hears a refusal pays
     * again: where names cannot be asked for now, ids stand in their places.
     */
    public PaymentView acknowledged(Payment payment, CorridorCurrencies currencies) {
        try {
            return payment(payment);
        } catch (RefusedException unreachable) {
            return PaymentView.of(
                    payment,
                    this::code,
                    payment.priced()
                            .map(priced -> Names.numbers(priced.route()).of(priced.route())),
                    payment.priced().map(priced -> price(priced.price(), currencies)));
        }
    }

    /** The refusal of a payment that this rejection ended and that the machine remembers. */
    public static Refusal refusal(Rejection rejection) {
        return Neutral.refusal(rejection).remembered();
    }

    /** The code of a corridor, or its id where it is not known any more. */
    public String corridorCode(int corridorId) {
        return directory
                .corridor(corridorId)
                .map(corridor -> corridor.definition().code())
                .orElse(Integer.toString(corridorId));
    }

    private String code(Rejection rejection) {
        return switch (reader) {
            case OPERATOR -> rejection.name();
            case PARTICIPANT -> Neutral.code(rejection);
        };
    }

    /** What a route's corridor and participants are called. */
    private record Names(String corridor, IntFunction<String> participant) {
        static Names numbers(Route route) {
            return new Names(Integer.toString(route.corridorId()), Integer::toString);
        }

        Optional<String> fxProvider(Route route) {
            return route.fxProviderId() == 0
                    ? Optional.empty()
                    : Optional.of(participant.apply(route.fxProviderId()));
        }

        PaymentView.Route of(Route route) {
            return new PaymentView.Route(
                    corridor,
                    route.kind().name(),
                    fxProvider(route),
                    participant.apply(route.destinationParticipantId()));
        }
    }

    private Names names(Route route) {
        return new Names(corridorCode(route.corridorId()), directory::participantCode);
    }

    private static QuoteView quote(
            Quote quote, Optional<PayeeView> payee, Names names, PriceView price) {
        Route route = quote.route();
        return new QuoteView(
                quote.id().toString(),
                names.corridor(),
                route.kind().name(),
                price,
                names.fxProvider(route),
                payee,
                Times.text(quote.expiresAtNs()));
    }

    /**
     * The two currencies of a route.
     *
     * @throws RefusedException when they have to be asked for and the machine cannot be asked
     */
    public CorridorCurrencies currencies(Route route) {
        return new CorridorCurrencies(
                directory.currency(route.sourceGroupId()),
                directory.currency(route.destinationGroupId()));
    }

    private PriceView price(Route route, Price price) {
        return price(price, currencies(route));
    }

    private static PriceView price(Price price, CorridorCurrencies currencies) {
        return PriceView.of(price, currencies.source(), currencies.destination());
    }
}
