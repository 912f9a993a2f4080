// SPDX-License-Identifier: Apache-2.0
package sample.broken.naru.core;

import java.util.concurrent.locks.ReentrantLock;

/** Breaks: the core takes no lock. */
public final class Impure {
    private final ReentrantLock lock = new ReentrantLock();

    /** Whether somebody waits. */
    public boolean waits() {
        return lock.hasQueuedThreads();
    }
}
