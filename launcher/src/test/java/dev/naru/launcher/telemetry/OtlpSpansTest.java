// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.client.trace.Span;
import dev.naru.client.trace.SpanIds;
import dev.naru.client.trace.Stopwatch;
import dev.naru.client.trace.TraceParent;
import dev.naru.protocol.PaymentId;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OtlpSpansTest {
    private static final PaymentId ID =
            PaymentId.parse("7f1c9a52-3f0e-4b6d-9c57-2a61a4b8d013").orElseThrow();
    private static final TraceParent CALLER =
            TraceParent.read("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                    .orElseThrow();

    private static Span span(long id, long parent) {
        return new Span(
                ID,
                id,
                parent,
                "POST /v1/payments",
                Span.Kind.SERVER,
                Stopwatch.begin().time(),
                Map.of("http.route", "/v1/payments"),
                Span.Result.WELL,
                Optional.of(CALLER));
    }

    private static class FakeExporter implements SpanExporter {
        final List<SpanData> taken = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            taken.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Test
    void thePaymentsIdIsTheTracesIdAndTheCallersTraceIsLinked() {
        FakeExporter exporter = new FakeExporter();
        try (OtlpSpans spans = new OtlpSpans(exporter, 10)) {
            spans.ended(span(SpanIds.initiation(ID), 0));
            spans.ended(span(SpanIds.dispatch(ID), SpanIds.initiation(ID)));
            await().until(() -> spans.sent() == 2);
        }

        SpanData root = exporter.taken.getFirst();
        SpanData child = exporter.taken.getLast();
        assertThat(root.getTraceId()).isEqualTo(ID.toString().replace("-", ""));
        assertThat(root.getParentSpanContext().isValid()).isFalse();
        assertThat(child.getTraceId()).isEqualTo(root.getTraceId());
        assertThat(child.getParentSpanId()).isEqualTo(root.getSpanId());
        assertThat(root.getLinks())
                .singleElement()
                .satisfies(
                        link ->
                                assertThat(link.getSpanContext().getTraceId())
                                        .isEqualTo(CALLER.traceId()));
    }

    @Test
    void whoTellsNeverWaitsAndWhatHasNoRoomIsCounted() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        FakeExporter exporter =
                new FakeExporter() {
                    @Override
                    public CompletableResultCode export(Collection<SpanData> spans) {
                        stuck.countDown();
                        try {
                            open.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return super.export(spans);
                    }
                };
        try (OtlpSpans spans = new OtlpSpans(exporter, 3)) {
            spans.ended(span(1, 0));
            stuck.await();
            for (int i = 0; i < 10; i++) {
                spans.ended(span(2, 0));
            }
            assertThat(spans.dropped()).isEqualTo(7);
            open.countDown();
            await().until(() -> spans.sent() == 4);
        }
    }

    @Test
    void anExporterThatFailsOrThrowsLosesItsBatchAndNothingElse() {
        FakeExporter exporter =
                new FakeExporter() {
                    private int calls;

                    @Override
                    public CompletableResultCode export(Collection<SpanData> spans) {
                        calls++;
                        return switch (calls) {
                            case 1 -> CompletableResultCode.ofFailure();
                            case 2 -> throw new IllegalStateException("a bug of the exporter");
                            default -> super.export(spans);
                        };
                    }
                };
        try (OtlpSpans spans = new OtlpSpans(exporter, 10)) {
            spans.ended(span(1, 0));
            await().until(() -> spans.dropped() == 1);
            spans.ended(span(2, 0));
            await().until(() -> spans.dropped() == 2);
            spans.ended(span(3, 0));
            await().until(() -> spans.sent() == 1);
        }
        assertThat(exporter.taken).hasSize(1);
    }

    @Test
    void whatIsLostAtTheEndIsCountedOnce() throws InterruptedException {
        CountDownLatch taking = new CountDownLatch(1);
        FakeExporter exporter =
                new FakeExporter() {
                    @Override
                    public CompletableResultCode export(Collection<SpanData> spans) {
                        taking.countDown();
                        return new CompletableResultCode();
                    }
                };
        OtlpSpans spans = new OtlpSpans(exporter, 10);
        spans.ended(span(1, 0));
        taking.await();
        spans.ended(span(2, 0));
        spans.ended(span(3, 0));
        spans.close();

        assertThat(spans.dropped()).isEqualTo(3);
        assertThat(spans.sent()).isZero();
    }

    @Test
    void aCollectorOnTheLoopbackAddressGetsThem() throws IOException {
        try (LoopbackCollector collector = new LoopbackCollector();
                OtlpSpans spans = OtlpSpans.to(collector.address(), 10)) {
            spans.ended(span(SpanIds.initiation(ID), 7));
            await().until(() -> spans.sent() == 1);

            assertThat(collector.spans())
                    .containsExactly(
                            new LoopbackCollector.Arrived(
                                    ID.toString().replace("-", ""),
                                    HexFormat.of().toHexDigits(SpanIds.initiation(ID)),
                                    "0000000000000007",
                                    "POST /v1/payments",
                                    1));
        }
    }

    @Test
    void aCollectorThatIsAwayCostsSpansOnly() {
        try (OtlpSpans spans = OtlpSpans.to(URI.create("http://127.0.0.1:1"), 10)) {
            spans.ended(span(1, 0));
            await().until(() -> spans.dropped() == 1);
        }
    }
}
