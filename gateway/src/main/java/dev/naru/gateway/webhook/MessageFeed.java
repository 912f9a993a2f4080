// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import dev.naru.client.EventHearing;
import dev.naru.client.EventPosition;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import dev.naru.client.EventStream.DivergedException;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.HubClock;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that makes messages of events. It keeps how far it has read together with the
 * messages, so no event is lost and none is told twice, whenever either side dies.
 */
final class MessageFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MessageFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration GATHERING = Duration.ofMillis(25);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final long PAUSE_MS = 500;
    private static final int BATCH_EVENTS = 4_096;

    private final EventSource source;
    private final MessageStore store;
    private final HubClock clock;
    private final HubDoor door;
    private final Runnable onMessages;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile EventHearing hearing = EventHearing.none();
    private boolean isBroken;

    /**
     * The hub as it is read.
     *
     * @param clock hears what time it is there
     */
    record Sight(EventSource events, HubDoor door, HubClock clock) {}

    /** Starts reading; {@code onMessages} runs whenever there is something new to deliver. */
    MessageFeed(Sight hub, MessageStore store, Runnable onMessages) {
        this.source = hub.events();
        this.store = store;
        this.clock = hub.clock();
        this.door = hub.door();
        this.onMessages = onMessages;
        this.thread = Thread.ofPlatform().name("webhook-events").daemon().start(this::run);
    }

    /** How it stands with the hub's event servers. */
    EventHearing hearing() {
        return hearing;
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                LOG.warn("the database does not answer, and is not waited for any longer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                readUntilItBreaks();
                if (hearing.standing() == EventHearing.Standing.DIVERGED) {
                    return;
                }
                hearing = hearing.in(EventHearing.Standing.CONNECTING);
                if (closed.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readUntilItBreaks() throws InterruptedException {
        try {
            EventPosition start = store.position();
            try (EventStream stream = source.openAfter(start)) {
                hearTime();
                Batch batch = new Batch(start);
                while (closed.getCount() > 0 && !batch.isOvertaken) {
                    stream.gather(batch::add, POLL, GATHERING);
                    batch.keep();
                    hearing = stream.hearing();
                    isBroken = false;
                }
            }
        } catch (DivergedException other) {
            hearing = hearing.in(EventHearing.Standing.DIVERGED);
            LOG.error("no more messages: they were made of another hub's events", other);
        } catch (RuntimeException broken) {
            // Closing interrupts whatever was being done; and of one trouble one line is enough.
            if (closed.getCount() > 0 && !isBroken) {
                isBroken = true;
                LOG.error("messages cannot be made of events now; it is tried again", broken);
            }
        }
    }

    /** A sandbox whose time was moved says nothing of it until something happens there. */
    private void hearTime() {
        try {
            door.ask(new Command.ReadFigures(), Outcome.Figures.class);
        } catch (RefusedException away) {
            LOG.info("the hub does not say what time it is there; its next event will");
        }
    }

    /** Events that are not kept yet. */
    private final class Batch {
        private EventPosition from;
        private EventPosition to;
        private final List<Message> messages = new ArrayList<>();
        private int events;

        /** Another gateway on the same database was faster: what it kept is read on from. */
        private boolean isOvertaken;

        private Batch(EventPosition start) {
            from = start;
            to = start;
        }

        private void add(EventPosition position, long timeNs, Event event) {
            clock.hear(timeNs);
            Message.of(position.number(), timeNs, event).ifPresent(messages::add);
            to = position;
            events++;
            if (events == BATCH_EVENTS) {
                keep();
            }
        }

        private void keep() {
            if (events == 0 || isOvertaken) {
                return;
            }
            isOvertaken = !store.take(from, to, messages);
            boolean hasNews = !messages.isEmpty();
            from = to;
            messages.clear();
            events = 0;
            if (hasNews) {
                onMessages.run();
            }
        }
    }
}
