// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.client.EventHearing;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that reads events from now on and hands them to whoever keeps or waits for
 * something. It keeps no position: what it feeds asks the machine again whenever the stream had to
 * be opened anew.
 */
public final class EventFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PAUSE_MS = 500;

    private final EventSource source;
    private final HubClock clock;
    private final Directory directory;
    private final PaymentWaits waits;
    private final RecentPositions positions;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile EventHearing hearing = EventHearing.none();

    /** Starts reading. */
    public EventFeed(
            EventSource source,
            HubClock clock,
            Directory directory,
            PaymentWaits waits,
            RecentPositions positions) {
        this.source = source;
        this.clock = clock;
        this.directory = directory;
        this.waits = waits;
        this.positions = positions;
        this.thread = Thread.ofPlatform().name("gateway-events").start(this::run);
    }

    /** How it stands with the hub's event servers. */
    public EventHearing hearing() {
        return hearing;
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                readUntilItBreaks();
                hearing = hearing.in(EventHearing.Standing.CONNECTING);
                directory.forgetAll();
                waits.wakeAll();
                if (closed.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readUntilItBreaks() throws InterruptedException {
        try (EventStream stream = source.openAtHead()) {
            positions.hear(stream.position());
            while (closed.getCount() > 0) {
                stream.poll(
                        (position, timeNs, event) -> {
                            clock.hear(timeNs);
                            directory.onEvent(event);
                            waits.onEvent(event);
                            positions.hear(position);
                        },
                        POLL);
                hearing = stream.hearing();
            }
        } catch (RuntimeException broken) {
            // Closing interrupts whatever the stream was doing.
            if (closed.getCount() > 0) {
                LOG.error("the event stream broke and is opened anew", broken);
            }
        }
    }
}
