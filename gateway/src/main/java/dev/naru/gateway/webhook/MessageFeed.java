// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import dev.naru.client.EventHearing;
import dev.naru.client.EventPosition;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import dev.naru.client.EventStream.DivergedException;
import dev.naru.client.UnreadableEventException;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.HubClock;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private static final long HALTED_PAUSE_MS = 2_000;
    private static final int BATCH_EVENTS = 4_096;

    private final EventSource source;
    private final MessageStore store;
    private final HubClock clock;
    private final HubDoor door;
    private final Runnable onMessages;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile EventHearing hearing = EventHearing.none();
    private volatile Optional<String> halted = Optional.empty();
    private volatile Optional<String> broken = Optional.empty();

    /** The event at which it stands still, 0 for none. */
    private long haltedAt;

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

    /** Which event it stands still at and why, if it does. */
    Optional<String> halted() {
        return halted;
    }

    /** Why no messages are made for a reason of our own, if none are. */
    Optional<String> complaint() {
        return halted.or(() -> broken);
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
                long pauseMs = halted.isPresent() ? HALTED_PAUSE_MS : PAUSE_MS;
                if (closed.await(pauseMs, TimeUnit.MILLISECONDS)) {
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
            goOnBehind(start);
            try (EventStream stream = source.openAfter(start)) {
                hearTime();
                Batch batch = new Batch(start);
                while (closed.getCount() > 0 && !batch.isOvertaken) {
                    gather(stream, batch);
                    goOnBehind(batch.from);
                    hearing = stream.hearing();
                    broken = Optional.empty();
                }
            }
        } catch (DivergedException other) {
            hearing = hearing.in(EventHearing.Standing.DIVERGED);
            broken = Optional.of("messages were made of another hub's events");
            LOG.error("no more messages: they were made of another hub's events", other);
        } catch (HaltingEventException event) {
            halt(event);
        } catch (RuntimeException e) {
            // Closing interrupts whatever was being done; and of one trouble one line is enough.
            if (closed.getCount() > 0) {
                if (broken.isEmpty()) {
                    LOG.error("messages cannot be made of events now; it is tried again", e);
                }
                broken = Optional.of(Troubles.sentence("messages", "made of events", e));
            }
        }
    }

    private void gather(EventStream stream, Batch batch) throws InterruptedException {
        try {
            stream.gather(batch::add, POLL, GATHERING);
        } catch (UnreadableEventException unreadable) {
            batch.keep();
            throw new HaltingEventException(
                    unreadable.number(), "this version cannot read it", unreadable);
        } catch (HaltingEventException senseless) {
            batch.keep();
            throw senseless;
        }
        batch.keep();
    }

    /**
     * What came before the event is kept. The event itself is not gone past: nobody knows whom it
     * concerns, and what is not told now is never told.
     */
    private void halt(HaltingEventException event) {
        if (haltedAt != event.number) {
            LOG.error("{}; no messages are made until it can be", event.getMessage(), event);
        }
        haltedAt = event.number;
        halted = Optional.of(String.valueOf(event.getMessage()));
    }

    private void goOnBehind(EventPosition kept) {
        if (halted.isPresent() && kept.number() >= haltedAt) {
            LOG.info("messages are made again, from event {}", haltedAt);
            halted = Optional.empty();
            haltedAt = 0;
        }
    }

    /** One event at which messages stand still. */
    private static final class HaltingEventException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long number;

        HaltingEventException(long number, String reason, RuntimeException cause) {
            super("event " + number + " cannot be dealt with: " + reason, cause);
            this.number = number;
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
            try {
                Message.of(position.number(), timeNs, event).ifPresent(messages::add);
            } catch (RuntimeException senseless) {
                String reason = senseless.getClass().getSimpleName();
                throw new HaltingEventException(position.number(), reason, senseless);
            }
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
