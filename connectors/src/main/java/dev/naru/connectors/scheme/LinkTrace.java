// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.client.Reply;
import dev.naru.client.trace.Span;
import dev.naru.client.trace.SpanIds;
import dev.naru.client.trace.Spans;
import dev.naru.client.trace.Stopwatch;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells of a payment's way over its link. The dispatch hangs on the command that initiated the
 * payment; sendings, enquiries and answers hang on the dispatch.
 */
final class LinkTrace {
    static final String SEND = "link send";
    static final String ENQUIRY = "link enquiry";

    private final Spans spans;
    private final String link;

    LinkTrace(Spans spans, int linkParticipantId) {
        this.spans = spans;
        this.link = Integer.toString(linkParticipantId);
    }

    /** From the work's beginning to the sending's end; told only of what was granted, so once. */
    void dispatch(Event.PaymentReserved payment, Stopwatch watch) {
        PaymentId id = payment.paymentId();
        spans.ended(
                new Span(
                        id,
                        SpanIds.dispatch(id),
                        SpanIds.initiation(id),
                        "link dispatch",
                        Span.Kind.INTERNAL,
                        watch.time(),
                        about(payment.paymentNumber()),
                        Span.Result.WELL));
    }

    /** A message and what came back for it. */
    void message(String name, PaymentId id, long paymentNumber, Stopwatch watch, LinkReply reply) {
        Map<String, String> attributes = about(paymentNumber);
        boolean isHeard =
                switch (reply) {
                    case LinkReply.Taken() -> said(attributes, "TAKEN");
                    case LinkReply.Answered(LinkAnswer answer) ->
                            said(attributes, answer.status().name());
                    case LinkReply.Refused _ -> !said(attributes, "REFUSED");
                    case LinkReply.NotSignedOn _ -> !said(attributes, "NOT_SIGNED_ON");
                    case LinkReply.Failed _ -> !said(attributes, "FAILED");
                };
        child(id, name, Span.Kind.CLIENT, watch, attributes, isHeard);
    }

    /** An answer on its way into the machine. */
    void answer(LinkAnswer answer, Stopwatch watch, Optional<Reply.Answered> reply) {
        Map<String, String> attributes = about(answer.paymentNumber());
        attributes.put("naru.answer", answer.status().name());
        reply.map(Reply.Answered::outcome)
                .ifPresent(
                        outcome -> {
                            if (outcome instanceof Outcome.AnswerTaken(var effect, var state)) {
                                attributes.put("naru.answer.effect", effect.name());
                                attributes.put("naru.payment.state", state.name());
                            } else if (outcome instanceof Outcome.Refused(var rejection)) {
                                attributes.put("naru.rejection", rejection.name());
                            }
                        });
        child(
                answer.paymentId(),
                "link answer",
                Span.Kind.INTERNAL,
                watch,
                attributes,
                reply.isPresent());
    }

    private void child(
            PaymentId id,
            String name,
            Span.Kind kind,
            Stopwatch watch,
            Map<String, String> attributes,
            boolean isWell) {
        spans.ended(
                new Span(
                        id,
                        SpanIds.fresh(),
                        SpanIds.dispatch(id),
                        name,
                        kind,
                        watch.time(),
                        attributes,
                        isWell ? Span.Result.WELL : Span.Result.FAILED));
    }

    private Map<String, String> about(long paymentNumber) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("naru.payment.number", Long.toString(paymentNumber));
        attributes.put("naru.link", link);
        return attributes;
    }

    private static boolean said(Map<String, String> attributes, String what) {
        attributes.put("naru.link.reply", what);
        return true;
    }
}
