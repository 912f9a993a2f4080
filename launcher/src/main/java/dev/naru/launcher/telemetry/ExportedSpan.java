// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.telemetry;

import dev.naru.client.trace.Span;
import dev.naru.client.trace.TraceParent;
import dev.naru.protocol.PaymentId;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** A span as OpenTelemetry's exporters take it. */
record ExportedSpan(Span span, SpanContext context, SpanContext parent, Attributes attributes)
        implements SpanData {
    private static final InstrumentationScopeInfo SCOPE =
            InstrumentationScopeInfo.create("dev.naru");
    private static final Resource RESOURCE =
            Resource.create(Attributes.builder().put("service.name", "naru").build());

    static ExportedSpan of(Span span) {
        String trace = traceId(span.payment());
        AttributesBuilder attributes = Attributes.builder();
        span.attributes().forEach(attributes::put);
        return new ExportedSpan(
                span,
                context(trace, SpanId.fromLong(span.spanId())),
                span.parentId() == 0
                        ? SpanContext.getInvalid()
                        : context(trace, SpanId.fromLong(span.parentId())),
                attributes.build());
    }

    /** The payment's id without its hyphens. */
    private static String traceId(PaymentId payment) {
        return TraceId.fromLongs(payment.high(), payment.low());
    }

    private static SpanContext context(String traceId, String spanId) {
        return SpanContext.create(
                traceId, spanId, TraceFlags.getSampled(), TraceState.getDefault());
    }

    @Override
    public String getName() {
        return span.name();
    }

    @Override
    public SpanKind getKind() {
        return switch (span.kind()) {
            case SERVER -> SpanKind.SERVER;
            case CLIENT -> SpanKind.CLIENT;
            case INTERNAL -> SpanKind.INTERNAL;
        };
    }

    @Override
    public SpanContext getSpanContext() {
        return context;
    }

    @Override
    public SpanContext getParentSpanContext() {
        return parent;
    }

    @Override
    public StatusData getStatus() {
        return switch (span.result()) {
            case WELL -> StatusData.unset();
            case FAILED -> StatusData.error();
        };
    }

    @Override
    public long getStartEpochNanos() {
        return span.time().beganAtNs();
    }

    @Override
    public long getEndEpochNanos() {
        return span.time().endedAtNs();
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public List<EventData> getEvents() {
        return List.of();
    }

    @Override
    public List<LinkData> getLinks() {
        return span.caller().map(ExportedSpan::link).map(List::of).orElse(List.of());
    }

    private static LinkData link(TraceParent caller) {
        return LinkData.create(
                SpanContext.createFromRemoteParent(
                        caller.traceId(),
                        caller.spanId(),
                        TraceFlags.getDefault(),
                        TraceState.getDefault()));
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public int getTotalRecordedEvents() {
        return 0;
    }

    @Override
    public int getTotalRecordedLinks() {
        return getLinks().size();
    }

    @Override
    public int getTotalAttributeCount() {
        return attributes.size();
    }

    @Override
    @SuppressWarnings("deprecation")
    public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        // The interface still asks for the old name of the scope.
        return io.opentelemetry.sdk.common.InstrumentationLibraryInfo.create(SCOPE.getName(), null);
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return SCOPE;
    }

    @Override
    public Resource getResource() {
        return RESOURCE;
    }
}
