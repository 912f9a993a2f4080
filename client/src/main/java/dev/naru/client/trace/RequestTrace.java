// SPDX-License-Identifier: Apache-2.0
package dev.naru.client.trace;

import dev.naru.protocol.PaymentId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The request that a thread is answering. Which payment it is about is known only when its command
 * goes to the machine; a request that sends none leaves no span.
 */
public final class RequestTrace {
    private static final ScopedValue<RequestTrace> CURRENT = ScopedValue.newInstance();

    private final Stopwatch watch = Stopwatch.begin();
    private final long spanId = SpanIds.fresh();
    private volatile Optional<PaymentId> payment = Optional.empty();

    /** The request that this thread is answering, if any. */
    static Optional<RequestTrace> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Works on the request in this thread. */
    public <T> T during(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** Its command is about this payment. */
    void concerns(PaymentId id) {
        payment = Optional.of(id);
    }

    /** Its span's id. */
    long spanId() {
        return spanId;
    }

    /**
     * Its span, from its beginning until now; empty where it sent no command about a payment.
     *
     * @param route the endpoint's template, never what the caller sent
     * @param status of the HTTP answer
     * @param caller the caller's {@code traceparent}, as it was sent; empty text for none
     */
    public Optional<Span> answered(String method, String route, int status, String caller) {
        return payment.map(
                id ->
                        new Span(
                                id,
                                spanId,
                                0,
                                method + " " + route,
                                Span.Kind.SERVER,
                                watch.time(),
                                Map.of(
                                        "http.request.method",
                                        method,
                                        "http.route",
                                        route,
                                        "http.response.status_code",
                                        Integer.toString(status)),
                                status >= 500 ? Span.Result.FAILED : Span.Result.WELL,
                                TraceParent.read(caller)));
    }
}
