// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cluster;

import dev.naru.benchmarks.market.ExpectedLedger;
import dev.naru.benchmarks.market.Market;
import dev.naru.client.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * Makes payments, from one thread, and books what it is told into an {@link ExpectedLedger}. A
 * command whose fate is unknown is sent again with the same ids, until it is known.
 */
public final class Load {
    private static final long IDLE_NS = 20_000;
    private static final int LANDED_A_ROUND = 4_096;
    private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;
    private static final double NS_A_SECOND = 1e9;

    private final Market market;
    private final ExpectedLedger ledger;
    private final Queue<Flight> landed;
    private final List<Flight> all = new ArrayList<>();
    private final ArrayDeque<Flight> free = new ArrayDeque<>();
    private final int flights;
    private Sender sender;
    private Histogram payments = histogram();
    private Histogram commands = histogram();
    private final BitSet completedIndexes = new BitSet();
    private final int firstIndex;
    private int begun;
    private long completed;
    private long expired;
    private long repeated;

    /**
     * What a stretch of load met.
     *
     * @param completed payments that were completed in it
     * @param payments nanoseconds from when each should have begun to its completion; those that
     *     {@link #drain} completes afterwards are among them
     * @param commands nanoseconds from sending to reply, likewise
     */
    public record Stretch(long completed, long tookNs, Histogram payments, Histogram commands) {
        /** Payments a second. */
        public double perSecond() {
            return completed * NS_A_SECOND / tookNs;
        }
    }

    /**
     * Load that has not begun.
     *
     * @param flights how many payments may be under way at one time
     * @param firstIndex the market's payment to begin with
     */
    public Load(Market market, ExpectedLedger ledger, Sender sender, int flights, int firstIndex) {
        this.market = market;
        this.ledger = ledger;
        this.sender = sender;
        this.firstIndex = firstIndex;
        this.flights = flights;
        this.landed = new ManyToOneConcurrentArrayQueue<>(flights);
        for (int i = 0; i < flights; i++) {
            all.add(new Flight(landed));
        }
        free.addAll(all);
    }

    /** For a time, begins a payment whenever fewer than this many are under way. */
    public Stretch atMost(int underWay, Duration time) {
        long beganNs = restart();
        long before = completed;
        long endNs = beganNs + time.toNanos();
        while (System.nanoTime() < endNs) {
            idle(land() + beginUpTo(underWay));
        }
        return stretch(before, beganNs);
    }

    /** The same, until this many payments were completed since the beginning of all. */
    public Stretch atMostUntil(int underWay, long target) {
        long beganNs = restart();
        long before = completed;
        while (completed < target) {
            idle(land() + beginUpTo(underWay));
        }
        return stretch(before, beganNs);
    }

    /**
     * For a time, begins a payment whenever one is due, whether or not the earlier ones have ended.
     * Where all flights are taken, the due payment begins late, and is measured from when it was
     * due.
     */
    public Stretch atRate(double perSecond, Duration time) {
        long beganNs = restart();
        long before = completed;
        long due = 0;
        long endNs = beganNs + time.toNanos();
        for (long nowNs = beganNs; nowNs < endNs; nowNs = System.nanoTime()) {
            int moved = land();
            long dueNs = beganNs + (long) (due * NS_A_SECOND / perSecond);
            while (dueNs <= nowNs && !free.isEmpty()) {
                begin(dueNs);
                moved++;
                due++;
                dueNs = beganNs + (long) (due * NS_A_SECOND / perSecond);
            }
            idle(moved);
        }
        return stretch(before, beganNs);
    }

    /** Begins nothing, and waits until all that is under way has ended. */
    public void drain() {
        while (free.size() < flights) {
            idle(land());
        }
    }

    /** Sends through another door from now on, what was left unknown at the old one included. */
    public void moveTo(Sender other) {
        sender = other;
        all.forEach(Flight::interrupt);
    }

    /** Whose payments these are. */
    public Market market() {
        return market;
    }

    /** Payments that were begun since the beginning of all. */
    public int begun() {
        return begun;
    }

    /** Whether the completion of the market's payment with this index was acknowledged. */
    public boolean isCompleted(int index) {
        return completedIndexes.get(index);
    }

    /** Payments whose completion was acknowledged. */
    public long completed() {
        return completed;
    }

    /** Payments that expired because the hub was away. */
    public long expired() {
        return expired;
    }

    /** Commands that were sent again because nothing was known of them. */
    public long repeated() {
        return repeated;
    }

    private int beginUpTo(int underWay) {
        int moved = 0;
        while (flights - free.size() < underWay) {
            begin(System.nanoTime());
            moved++;
        }
        return moved;
    }

    private void begin(long intendedNs) {
        Flight flight = free.remove();
        flight.begin(firstIndex + begun, intendedNs);
        begun++;
        send(flight);
    }

    private void send(Flight flight) {
        flight.sentNs = System.nanoTime();
        sender.send(flight.command(market), flight);
    }

    private int land() {
        int moved = 0;
        for (Flight flight = landed.poll(); flight != null; flight = landed.poll()) {
            takeReply(flight);
            moved++;
            if (moved == LANDED_A_ROUND) {
                break;
            }
        }
        return moved;
    }

    private void takeReply(Flight flight) {
        switch (flight.reply()) {
            case Reply.Answered answered -> {
                long nowNs = System.nanoTime();
                record(commands, nowNs - flight.sentNs);
                flight.advance(answered.outcome());
                switch (flight.step()) {
                    case QUOTE, INITIATE, DISPATCH, ANSWER -> send(flight);
                    case COMPLETED -> {
                        record(payments, nowNs - flight.intendedNs);
                        ledger.add(flight.priced());
                        completedIndexes.set(flight.index());
                        completed++;
                        free.add(flight);
                    }
                    case EXPIRED -> {
                        expired++;
                        free.add(flight);
                    }
                }
            }
            case Reply.Unknown unknown -> {
                repeated++;
                flight.repeat();
                send(flight);
            }
            case Reply.Busy busy -> {
                repeated++;
                send(flight);
            }
        }
    }

    private long restart() {
        payments = histogram();
        commands = histogram();
        return System.nanoTime();
    }

    private Stretch stretch(long before, long beganNs) {
        return new Stretch(completed - before, System.nanoTime() - beganNs, payments, commands);
    }

    private static void record(Histogram histogram, long tookNs) {
        histogram.recordValue(Math.clamp(tookNs, 1, LONGEST_NS));
    }

    private static Histogram histogram() {
        return new Histogram(1, LONGEST_NS, DIGITS);
    }

    private static void idle(int moved) {
        if (moved == 0) {
            LockSupport.parkNanos(IDLE_NS);
        }
    }
}
