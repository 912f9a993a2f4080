// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import dev.naru.client.EventHandler;
import dev.naru.client.EventHearing;
import dev.naru.client.EventPosition;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import dev.naru.client.EventsAwayException;
import dev.naru.client.Hub;
import dev.naru.client.Reply;
import dev.naru.core.Machine;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The real machine behind the hub's interfaces, in this process, with a clock that only tests move
 * and with answers that can get lost.
 */
public final class InProcessHub implements Hub, EventSource {
    /** 2026-11-22T00:00:00Z. */
    public static final long START_NS = 1_795_305_600_000_000_000L;

    /** How many quotes it holds at one time. */
    public static final int OPEN_QUOTES = 1_000;

    private static final long COMMAND_NS = 1_000_000;

    /** What becomes of a command. */
    public enum Fate {
        /** It is judged and answered. */
        ANSWERED,
        /** It is judged, and the answer gets lost. */
        ANSWER_LOST,
        /** It gets lost itself, and the sender cannot know. */
        COMMAND_LOST,
        /** It is not sent. */
        BUSY,
        /** The client has a bug. */
        BROKEN
    }

    private record Recorded(long number, long timeNs, Event event) {}

    private final List<Recorded> events = new ArrayList<>();
    private final Machine machine;
    private long nowNs = START_NS;
    private Predicate<Command> fated = command -> false;
    private Predicate<Command> awaited = command -> false;
    private Runnable meanwhile = () -> {};
    private Fate fate = Fate.ANSWERED;
    private int breakStreams;
    private boolean hidden;
    private boolean eventsAway;
    private UnaryOperator<Command> rewriting = command -> command;

    /** A sandbox's machine with small limits. */
    public InProcessHub() {
        MachineSettings settings =
                MachineSettings.standard(World.SANDBOX)
                        .withDirectory(64, 1_000)
                        .withOpen(OPEN_QUOTES, 1_000)
                        .withMemory(10_000, Duration.ofDays(1).toNanos())
                        .withRecords(1_000, 1_000, 1_000)
                        .withEvidence(1_000, 1_000);
        machine =
                new Machine(
                        settings,
                        (number, timeNs, event) -> events.add(new Recorded(number, timeNs, event)),
                        /* secret= */ 1);
    }

    @Override
    public CompletableFuture<Reply> send(Command command) {
        CompletableFuture<Reply> reply = decide(command);
        // Without the lock, since what is done meanwhile asks this hub on other threads.
        due(command).run();
        return reply;
    }

    private synchronized Runnable due(Command command) {
        if (!awaited.test(command)) {
            return () -> {};
        }
        awaited = other -> false;
        return meanwhile;
    }

    private synchronized CompletableFuture<Reply> decide(Command command) {
        Fate now = fated.test(command) ? fate : Fate.ANSWERED;
        return switch (now) {
            case ANSWERED -> CompletableFuture.completedFuture(judge(command));
            case ANSWER_LOST -> {
                judge(command);
                yield CompletableFuture.completedFuture(new Reply.Unknown("the answer got lost"));
            }
            case COMMAND_LOST ->
                    CompletableFuture.completedFuture(new Reply.Unknown("the command got lost"));
            case BUSY -> CompletableFuture.completedFuture(new Reply.Busy());
            case BROKEN -> throw new IllegalStateException("a bug that was planted");
        };
    }

    private Reply judge(Command command) {
        nowNs += COMMAND_NS;
        Outcome outcome = machine.apply(nowNs, rewriting.apply(command));
        notifyAll();
        return new Reply.Answered(outcome, machine.lastEventNumber(), machine.nowNs());
    }

    /** Lets time pass, and what is due happen. */
    public synchronized void pass(Duration duration) {
        nowNs += duration.toNanos();
        machine.tick(nowNs);
        notifyAll();
    }

    /** What has happened, the newest last. */
    public synchronized List<Event> happened() {
        return events.stream().map(Recorded::event).toList();
    }

    /** The machine's time. */
    public synchronized long nowNs() {
        return machine.nowNs();
    }

    /** What becomes of such commands from now on. */
    public synchronized void fate(Fate next, Predicate<Command> which) {
        fate = next;
        fated = which;
    }

    /** Once, when such a command was judged and its sender has not heard of it yet, does this. */
    public synchronized void meanwhile(Predicate<Command> which, Runnable what) {
        awaited = which;
        meanwhile = what;
    }

    /** Asks the machine something else than the gateway did, from now on. */
    public synchronized void rewrite(UnaryOperator<Command> next) {
        rewriting = next;
    }

    /** Everything is answered again. */
    public synchronized void heal() {
        fated = command -> false;
    }

    /** No stream can be opened at the head any more. */
    public synchronized void hideEvents() {
        eventsAway = true;
    }

    /** Breaks every event stream that is open. */
    public synchronized void breakStreams() {
        breakStreams++;
        notifyAll();
    }

    /** Streams that begin before now show nothing any more. */
    public synchronized void hideLog() {
        hidden = true;
    }

    @Override
    public synchronized EventStream openAfter(EventPosition position) {
        return new Stream(hidden ? machine.lastEventNumber() : position.number(), true);
    }

    @Override
    public synchronized EventStream openAtHead() {
        if (eventsAway) {
            throw new EventsAwayException("no event server, by order of the test");
        }
        return new Stream(machine.lastEventNumber(), true);
    }

    /** The events from now on over a stream that never breaks. */
    synchronized EventStream openForPartner() {
        return new Stream(machine.lastEventNumber(), false);
    }

    private final class Stream implements EventStream {
        private long number;
        private final int generation;
        private final boolean breakable;

        Stream(long number, boolean breakable) {
            this.number = number;
            this.breakable = breakable;
            synchronized (InProcessHub.this) {
                this.generation = breakStreams;
            }
        }

        @Override
        public int poll(EventHandler handler, Duration wait) throws InterruptedException {
            List<Recorded> found;
            synchronized (InProcessHub.this) {
                if (events.size() == number) {
                    InProcessHub.this.wait(Math.max(1, wait.toMillis()));
                }
                if (breakable && generation != breakStreams) {
                    throw new DivergedException("broken by a test");
                }
                found = List.copyOf(events.subList((int) number, events.size()));
            }
            for (Recorded one : found) {
                number = one.number();
                handler.onEvent(position(), one.timeNs(), one.event());
            }
            return found.size();
        }

        @Override
        public EventPosition position() {
            return new EventPosition(number, 0);
        }

        @Override
        public long lag() {
            synchronized (InProcessHub.this) {
                return events.size() - number;
            }
        }

        @Override
        public EventHearing hearing() {
            return new EventHearing(EventHearing.Standing.STREAMING, lag(), System.nanoTime());
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
