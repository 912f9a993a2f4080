// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import dev.naru.gateway.database.DatabaseAwayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
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
 * Delivers what is due. Every endpoint has a thread of its own while something is due there, and a
 * few messages under way, so that one slow receiver delays nobody else.
 */
final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int AT_ONCE = 64;
    private static final int UNDER_WAY = 16;
    private static final long LOOK_EVERY_MS = 250;
    private static final long CLOSE_WITHIN_NS = 2_000_000_000L;

    private final EndpointStore endpoints;
    private final DeliveryStore deliveries;
    private final Poster poster;
    private final LongSupplier hubNowNs;
    private final ExecutorService threads;
    private final Map<String, Future<?>> serving = new ConcurrentHashMap<>();
    private final Semaphore bell = new Semaphore(0);
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean isAway;

    /** Endpoints where no attempt is leased that was cut off and never settled. */
    private final Set<String> settledEndpoints = ConcurrentHashMap.newKeySet();

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

    /** Begins nothing new and waits two seconds for what is under way. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        long endNs = System.nanoTime() + CLOSE_WITHIN_NS;
        try {
            if (!thread.join(Duration.ofNanos(CLOSE_WITHIN_NS))) {
                LOG.warn("the database does not answer, and is not waited for any longer");
            }
            for (Future<?> one : serving.values()) {
                endOrCancel(one, endNs - System.nanoTime());
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
            for (String id : deliveries.endpointsDue(hubNowNs.getAsLong())) {
                serving.computeIfAbsent(id, due -> threads.submit(() -> serve(due)));
            }
            isAway = false;
        } catch (DatabaseAwayException e) {
            away(e);
        }
    }

    private void serve(String id) {
        try {
            if (!settledEndpoints.contains(id)) {
                deliveries.freeOwn(id);
                settledEndpoints.add(id);
            }
            while (!closed && serveSome(id)) {
                // More may be due.
            }
        } catch (DatabaseAwayException e) {
            settledEndpoints.remove(id);
            away(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            settledEndpoints.remove(id);
            LOG.error("messages of endpoint {} could not be delivered", id, e);
        } finally {
            serving.remove(id);
        }
    }

    /** Whether more may be due. */
    private boolean serveSome(String id) throws InterruptedException {
        WebhookEndpoint endpoint = endpoints.enabled(id).orElse(null);
        if (endpoint == null) {
            return false;
        }
        List<DeliveryStore.Due> due = deliveries.lease(endpoint, hubNowNs.getAsLong(), AT_ONCE);
        Semaphore places = new Semaphore(UNDER_WAY);
        Map<DeliveryStore.Due, Future<DeliveryStore.Settled>> attempts = new HashMap<>();
        for (DeliveryStore.Due one : due) {
            attempts.put(one, threads.submit(inPlace(places, () -> attempt(endpoint, one))));
        }
        List<DeliveryStore.Settled> settled = new ArrayList<>();
        for (Future<DeliveryStore.Settled> attempt : attempts.values()) {
            try {
                settled.add(attempt.get());
            } catch (ExecutionException e) {
                LOG.error("a message to endpoint {} could not be sent", id, e);
            }
        }
        deliveries.settle(id, settled);
        boolean gone = settled.stream().anyMatch(one -> one.status() == Poster.GONE);
        if (gone) {
            endpoints.disable(id, "the receiver answered 410 Gone");
            LOG.warn("endpoint {} answered 410 Gone and is disabled", id);
        }
        return !gone
                && due.size() == AT_ONCE
                && settled.stream().anyMatch(one -> one.failure().isEmpty());
    }

    private static <T> Callable<T> inPlace(Semaphore places, Callable<T> work) {
        return () -> {
            places.acquire();
            try {
                return work.call();
            } finally {
                places.release();
            }
        };
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

    private void away(DatabaseAwayException e) {
        if (!isAway) {
            LOG.error("nothing is delivered until the database is back", e);
            isAway = true;
        }
    }
}
