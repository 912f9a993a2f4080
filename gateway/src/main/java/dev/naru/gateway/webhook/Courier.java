// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due. Every endpoint has a thread and a flow of its own while something is due
 * there, so that one slow receiver delays nobody else.
 */
final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final long LOOK_EVERY_MS = 250;
    private static final long CLOSE_WITHIN_NS = 2_000_000_000L;

    private final EndpointStore endpoints;
    private final DeliveryStore deliveries;
    private final Poster poster;
    private final LongSupplier hubNowNs;
    private final ExecutorService threads;
    private final Map<String, Serving> serving = new ConcurrentHashMap<>();
    private final Semaphore bell = new Semaphore(0);
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Troubles troubles = new Troubles();
    private final Thread thread;
    private volatile boolean closed;

    /** When the receivers were compared last; of the courier's own thread. */
    private long comparedNs = System.nanoTime();

    /** Endpoints where no attempt is leased that was cut off and never settled. */
    private final Set<String> settledEndpoints = ConcurrentHashMap.newKeySet();

    /** An endpoint where something is under way. */
    private record Serving(EndpointFlow flow, Future<?> end) {}

    /**
     * Starts delivering.
     *
     * @param hubNowNs the hub's time, by which retries fall due
     */
    Courier(
            EndpointStore endpoints,
            DeliveryStore deliveries,
            Poster poster,
            LongSupplier hubNowNs,
            ExecutorService threads) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.poster = poster;
        this.hubNowNs = hubNowNs;
        this.threads = threads;
        this.thread = Thread.ofPlatform().name("webhook-courier").daemon().start(this::run);
    }

    /** There may be something new. For any thread. */
    void ring() {
        bell.release();
    }

    /** How many messages were taken since the start. */
    long delivered() {
        return delivered.get();
    }

    /** How many attempts failed since the start. */
    long failed() {
        return failed.get();
    }

    /** Why messages cannot be delivered for a reason of our own, if they cannot. */
    Optional<String> complaint() {
        return troubles.complaint();
    }

    /** Begins nothing new and waits two seconds for what is under way. */
    @Override
    public void close() {
        closed = true;
        serving.values().forEach(one -> one.flow().wake());
        thread.interrupt();
        long endNs = System.nanoTime() + CLOSE_WITHIN_NS;
        try {
            if (!thread.join(Duration.ofNanos(CLOSE_WITHIN_NS))) {
                LOG.warn("the database does not answer, and is not waited for any longer");
            }
            for (Serving one : serving.values()) {
                one.flow().wake();
                endOrCancel(one.end(), endNs - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void endOrCancel(Future<?> one, long patienceNs) throws InterruptedException {
        try {
            one.get(Math.max(0, patienceNs), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            one.cancel(true);
        }
    }

    private void run() {
        try {
            while (!closed) {
                look();
                if (bell.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            Set<String> concerned = new HashSet<>();
            for (String id : deliveries.endpointsDue(hubNowNs.getAsLong())) {
                concerned.add(Troubles.endpoint(id));
                serving.computeIfAbsent(id, this::begin).flow().wake();
            }
            troubles.concernOnly(concerned);
            compareReceivers();
        } catch (RuntimeException e) {
            // This thread is the only one that begins anything: it must outlive whatever comes.
            troubles.met(Troubles.ALL, e);
        }
    }

    /** Whether messages still go where those are sent that are under way; four times a second. */
    private void compareReceivers() {
        long nowNs = System.nanoTime();
        if (nowNs - comparedNs < TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MS)
                || serving.isEmpty()) {
            return;
        }
        comparedNs = nowNs;
        Map<String, Long> versions = endpoints.enabledVersions(serving.keySet());
        serving.forEach((id, one) -> one.flow().compare(versions.get(id)));
    }

    private Serving begin(String id) {
        EndpointFlow flow =
                new EndpointFlow(
                        id,
                        new EndpointFlow.Ground(
                                endpoints,
                                deliveries,
                                this::attempt,
                                troubles,
                                hubNowNs,
                                threads,
                                () -> closed));
        return new Serving(flow, threads.submit(() -> serve(id, flow)));
    }

    private void serve(String id, EndpointFlow flow) {
        try {
            if (!settledEndpoints.contains(id)) {
                deliveries.freeOwn(id);
                settledEndpoints.add(id);
            }
            if (!flow.run()) {
                settledEndpoints.remove(id);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            troubles.met(Troubles.endpoint(id), e);
        } finally {
            serving.remove(id);
        }
    }

    private DeliveryStore.Settled attempt(WebhookEndpoint endpoint, DeliveryStore.Due due)
            throws InterruptedException {
        long hubNow = hubNowNs.getAsLong();
        long beganNs = System.nanoTime();
        long atSeconds = System.currentTimeMillis() / 1_000;
        String id = Message.id(due.eventNumber());
        Poster.Answered answered =
                poster.post(
                        endpoint,
                        new Poster.Letter(
                                id,
                                atSeconds,
                                endpoint.signatures(id, atSeconds, due.body().toArray(), hubNow),
                                due.body()));
        int tookMs = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
        if (answered.isTaken()) {
            delivered.incrementAndGet();
            return settled(due, DeliveryStore.State.DELIVERED, hubNow, hubNow, tookMs, answered);
        }
        failed.incrementAndGet();
        OptionalLong next = RetrySchedule.next(due.attempts() + 1, hubNow, answered.askedFor());
        if (next.isEmpty()) {
            LOG.error("message {} to endpoint {} is given up", id, endpoint.id());
            return settled(due, DeliveryStore.State.GIVEN_UP, hubNow, hubNow, tookMs, answered);
        }
        return settled(
                due, DeliveryStore.State.PENDING, next.getAsLong(), hubNow, tookMs, answered);
    }

    private static DeliveryStore.Settled settled(
            DeliveryStore.Due due,
            DeliveryStore.State state,
            long nextNs,
            long madeNs,
            int tookMs,
            Poster.Answered answered) {
        return new DeliveryStore.Settled(
                due, state, nextNs, madeNs, tookMs, answered.status(), answered.failure());
    }
}
