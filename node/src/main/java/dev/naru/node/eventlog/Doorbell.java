// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets one thread sleep until others have something for it. What is to be seen must be published
 * before ringing. Ringing takes no lock, and while the bell has rung unheard it is one read.
 */
final class Doorbell {
    private final Thread sleeper;
    private volatile boolean rung;

    /** For this thread to sleep at. */
    Doorbell(Thread sleeper) {
        this.sleeper = sleeper;
    }

    void ring() {
        if (!rung) {
            rung = true;
            LockSupport.unpark(sleeper);
        }
    }

    /** Sleeps until the bell rings; returns at once if it has rung since the last time. */
    void await() {
        while (!rung) {
            LockSupport.park(this);
        }
        rung = false;
    }
}
