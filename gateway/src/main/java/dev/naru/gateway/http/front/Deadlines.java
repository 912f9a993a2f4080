// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Cuts off callers who never come to an end. A time-out of a socket is for each byte: who sends one
 * now and then keeps a thread for hours, so the whole has a deadline here. Being cut means being
 * interrupted, at which a virtual thread's socket closes.
 */
public final class Deadlines implements AutoCloseable {
    private static final int LOOKS = 4;
    private static final long MOST_BETWEEN_LOOKS_NS = TimeUnit.SECONDS.toNanos(1);

    private final Duration patience;
    private final Map<Thread, Long> reading = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread watcher;

    /**
     * Begins to watch.
     *
     * @param patience how long the head of a request may take after its first line, and again how
     *     long its body may
     */
    public Deadlines(Duration patience) {
        this.patience = patience;
        this.watcher = Thread.ofVirtual().name("deadlines").start(this::watch);
    }

    /** How long a part of a request may take. */
    public Duration patience() {
        return patience;
    }

    /** The current thread begins to read from its caller. */
    public void begin() {
        begin(patience);
    }

    /** The current thread begins to read what hardly matters any more. */
    public void begin(Duration most) {
        reading.put(Thread.currentThread(), System.nanoTime() + most.toNanos());
    }

    /** The current thread has read, or was cut off. */
    public void end() {
        if (reading.remove(Thread.currentThread()) == null) {
            // It was cut in the very last moment: what comes next is not to be interrupted.
            Thread.interrupted();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long lookEveryNs() {
        return Math.min(MOST_BETWEEN_LOOKS_NS, patience.toNanos() / LOOKS);
    }

    private void watch() {
        try {
            while (!closed.await(lookEveryNs(), TimeUnit.NANOSECONDS)) {
                long nowNs = System.nanoTime();
                reading.keySet().forEach(thread -> cutWhenDue(thread, nowNs));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In one step with the removal, so that nobody is interrupted who has just ended. */
    private void cutWhenDue(Thread thread, long nowNs) {
        reading.computeIfPresent(
                thread,
                (same, deadlineNs) -> {
                    if (nowNs - deadlineNs < 0) {
                        return deadlineNs;
                    }
                    thread.interrupt();
                    return null;
                });
    }
}
