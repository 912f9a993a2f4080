// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A thread that looks at something now and then. Whoever closes it waits for its last look. */
final class RoundThread implements AutoCloseable {
    private final Thread thread;
    private final long roundNs;
    private volatile boolean isClosed;

    /**
     * A thread that is not started yet. What ends it is a fault: nobody else would find out, and
     * what it looks after would go on without it.
     *
     * @param rounds goes on while {@link #isOpen}, with {@link #awaitNext} between its looks
     * @param roundNs how long it rests between two
     */
    RoundThread(String name, Runnable rounds, long roundNs, Faults faults) {
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name(name)
                        .uncaughtExceptionHandler((_, end) -> faults.raise(end))
                        .unstarted(rounds);
        this.roundNs = roundNs;
    }

    void start() {
        thread.start();
    }

    boolean isOpen() {
        return !isClosed;
    }

    /** For the thread itself: rests until the next look, or until it is closed. */
    void awaitNext() {
        LockSupport.parkNanos(this, roundNs);
    }

    @Override
    public void close() {
        isClosed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            // It may have looked at the flag just before, and be about to rest.
            LockSupport.unpark(thread);
            try {
                thread.join(TimeUnit.NANOSECONDS.toMillis(roundNs));
            } catch (InterruptedException stopped) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
