// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * The member's server: so many connections, on each of which one payment after the other is quoted
 * and paid. Which payment begins when is said by a schedule, and a payment is measured from the
 * moment at which it should have begun, however late a connection was free for it.
 */
final class Buyers implements AutoCloseable {
    private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;
    private static final int PAYERS = 100_000;
    private static final int LEAST_RUPIAH = 1_000;
    private static final int MOST_RUPIAH = 2_000;
    private static final long ASK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final double NS_A_SECOND = 1e9;

    private volatile List<String> resolutions = List.of();
    private final List<Line> lines = new ArrayList<>();
    private final AtomicLong begun = new AtomicLong();
    private final LongAdder completed = new LongAdder();
    private final LongAdder debited = new LongAdder();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    Buyers(Town town, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            lines.add(town.line());
        }
    }

    /** From now on buys in these shops; what a code said is good for ten minutes. */
    void visit(List<String> shops) {
        resolutions = List.copyOf(shops);
    }

    /**
     * What a stretch of load met.
     *
     * @param completed payments that were completed
     * @param tookNs from its beginning to the end of its last payment
     * @param payments nanoseconds from when each should have begun to its end
     */
    record Stretch(long completed, long tookNs, Histogram payments) {
        double perSecond() {
            return completed * NS_A_SECOND / tookNs;
        }

        double ms(double percentile) {
            return payments.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /** Payments whose completion was told. */
    long completed() {
        return completed.sum();
    }

    /** Whole won that their payers were debited with. */
    long debitedWon() {
        return debited.sum();
    }

    /** What came that should not have come; at most a few of them. */
    List<String> complaints() {
        return complaints.stream().limit(3).toList();
    }

    /** For a time, pays on every one of some connections as fast as it can. */
    Stretch asFastAs(int connections, long timeNs) throws InterruptedException {
        Run run = new Run(timeNs);
        List<Thread> threads = new ArrayList<>();
        for (Line line : lines.subList(0, connections)) {
            threads.add(
                    Thread.startVirtualThread(
                            () -> {
                                while (run.goesOn(System.nanoTime())) {
                                    run.pay(line, System.nanoTime());
                                }
                            }));
        }
        return run.end(threads);
    }

    /**
     * For a time, has a payment begin whenever one is due, on the connection that was used last of
     * those that are free, as a client's pool has it: so there are as many as the load needs, and
     * none is opened anew because its turn comes seldom.
     */
    Stretch atRate(double perSecond, long timeNs) throws InterruptedException {
        Run run = new Run(timeNs);
        BlockingDeque<Line> free = new LinkedBlockingDeque<>(lines);
        List<Thread> threads = new ArrayList<>();
        for (long dueNs = run.beganNs;
                run.goesOn(dueNs);
                dueNs = run.beganNs + (long) (threads.size() * NS_A_SECOND / perSecond)) {
            for (long left = dueNs - System.nanoTime();
                    left > 0;
                    left = dueNs - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            Line line = free.take();
            long intendedNs = dueNs;
            threads.add(
                    Thread.startVirtualThread(
                            () -> {
                                try {
                                    run.pay(line, intendedNs);
                                } finally {
                                    free.addFirst(line);
                                }
                            }));
        }
        return run.end(threads);
    }

    /** A stretch that is under way. */
    private final class Run {
        private final long beganNs = System.nanoTime();
        private final long endNs;
        private final long before = completed.sum();
        private final Histogram payments = new ConcurrentHistogram(1, LONGEST_NS, DIGITS);

        Run(long timeNs) {
            endNs = beganNs + timeNs;
        }

        /** Whether a payment may begin at this time. */
        boolean goesOn(long atNs) {
            return atNs < endNs && complaints.isEmpty();
        }

        void pay(Line line, long intendedNs) {
            try {
                Buyers.this.pay(line);
            } catch (IOException | RuntimeException wrong) {
                complaints.add(wrong.toString());
            }
            payments.recordValue(Math.clamp(System.nanoTime() - intendedNs, 1, LONGEST_NS));
        }

        Stretch end(List<Thread> threads) throws InterruptedException {
            for (Thread thread : threads) {
                thread.join();
            }
            return new Stretch(completed.sum() - before, System.nanoTime() - beganNs, payments);
        }
    }

    /** Quotes and pays; asks on while the end is not told. */
    private void pay(Line line) throws IOException {
        SplittableRandom chance = new SplittableRandom(begun.getAndIncrement());
        List<String> shops = resolutions;
        String resolution = shops.get(chance.nextInt(shops.size()));
        int rupiah = chance.nextInt(LEAST_RUPIAH, MOST_RUPIAH);
        Line.Heard quote =
                line.post(
                        "/v1/quotes",
                        UUID.randomUUID().toString(),
                        "{\"resolution\":\""
                                + resolution
                                + "\",\"amount\":{\"value\":\""
                                + rupiah
                                + ".00\",\"currency\":\"IDR\"}}");
        if (quote.status() != 201) {
            complaints.add("a quote answered " + quote.status() + " " + quote.body());
            return;
        }
        String payment = UUID.randomUUID().toString();
        String debit = quote.raw("debit_amount");
        Line.Heard paid =
                line.post(
                        "/v1/payments",
                        payment,
                        "{\"quote_id\":"
                                + quote.raw("quote_id")
                                + ",\"resolution\":\""
                                + resolution
                                + "\",\"debit_amount\":"
                                + debit
                                + ",\"destination_amount\":"
                                + quote.raw("destination_amount")
                                + ",\"payer\":{\"name\":\"Seo"
                                + " Haneul\",\"account\":\"3021-2204-5578\",\"reference\":\"c-"
                                + chance.nextInt(PAYERS)
                                + "\"}}");
        while (paid.status() == 202 || isOpen(paid)) {
            LockSupport.parkNanos(ASK_AGAIN_NS);
            paid = line.get("/v1/payments/" + payment);
        }
        if (paid.status() / 100 != 2 || !paid.text("state").equals("COMPLETED")) {
            complaints.add("a payment answered " + paid.status() + " " + paid.body());
            return;
        }
        completed.increment();
        String won = debit.substring(debit.indexOf("\"value\":\"") + "\"value\":\"".length());
        debited.add(Long.parseLong(won.substring(0, won.indexOf('"'))));
    }

    private static boolean isOpen(Line.Heard paid) {
        return paid.status() == 200
                && switch (paid.text("state")) {
                    case "RESERVED", "DISPATCHED", "IN_DOUBT" -> true;
                    default -> false;
                };
    }

    @Override
    public void close() {
        for (Line line : lines) {
            try {
                line.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
