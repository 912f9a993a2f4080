// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.telemetry;

import dev.naru.client.trace.Span;
import dev.naru.client.trace.Spans;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans to a collector, from a thread of its own. Whoever tells of a span never waits: where
 * the collector is slower than the payments, or away, spans are dropped and counted.
 */
public final class OtlpSpans implements Spans, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OtlpSpans.class);
    private static final int BATCH = 512;
    private static final long GATHER_NS = Duration.ofMillis(500).toNanos();
    private static final Duration EXPORT_PATIENCE = Duration.ofSeconds(5);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final ArrayBlockingQueue<Span> queue;
    private final SpanExporter exporter;
    private final Thread sender;
    private volatile boolean isClosing;
    private boolean isFailing;

    /**
     * Sends to this exporter.
     *
     * @param room how many spans may wait, at least 1
     */
    public OtlpSpans(SpanExporter exporter, int room) {
        this.exporter = exporter;
        this.queue = new ArrayBlockingQueue<>(room);
        this.sender = Thread.ofPlatform().daemon().name("telemetry").start(this::send);
    }

    /**
     * Sends to a collector as protobuf over HTTP (OTLP 1.0).
     *
     * @param endpoint the collector's address, before {@code /v1/traces}
     * @param room how many spans may wait, at least 1
     */
    public static OtlpSpans to(URI endpoint, int room) {
        return new OtlpSpans(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint + "/v1/traces")
                        .setTimeout(EXPORT_PATIENCE)
                        .setRetryPolicy(null)
                        .build(),
                room);
    }

    @Override
    public void ended(Span span) {
        if (isClosing || !queue.offer(span)) {
            dropped.incrementAndGet();
        }
    }

    /** How many spans the collector has taken. */
    public long sent() {
        return sent.get();
    }

    /** How many spans were lost: there was no room, or the collector did not take them. */
    public long dropped() {
        return dropped.get();
    }

    private void send() {
        List<Span> batch = new ArrayList<>(BATCH);
        try {
            while (!isClosing || !queue.isEmpty()) {
                Span first = queue.poll(GATHER_NS, TimeUnit.NANOSECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                    send(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            // Closed, and the collector was too slow for what was left. The batch is counted.
            dropped.addAndGet(queue.size());
            Thread.currentThread().interrupt();
        }
    }

    private void send(List<Span> batch) throws InterruptedException {
        List<SpanData> exported = batch.stream().<SpanData>map(ExportedSpan::of).toList();
        boolean isTaken = isTaken(exported);
        (isTaken ? sent : dropped).addAndGet(batch.size());
        if (isTaken == isFailing) {
            isFailing = !isTaken;
            LOG.warn(
                    isTaken
                            ? "the collector takes spans again"
                            : "the collector does not take spans; they are dropped and counted");
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** An exporter that throws has taken nothing; the thread goes on. */
    private boolean isTaken(List<SpanData> batch) {
        try {
            CompletableResultCode result = exporter.export(batch);
            return result.join(EXPORT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS).isSuccess();
        } catch (RuntimeException e) {
            LOG.debug("the exporter failed", e);
            return false;
        }
    }

    /** Gives what waits two seconds. */
    @Override
    public void close() {
        isClosing = true;
        try {
            if (!sender.join(CLOSE_PATIENCE)) {
                sender.interrupt();
                sender.join(CLOSE_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exporter.shutdown();
    }
}
