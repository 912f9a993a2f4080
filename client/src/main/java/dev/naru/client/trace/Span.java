// SPDX-License-Identifier: Apache-2.0
package dev.naru.client.trace;

import dev.naru.protocol.PaymentId;
import java.util.Map;
import java.util.Optional;

/**
 * One step of a payment's way, told when it has ended.
 *
 * @param payment whose trace it belongs to
 * @param spanId never 0
 * @param parentId 0 for a trace's root
 * @param name of the step, one of few
 * @param time when it was
 * @param attributes what is worth knowing and not personal
 * @param result how it ended
 * @param caller the caller's own trace, which is linked and not joined
 */
public record Span(
        PaymentId payment,
        long spanId,
        long parentId,
        String name,
        Kind kind,
        Stopwatch.Time time,
        Map<String, String> attributes,
        Result result,
        Optional<TraceParent> caller) {
    public Span {
        attributes = Map.copyOf(attributes);
    }

    /** Without a caller. */
    public Span(
            PaymentId payment,
            long spanId,
            long parentId,
            String name,
            Kind kind,
            Stopwatch.Time time,
            Map<String, String> attributes,
            Result result) {
        this(payment, spanId, parentId, name, kind, time, attributes, result, Optional.empty());
    }

    /** At which end of a wire it happened. */
    public enum Kind {
        /** Somebody asked us. */
        SERVER,
        /** We asked somebody. */
        CLIENT,
        /** Within. */
        INTERNAL
    }

    /** How it ended. */
    public enum Result {
        /** As it should, a refusal included. */
        WELL,
        /** Without what was asked for. */
        FAILED
    }
}
