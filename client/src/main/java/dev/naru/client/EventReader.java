// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.client.EventHearing.Standing;
import dev.naru.protocol.Event;
import dev.naru.protocol.eventlog.EventAnswer;
import dev.naru.protocol.eventlog.EventRecord;
import dev.naru.protocol.eventlog.EventRecordReader;
import dev.naru.protocol.eventlog.EventRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from whichever member can serve them, one after the other and each exactly once: it
 * takes only the next number, whole and chained to the event before, and goes on from there after
 * every lost connection.
 *
 * <p>{@link #poll} is for one thread. {@link #close}, {@link #position}, {@link #lag} and {@link
 * #hearing} are for any.
 */
public final class EventReader implements EventStream {
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final List<InetSocketAddress> servers;
    private final EventDecoder decoder;
    private final EventPacing pacing;
    private final Selector selector;
    private final SecondOpinion second;
    private EventRequest request;
    private int server;
    private int nextServer;
    private int failures;
    private long retryAtNs = System.nanoTime();
    private long doubtAtNs;
    private long elsewhereNumber;
    private @Nullable String divergence;
    private volatile @Nullable EventLink link;
    private volatile EventPosition position;
    private volatile long heardNumber;
    private volatile long heardAtNs = System.nanoTime();
    private volatile Standing standing = Standing.CONNECTING;
    private volatile boolean closed;

    private EventReader(
            List<InetSocketAddress> servers,
            EventDecoder decoder,
            EventPacing pacing,
            EventRequest request) {
        this.servers = List.copyOf(servers);
        this.decoder = decoder;
        this.pacing = pacing;
        this.request = request;
        this.position = new EventPosition(Math.max(0, request.afterNumber()), request.crc());
        try {
            this.selector = Selector.open();
            this.second = new SecondOpinion(this.servers, selector);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot open a selector", e);
        }
    }

    static EventReader after(
            EventPosition position,
            List<InetSocketAddress> servers,
            EventDecoder decoder,
            EventPacing pacing) {
        EventRequest request = new EventRequest(position.number(), position.crc());
        return new EventReader(servers, decoder, pacing, request);
    }

    /** Returns when a server has said where its head is. */
    static EventReader atHead(
            List<InetSocketAddress> servers, EventDecoder decoder, EventPacing pacing) {
        EventReader reader = new EventReader(servers, decoder, pacing, EventRequest.atHead());
        try {
            reader.findHead();
            return reader;
        } catch (InterruptedException e) {
            reader.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while looking for an event server", e);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>An event whose handler throws has not been handed over; the next call brings it again.
     *
     * @throws InterruptedException also when the stream is closed, before or meanwhile
     * @throws UnreadableEventException when an event cannot be decoded
     */
    @Override
    public int poll(EventHandler handler, Duration wait) throws InterruptedException {
        long waitNs = wait.compareTo(LONGEST_WAIT) < 0 ? wait.toNanos() : LONGEST_WAIT.toNanos();
        long endNs = System.nanoTime() + waitNs;
        while (true) {
            checkGoingOn();
            int taken = advance() ? deliver(handler) : 0;
            long leftNs = endNs - System.nanoTime();
            boolean hasLeft = taken == 0 && leaveWhereOthersAreFurther();
            if (taken > 0 || leftNs <= 0) {
                return taken;
            }
            if (!hasLeft) {
                await(leftNs);
            }
        }
    }

    @Override
    public EventPosition position() {
        return position;
    }

    @Override
    public long lag() {
        return Math.max(0, heardNumber - position.number());
    }

    @Override
    public EventHearing hearing() {
        return new EventHearing(standing, lag(), heardAtNs);
    }

    /** Ends the stream. A {@link #poll} that is under way ends soon. */
    @Override
    public void close() {
        closed = true;
        try {
            selector.close();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot close a selector", e);
        } finally {
            closeLink();
            second.close();
        }
    }

    private void findHead() throws InterruptedException {
        long endNs = System.nanoTime() + pacing.head().toNanos();
        while (!advance()) {
            checkGoingOn();
            long leftNs = endNs - System.nanoTime();
            if (leftNs <= 0) {
                throw new EventsAwayException("No event server answered: " + servers);
            }
            await(leftNs);
        }
    }

    private void checkGoingOn() throws InterruptedException {
        if (divergence != null) {
            throw new DivergedException(divergence);
        }
        if (closed || Thread.interrupted()) {
            throw new InterruptedException(closed ? "The stream is closed" : "Interrupted");
        }
    }

    /** Goes on with the connection without waiting; whether it may have brought events. */
    private boolean advance() {
        try {
            EventLink now = link == null ? connect() : link;
            if (now == null) {
                return false;
            }
            boolean judged = now.answer().isPresent();
            now.advance();
            if (now.answer().isEmpty()) {
                loseWhenOver(now);
                return false;
            }
            return judged || judge(now.asked(), now.answer().get());
        } catch (IOException | CancelledKeyException | ClosedSelectorException e) {
            lose(Standing.CONNECTING);
            return false;
        }
    }

    private @Nullable EventLink connect() throws IOException {
        if (closed || System.nanoTime() - retryAtNs < 0) {
            return null;
        }
        server = nextServer;
        nextServer = (nextServer + 1) % servers.size();
        EventLink opened = EventLink.open(selector, servers.get(server), request);
        link = opened;
        if (closed) {
            closeLink();
        }
        return opened;
    }

    private boolean judge(EventRequest asked, EventAnswer answer) throws IOException {
        hear(answer.lastNumber());
        return switch (answer.verdict()) {
            case STREAM -> {
                begin(asked, answer);
                yield true;
            }
            case NOT_HERE -> lose(Standing.NOT_HERE);
            case AHEAD -> lose(Standing.AHEAD);
            case DIVERGED -> throw diverged(position + " is not on the chain of " + link);
        };
    }

    private void begin(EventRequest asked, EventAnswer answer) throws IOException {
        EventPosition start = new EventPosition(answer.afterNumber(), answer.crc());
        if (!asked.isAtHead() && !start.equals(position)) {
            throw new IOException("asked for what follows " + position + ", got " + start);
        }
        moveTo(start);
        standing = Standing.STREAMING;
        trust();
    }

    private void moveTo(EventPosition next) {
        position = next;
        request = new EventRequest(next.number(), next.crc());
    }

    private int deliver(EventHandler handler) {
        int taken = 0;
        for (EventLink now = link; now != null && !closed; now = link) {
            switch (now.peek()) {
                case WHOLE -> taken += take(now, handler);
                case BROKEN -> lose(Standing.CONNECTING);
                case SHORT -> {
                    loseWhenOver(now);
                    return taken;
                }
            }
        }
        return taken;
    }

    private void loseWhenOver(EventLink now) {
        if (now.hasEnded() || System.nanoTime() - silentAtNs(now) > 0) {
            lose(Standing.CONNECTING);
        }
    }

    private int take(EventLink now, EventHandler handler) {
        EventRecordReader record = now.record();
        if (record.kind() == EventRecord.Kind.HEARTBEAT) {
            hear(record.number());
            failures = 0;
            now.pass();
            return 0;
        }
        EventPosition last = position;
        if (record.number() != last.number() + 1) {
            lose(Standing.CONNECTING);
            return 0;
        }
        if (record.previousCrc() != last.crc()) {
            throw diverged("event " + record.number() + " of " + now + " does not follow " + last);
        }
        EventPosition next = new EventPosition(record.number(), record.crc());
        handler.onEvent(next, record.timeNs(), decode(record));
        moveTo(next);
        hear(next.number());
        trust();
        failures = 0;
        now.pass();
        return 1;
    }

    /** This server brings events. */
    private void trust() {
        elsewhereNumber = 0;
        doubtAtNs = System.nanoTime() + pacing.doubt().toNanos();
    }

    /**
     * A server that brings nothing may stand still, however alive it sounds. Where another one has
     * been further for a while, this one is left for it.
     */
    private boolean leaveWhereOthersAreFurther() {
        if (link == null || standing != Standing.STREAMING) {
            return false;
        }
        OptionalLong head = second.answer();
        if (head.isPresent()) {
            elsewhereNumber = head.getAsLong();
            heardNumber = Math.max(heardNumber, elsewhereNumber);
        }
        if (System.nanoTime() - doubtAtNs < 0) {
            return false;
        }
        boolean isBehind = elsewhereNumber > position.number();
        trust();
        if (isBehind) {
            nextServer = second.asked();
            lose(Standing.CONNECTING);
        } else {
            second.ask(server);
        }
        return isBehind;
    }

    /** What another server has, this one has not denied. */
    private void hear(long headNumber) {
        heardNumber = Math.max(heardNumber, headNumber);
        heardAtNs = System.nanoTime();
    }

    private Event decode(EventRecordReader record) {
        try {
            return decoder.decode(record.buffer(), record.payloadOffset(), record.payloadLength());
        } catch (RuntimeException e) {
            throw new UnreadableEventException(record, e);
        }
    }

    private DivergedException diverged(String sentence) {
        lose(Standing.DIVERGED);
        divergence = sentence;
        return new DivergedException(sentence);
    }

    /** Always false: this connection brings no more events. */
    private boolean lose(Standing now) {
        // What one does not have is looked for elsewhere, however many others do not answer.
        boolean isNotHere = standing == Standing.NOT_HERE && now != Standing.DIVERGED;
        standing = isNotHere ? Standing.NOT_HERE : now;
        closeLink();
        failures++;
        int rounds = failures / servers.size();
        boolean roundIsOver = failures % servers.size() == 0;
        retryAtNs = System.nanoTime() + (roundIsOver ? pacing.pauseNs(rounds) : 0);
        return false;
    }

    private void closeLink() {
        EventLink now = link;
        link = null;
        if (now != null) {
            try {
                now.close();
            } catch (IOException e) {
                throw new IllegalStateException("Cannot close the connection to " + now, e);
            }
        }
    }

    private long silentAtNs(EventLink now) {
        return now.heardAtNs() + pacing.silence().toNanos();
    }

    private void await(long leftNs) {
        EventLink now = link;
        long nowNs = System.nanoTime();
        long boundNs = Math.min(leftNs, (now == null ? retryAtNs : silentAtNs(now)) - nowNs);
        if (standing == Standing.STREAMING) {
            boundNs = Math.min(boundNs, doubtAtNs - nowNs);
        }
        if (boundNs <= 0) {
            return;
        }
        try {
            selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(boundNs)));
            selector.selectedKeys().clear();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot wait for events", e);
        } catch (ClosedSelectorException e) {
            // Closed meanwhile: the next look at the flag ends the poll.
        }
    }
}
