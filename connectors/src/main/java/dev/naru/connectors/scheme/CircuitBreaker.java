// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stops asking a system that does not answer. Closed, everything passes. After a row of failures it
 * opens and nothing passes but probes; a probe half-opens it, enough good probes close it, a bad
 * one opens it again for longer. It keeps no time of its own: {@link Prober} does. Safe for many
 * threads.
 */
public final class CircuitBreaker {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final BreakerSettings settings;
    private State state = State.CLOSED;
    private int failures;
    private int successes;
    private Duration pause;

    /** Where a breaker is. */
    public enum State {
        /** All pass. */
        CLOSED,
        /** None pass. */
        OPEN,
        /** Only probes pass, and so far they did well. */
        HALF_OPEN
    }

    /** A closed breaker. */
    public CircuitBreaker(BreakerSettings settings) {
        this.settings = settings;
        this.pause = settings.firstPause();
    }

    /** Where it is. */
    public State state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** Whether ordinary calls pass. */
    public boolean isClosed() {
        return state() == State.CLOSED;
    }

    /** A call was answered. */
    public void succeeded() {
        lock.lock();
        try {
            failures = 0;
            if (state != State.CLOSED) {
                successes++;
                pause = settings.firstPause();
                become(successes >= settings.successesToClose() ? State.CLOSED : State.HALF_OPEN);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A call was not answered, or not sensibly. */
    public void failed() {
        lock.lock();
        try {
            successes = 0;
            failures++;
            if (state == State.CLOSED && failures >= settings.failuresToOpen()) {
                pause = settings.firstPause();
                become(State.OPEN);
            } else if (state == State.HALF_OPEN) {
                become(State.OPEN);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * A probe was not answered, or not sensibly: it stays open, and the next probe waits longer.
     */
    public void probeFailed() {
        lock.lock();
        try {
            if (state != State.CLOSED) {
                successes = 0;
                Duration doubled = pause.multipliedBy(2);
                pause =
                        doubled.compareTo(settings.longestPause()) > 0
                                ? settings.longestPause()
                                : doubled;
                become(State.OPEN);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes it whatever was counted, as when the other side says that it takes all. */
    void reset() {
        lock.lock();
        try {
            pause = settings.firstPause();
            become(State.CLOSED);
        } finally {
            lock.unlock();
        }
    }

    /** How long to wait before the next probe. */
    public Duration pause() {
        lock.lock();
        try {
            return pause;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is not closed, at most this long; whether it is not. */
    boolean awaitTrouble(Duration patience) throws InterruptedException {
        long leftNs = patience.toNanos();
        lock.lock();
        try {
            while (state == State.CLOSED && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
            return state != State.CLOSED;
        } finally {
            lock.unlock();
        }
    }

    private void become(State next) {
        if (state != next) {
            state = next;
            successes = next == State.HALF_OPEN ? successes : 0;
            failures = 0;
            changed.signalAll();
        }
    }
}
