// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LookupResult;
import dev.naru.connectors.enquiry.PayeeLookup;
import dev.naru.connectors.enquiry.PayeeQuestion;
import dev.naru.connectors.scheme.CircuitBreaker;
import dev.naru.connectors.scheme.PartnerClient;
import dev.naru.connectors.scheme.PartnerClient.Exchange;
import dev.naru.connectors.scheme.Prober;
import dev.naru.protocol.Bytes;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Asks the switch who a merchant is. Once each, within a time-out, not too many at once. */
final class IndonesiaLookup implements PayeeLookup, AutoCloseable {
    private static final int ANSWERED = 200;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final CircuitBreaker breaker;
    private final Prober prober;
    private final Semaphore places;
    private final IndonesiaSettings settings;
    private final PartnerClient partner;
    private final LookupMessages messages;
    private final Supplier<LinkState> payments;

    IndonesiaLookup(
            IndonesiaSettings settings,
            PartnerClient partner,
            InstantSource clock,
            Supplier<LinkState> payments) {
        this.settings = settings;
        this.partner = partner;
        this.payments = payments;
        this.messages = new LookupMessages(settings, clock);
        this.places = new Semaphore(settings.lookupsAtOnce());
        this.breaker = new CircuitBreaker(settings.link().breaker());
        this.prober =
                new Prober(
                        "lookup-" + settings.link().linkParticipantId(),
                        breaker,
                        this::answersProbe);
    }

    /** Begins to watch whether look-ups are answered. */
    void start() {
        prober.start();
    }

    @Override
    public LookupResult look(PayeeQuestion question) {
        if (!breaker.isClosed()) {
            return new LookupResult.Unavailable("the switch does not answer look-ups");
        }
        return switch (messages.question(question.code())) {
            case LookupMessages.Settled(LookupResult result) -> result;
            case LookupMessages.Question asked -> ask(asked);
        };
    }

    private LookupResult ask(LookupMessages.Question question) {
        if (!places.tryAcquire()) {
            return new LookupResult.Unavailable("too many look-ups at once");
        }
        try {
            Exchange exchange =
                    partner.post(IndonesiaLink.PATH, question.message(), settings.lookupTimeout());
            if (isFailure(exchange)) {
                breaker.failed();
            } else {
                breaker.succeeded();
            }
            return result(question, exchange);
        } finally {
            places.release();
        }
    }

    @Override
    public LinkState state() {
        return own() == LinkState.UP ? payments.get() : LinkState.DOWN;
    }

    /** Whether look-ups are answered, whatever payments do. */
    LinkState own() {
        return breaker.isClosed() ? LinkState.UP : LinkState.DOWN;
    }

    /**
     * Whether the switch itself is in trouble. What it refuses, or answers in a way that cannot be
     * used, may be the fault of the one code that was scanned, which must not close look-ups for
     * everybody.
     */
    private static boolean isFailure(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Nothing _ -> true;
            case Exchange.Got(int status, Bytes _) ->
                    status >= 500 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
        };
    }

    private boolean answersProbe() {
        return switch (messages.probe()) {
            case LookupMessages.Settled _ -> false;
            case LookupMessages.Question probe ->
                    !(result(
                                    probe,
                                    partner.post(
                                            IndonesiaLink.PATH,
                                            probe.message(),
                                            settings.lookupTimeout()))
                            instanceof LookupResult.Unavailable);
        };
    }

    private LookupResult result(LookupMessages.Question question, Exchange exchange) {
        return switch (exchange) {
            case Exchange.Got(int status, Bytes body) ->
                    status == ANSWERED
                            ? messages.answer(question, body)
                            : new LookupResult.Unavailable("HTTP status " + status);
            case Exchange.Nothing(String reason) -> new LookupResult.Unavailable(reason);
        };
    }

    @Override
    public void close() {
        prober.close();
    }
}
