// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands replies over. What may wait runs on a virtual thread of its own, so that nobody's code can
 * keep the client's thread, or anybody else's reply, waiting.
 */
final class Deliveries {
    private static final System.Logger LOG = System.getLogger(Deliveries.class.getName());

    private final Semaphore turns;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong busy = new AtomicLong();
    private List<Runnable> elsewhere = new ArrayList<>();

    /**
     * @param turns one is given back for each reply, before it is handed over, so that whoever
     *     takes the reply can ask again
     */
    Deliveries(Semaphore turns) {
        this.turns = turns;
    }

    /** Takes a reply; it is handed over now or with {@link #flush}. */
    void deliver(Ask ask, Reply reply) {
        count(reply);
        switch (ask.delivery) {
            case HERE -> {
                turns.release();
                handOver(ask, reply);
            }
            case ELSEWHERE -> elsewhere.add(() -> handOver(ask, reply));
        }
    }

    /** Hands over what is waiting, and says how many that were. */
    int flush() {
        int count = elsewhere.size();
        if (count > 0) {
            List<Runnable> these = elsewhere;
            elsewhere = new ArrayList<>(count);
            Thread.startVirtualThread(() -> run(these));
        }
        return count;
    }

    void count(Reply reply) {
        AtomicLong counter =
                switch (reply) {
                    case Reply.Answered _ -> answered;
                    case Reply.Unknown _ -> unknown;
                    case Reply.Busy _ -> busy;
                };
        counter.incrementAndGet();
    }

    long answered() {
        return answered.get();
    }

    long unknown() {
        return unknown.get();
    }

    long busy() {
        return busy.get();
    }

    private void run(List<Runnable> these) {
        turns.release(these.size());
        Runnable last = these.removeLast();
        these.forEach(Thread::startVirtualThread);
        last.run();
    }

    private static void handOver(Ask ask, Reply reply) {
        try {
            ask.handler.onReply(reply);
        } catch (RuntimeException theirs) {
            LOG.log(System.Logger.Level.ERROR, "a reply was not taken", theirs);
        }
    }
}
