// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is under way to one endpoint while something is due there. Whatever has ended by then is
 * settled in one transaction, which leases anew for the places that became free: a slow answer
 * holds its own place and nobody else's.
 */
final class EndpointFlow {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointFlow.class);

    /**
     * How many messages a receiver is sent at once: at 15 ms for an answer 2,000 a second, which is
     * what a member of 1,000 payments a second is told.
     */
    static final int UNDER_WAY = 32;

    /**
     * How many are leased, so that no place is empty during a transaction. The last of them waits
     * for three answers at the most and is sent before its lease ends.
     */
    static final int LEASED = 4 * UNDER_WAY;

    /** As many are worth a transaction, which costs a sync, without waiting for more. */
    private static final int BATCH = LEASED / 2;

    /** How long what has ended waits for more, as events do before they become messages. */
    private static final Duration GATHERING = Duration.ofMillis(25);

    private static final long AGAIN_MS = 250;

    private final String id;
    private final Ground ground;
    private final Semaphore places = new Semaphore(UNDER_WAY, /* fair= */ true);
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Semaphore bell = new Semaphore(0);
    private final AtomicBoolean isWoken = new AtomicBoolean(true);

    /** Where messages go, as it was when something was leased last; nowhere when it is disabled. */
    private volatile Optional<WebhookEndpoint> receiver = Optional.empty();

    /** How many are leased and not settled. */
    private int leased;

    /** A transaction failed: what it leased, or what was to be tried again, is not known here. */
    private boolean isUnsure;

    /**
     * What a flow stands on.
     *
     * @param hubNowNs the hub's time, by which messages fall due
     * @param isClosed whether nothing new may begin
     */
    record Ground(
            EndpointStore endpoints,
            DeliveryStore deliveries,
            Sending sending,
            Troubles troubles,
            LongSupplier hubNowNs,
            ExecutorService threads,
            BooleanSupplier isClosed) {}

    /** Makes one attempt. For many threads. */
    @FunctionalInterface
    interface Sending {
        /** Sends it once, and says what is to be written down. */
        DeliveryStore.Settled attempt(WebhookEndpoint endpoint, DeliveryStore.Due due)
                throws InterruptedException;
    }

    /** How the way of a leased message ended. */
    private sealed interface Ended {
        DeliveryStore.Due due();

        /** It was sent there. */
        record Made(WebhookEndpoint to, DeliveryStore.Settled settled) implements Ended {
            @Override
            public DeliveryStore.Due due() {
                return settled.due();
            }

            private boolean isTaken() {
                return settled.failure().isEmpty();
            }
        }

        /** It was not sent, and whoever comes next may. */
        record Unsent(DeliveryStore.Due due) implements Ended {}

        /** A bug of ours: it waits for the end of its lease, so that nothing runs in circles. */
        record Broken(DeliveryStore.Due due) implements Ended {}
    }

    EndpointFlow(String id, Ground ground) {
        this.id = id;
        this.ground = ground;
    }

    /** More may be due, or the flow may have to end. For any thread. */
    void wake() {
        isWoken.set(true);
        bell.release();
    }

    /**
     * What the participant has changed meanwhile counts for what is not sent yet, also while
     * nothing ends here. For any thread.
     *
     * @param version of the endpoint as it is now, nothing when messages do not go there any more
     */
    void compare(@Nullable Long version) {
        Optional<WebhookEndpoint> known = receiver;
        if (known.isPresent() && !Objects.equals(known.get().version(), version)) {
            receiver = ground.endpoints().enabled(id);
        }
    }

    /**
     * Delivers until nothing more is due and everything has ended.
     *
     * @return false when the database may hold leases of this gateway that nobody knows of
     */
    boolean run() throws InterruptedException {
        turn();
        while (leased > 0 || (isWoken.get() && mayLease())) {
            await();
            turn();
        }
        return !isUnsure;
    }

    private boolean mayLease() {
        return !isUnsure && !ground.isClosed().getAsBoolean();
    }

    private void turn() {
        List<Ended> batch = new ArrayList<>();
        ended.drainTo(batch);
        try {
            turn(batch);
        } catch (RuntimeException e) {
            ground.troubles().met(Troubles.endpoint(id), e);
            isUnsure = true;
            keepWhatWasTaken(batch);
        }
    }

    private void turn(List<Ended> batch) {
        leaveWhoIsGone(batch);
        // Who takes nothing is not sent the next at once, but when the courier looks again.
        boolean wants = isWoken.get() || batch.stream().anyMatch(EndpointFlow::isTaken);
        int room = LEASED - leased + batch.size();
        // With less room there is more than the places can take: a few more would be of no use.
        boolean leases = wants && room >= BATCH && mayLease();
        if (leases) {
            isWoken.set(false);
            receiver = ground.endpoints().enabled(id);
        }
        Optional<DeliveryStore.Wanted> wanted =
                receiver.filter(there -> leases)
                        .map(
                                there ->
                                        new DeliveryStore.Wanted(
                                                there, ground.hubNowNs().getAsLong(), room));
        if (!batch.isEmpty() || wanted.isPresent()) {
            List<DeliveryStore.Due> due =
                    ground.deliveries().settleAndLease(id, settled(batch), unsent(batch), wanted);
            leased -= batch.size();
            batch.clear();
            due.forEach(this::begin);
        }
        if (leases) {
            ground.troubles().over(Troubles.endpoint(id));
        }
    }

    /** The answer is about the address that it came from, which may have been corrected since. */
    private void leaveWhoIsGone(List<Ended> batch) {
        Set<WebhookEndpoint> gone = new HashSet<>();
        for (Ended one : batch) {
            if (one instanceof Ended.Made made && made.settled().status() == Poster.GONE) {
                gone.add(made.to());
            }
        }
        for (WebhookEndpoint one : gone) {
            if (ground.endpoints().disable(one, "the receiver answered 410 Gone")) {
                LOG.warn("endpoint {} answered 410 Gone and is disabled", id);
            }
        }
        if (!gone.isEmpty()) {
            receiver = ground.endpoints().enabled(id);
        }
    }

    private static boolean isTaken(Ended one) {
        return one instanceof Ended.Made made && made.isTaken();
    }

    private static List<DeliveryStore.Settled> settled(List<Ended> batch) {
        List<DeliveryStore.Settled> settled = new ArrayList<>();
        for (Ended one : batch) {
            if (one instanceof Ended.Made made) {
                settled.add(made.settled());
            }
        }
        return settled;
    }

    private static List<DeliveryStore.Due> unsent(List<Ended> batch) {
        return batch.stream().filter(Ended.Unsent.class::isInstance).map(Ended::due).toList();
    }

    /** Nobody is sent again what was taken; what was not is freed before the next flow begins. */
    private void keepWhatWasTaken(List<Ended> batch) {
        for (Ended one : batch) {
            if (isTaken(one)) {
                ended.add(one);
            } else {
                leased--;
            }
        }
    }

    private void begin(DeliveryStore.Due due) {
        Future<?> _ =
                ground.threads()
                        .submit(
                                () -> {
                                    ended.add(send(due));
                                    bell.release();
                                });
        leased++;
    }

    private Ended send(DeliveryStore.Due due) {
        try {
            places.acquire();
            try {
                // Since it was leased the address may have changed, as the courier's look tells.
                Optional<WebhookEndpoint> to = receiver;
                return to.isEmpty() || ground.isClosed().getAsBoolean()
                        ? new Ended.Unsent(due)
                        : new Ended.Made(to.get(), ground.sending().attempt(to.get(), due));
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ended.Unsent(due);
        } catch (RuntimeException e) {
            LOG.error("a message to endpoint {} could not be sent", id, e);
            return new Ended.Broken(due);
        }
    }

    /** Until something has ended or this flow is woken; what has ended waits a little for more. */
    private void await() throws InterruptedException {
        if (isUnsure && !ended.isEmpty()) {
            // What waits to be settled must not ask a database that is away without pause.
            bell.drainPermits();
            boolean _ = bell.tryAcquire(AGAIN_MS, TimeUnit.MILLISECONDS);
            return;
        }
        bell.acquire();
        long endNs = System.nanoTime() + GATHERING.toNanos();
        long leftNs = GATHERING.toNanos();
        while (leftNs > 0 && !ended.isEmpty() && ended.size() < Math.min(BATCH, leased)) {
            boolean _ = bell.tryAcquire(leftNs, TimeUnit.NANOSECONDS);
            leftNs = endNs - System.nanoTime();
        }
        bell.drainPermits();
    }
}
