// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells all waiting readers of a flush. A thread of its own does the waking, so that for the
 * service thread a flush costs one ring, however many readers wait.
 */
final class FlushBell implements AutoCloseable {
    private final EventLog log;
    private final Thread ringer = Thread.ofPlatform().name("event-bell").unstarted(this::run);
    private final Doorbell doorbell = new Doorbell(ringer);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flushed = lock.newCondition();
    private volatile boolean closed;

    private FlushBell(EventLog log) {
        this.log = log;
    }

    static FlushBell start(EventLog log) {
        FlushBell bell = new FlushBell(log);
        bell.ringer.start();
        log.attach(bell.doorbell);
        return bell;
    }

    /**
     * Waits until readers may see more than this number, or the time is over, or the bell is
     * closed.
     */
    void awaitBeyond(long number, long timeoutNs) throws InterruptedException {
        long left = timeoutNs;
        lock.lock();
        try {
            while (!closed && log.visibleNumber() <= number && left > 0) {
                left = flushed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Lets every waiting reader go. */
    @Override
    public void close() {
        log.detach(doorbell);
        closed = true;
        doorbell.ring();
    }

    private void run() {
        boolean last;
        do {
            doorbell.await();
            // Read before the signal: whoever waits on after it is not the last one to be told.
            last = closed;
            lock.lock();
            try {
                flushed.signalAll();
            } finally {
                lock.unlock();
            }
        } while (!last);
    }
}
