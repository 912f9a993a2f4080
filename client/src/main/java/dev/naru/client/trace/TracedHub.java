// SPDX-License-Identifier: Apache-2.0
package dev.naru.client.trace;

import dev.naru.client.Hub;
import dev.naru.client.Reply;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Tells of each command that initiates a payment, from its sending to its reply. */
public final class TracedHub implements Hub {
    /** The machine keeps a payment's times to the millisecond. */
    private static final long KEPT_TO_NS = 1_000_000;

    private final Hub hub;
    private final Spans spans;

    /** The same hub, listened to. */
    public TracedHub(Hub hub, Spans spans) {
        this.hub = hub;
        this.spans = spans;
    }

    @Override
    public CompletableFuture<Reply> send(Command command) {
        if (!(command instanceof Command.InitiatePayment initiate)) {
            return hub.send(command);
        }
        PaymentId id = initiate.paymentId();
        long parentId =
                RequestTrace.current()
                        .map(
                                request -> {
                                    request.concerns(id);
                                    return request.spanId();
                                })
                        .orElse(0L);
        Stopwatch watch = Stopwatch.begin();
        return hub.send(command)
                .thenApply(
                        reply -> {
                            spans.ended(span(id, parentId, watch.time(), reply));
                            return reply;
                        });
    }

    private static Span span(PaymentId id, long parentId, Stopwatch.Time time, Reply reply) {
        Map<String, String> attributes = new HashMap<>();
        boolean isFirst = false;
        switch (reply) {
            case Reply.Answered answered -> {
                attributes.put("naru.event.number", Long.toString(answered.eventNumber()));
                switch (answered.outcome()) {
                    case Outcome.PaymentIs(Payment payment) -> {
                        attributes.put("naru.payment.number", Long.toString(payment.number()));
                        attributes.put("naru.payment.state", payment.state().name());
                        payment.rejection()
                                .ifPresent(why -> attributes.put("naru.rejection", why.name()));
                        isFirst = isInitiatedBy(answered, payment);
                    }
                    case Outcome.Refused(var rejection) ->
                            attributes.put("naru.rejection", rejection.name());
                    case Outcome _ -> {}
                }
            }
            case Reply.Unknown _ -> attributes.put("naru.reply", "UNKNOWN");
            case Reply.Busy _ -> attributes.put("naru.reply", "BUSY");
        }
        return new Span(
                id,
                isFirst ? SpanIds.initiation(id) : SpanIds.fresh(),
                parentId,
                "InitiatePayment",
                Span.Kind.INTERNAL,
                time,
                attributes,
                reply instanceof Reply.Answered ? Span.Result.WELL : Span.Result.FAILED);
    }

    /** A repeat is answered later than its payment was initiated, and is a step of its own. */
    private static boolean isInitiatedBy(Reply.Answered answered, Payment payment) {
        return Math.abs(answered.timeNs() - payment.times().initiatedAtNs()) < KEPT_TO_NS;
    }
}
