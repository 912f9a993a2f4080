// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Tells the machine about once a minute how far readers of events have come for good, so that old
 * events can go and a reader that is down is waited for. A reader is told of as soon as it is
 * added, and then only when it has come further; one that does not know is asked again in a moment.
 *
 * <p>All readers are made known before any position is told: else "every reader has it" would be
 * true of what one that has not come up yet still needs.
 */
public final class EventAcknowledgements implements AutoCloseable {
    private static final System.Logger LOG =
            System.getLogger(EventAcknowledgements.class.getName());
    private static final Duration USUAL = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Hub hub;
    private final long everyNs;
    private final Queue<String> unknown;
    private final Map<String, Reader> readers = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofVirtual().name("event-acknowledgements").unstarted(this::run);
    private volatile String complaint = "";

    private EventAcknowledgements(Hub hub, List<String> readerNames, Duration every) {
        this.hub = hub;
        this.unknown = new ArrayDeque<>(readerNames);
        this.everyNs = every.toNanos();
    }

    /**
     * Begins, with no position of any reader yet.
     *
     * @param readerNames who is to be known before anything else is told: all that will be added,
     *     and those of other processes that may come up later
     */
    public static EventAcknowledgements start(Hub hub, List<String> readerNames) {
        return start(hub, readerNames, USUAL);
    }

    static EventAcknowledgements start(Hub hub, List<String> readerNames, Duration every) {
        EventAcknowledgements started = new EventAcknowledgements(hub, readerNames, every);
        started.thread.start();
        return started;
    }

    /**
     * From now on this reader is told of.
     *
     * @param readerName unique among all readers of the hub, wherever they run; 1 to 16 of A-Z, 0-9
     *     and -
     * @param durableNumber the last event whose effect is on the reader's disk, 0 for none; asked
     *     on a thread that may wait; what it throws is tried again
     */
    public void add(String readerName, LongSupplier durableNumber) {
        readers.put(readerName, new Reader(readerName, durableNumber));
    }

    /**
     * Why events may be kept longer than they are needed, naming the reader; empty where all are
     * known and believed. For any thread.
     */
    public Optional<String> complaint() {
        return Stream.concat(
                        Stream.of(complaint), readers.values().stream().map(it -> it.complaint))
                .filter(what -> !what.isEmpty())
                .findFirst();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            while (!closed.await(Math.min(everyNs, AGAIN.toNanos()), TimeUnit.NANOSECONDS)) {
                if (allAreKnown()) {
                    readers.values().forEach(Reader::tellWhenDue);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of a reader that is known already this changes nothing. */
    private boolean allAreKnown() {
        while (!unknown.isEmpty()) {
            String name = unknown.element();
            if (!(hub.ask(new Command.AcknowledgeEvents(name, 0)) instanceof Reply.Answered told)) {
                return false;
            }
            if (told.outcome() instanceof Outcome.Refused(var rejection)) {
                sayOnce("the reader of events " + name + " cannot be made known: " + rejection);
                return false;
            }
            unknown.remove();
        }
        complaint = "";
        return true;
    }

    private void sayOnce(String now) {
        if (!now.equals(complaint)) {
            LOG.log(System.Logger.Level.WARNING, now);
        }
        complaint = now;
    }

    private final class Reader {
        private final String name;
        private final LongSupplier durableNumber;
        private long dueNs = System.nanoTime();
        private long told = -1;
        private volatile String complaint = "";

        private Reader(String name, LongSupplier durableNumber) {
            this.name = name;
            this.durableNumber = durableNumber;
        }

        private void tellWhenDue() {
            if (System.nanoTime() - dueNs < 0) {
                return;
            }
            OptionalLong number = number();
            if (number.isEmpty()) {
                // It is asked again in a moment: what it stands on may have come back by then.
                return;
            }
            if (number.getAsLong() != told) {
                tell(number.getAsLong());
            } else {
                complaint = "";
                dueNs = System.nanoTime() + everyNs;
            }
        }

        private OptionalLong number() {
            try {
                return OptionalLong.of(durableNumber.getAsLong());
            } catch (RuntimeException unknown) {
                say("does not know how far it is: " + unknown.getMessage());
                return OptionalLong.empty();
            }
        }

        private void tell(long number) {
            switch (hub.ask(new Command.AcknowledgeEvents(name, number))) {
                case Reply.Answered answered -> {
                    dueNs = System.nanoTime() + everyNs;
                    if (answered.outcome() instanceof Outcome.Refused(var rejection)) {
                        say("is not believed to have event " + number + ": " + rejection);
                    } else {
                        told = number;
                        complaint = "";
                    }
                }
                // Nothing is lost by asking again in a moment.
                case Reply.Unknown _, Reply.Busy _ -> {}
            }
        }

        private void say(String what) {
            String now = "the reader of events " + name + " " + what;
            if (!now.equals(complaint)) {
                LOG.log(System.Logger.Level.WARNING, now);
            }
            complaint = now;
        }
    }
}
