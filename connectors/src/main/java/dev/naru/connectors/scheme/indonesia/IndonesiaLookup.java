// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LookupResult;
import dev.naru.connectors.enquiry.PayeeLookup;
import dev.naru.connectors.enquiry.PayeeQuestion;
import dev.naru.connectors.scheme.CircuitBreaker;
import dev.naru.connectors.scheme.Prober;
import dev.naru.connectors.scheme.indonesia.SwitchClient.Exchange;
import dev.naru.protocol.Bytes;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Asks the switch who a merchant is. Once each, within a time-out, not too many at once. */
final class IndonesiaLookup implements PayeeLookup, AutoCloseable {
    private static final int ANSWERED = 200;

    private final CircuitBreaker breaker;
    private final Prober prober;
    private final Semaphore places;
    private final IndonesiaSettings settings;
    private final SwitchClient partner;
    private final LookupMessages messages;
    private final Supplier<LinkState> payments;

    IndonesiaLookup(
            IndonesiaSettings settings,
            SwitchClient partner,
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
                        () -> !(exchange(messages.probe()) instanceof LookupResult.Unavailable));
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
        Optional<LookupMessages.Question> asked = messages.question(question.code());
        if (asked.isEmpty()) {
            return new LookupResult.Unknown("");
        }
        if (!places.tryAcquire()) {
            return new LookupResult.Unavailable("too many look-ups at once");
        }
        try {
            LookupResult result = exchange(asked.get());
            if (result instanceof LookupResult.Unavailable) {
                breaker.failed();
            } else {
                breaker.succeeded();
            }
            return result;
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

    private LookupResult exchange(LookupMessages.Question question) {
        return switch (partner.post(question.message(), settings.lookupTimeout())) {
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
