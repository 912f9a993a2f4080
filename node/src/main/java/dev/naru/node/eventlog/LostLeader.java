// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Whether this member has had no leader for so long that the others may have gone on without it:
 * who has read all that is here would wait for more in vain. For any thread.
 */
final class LostLeader {
    private static final long NOT_LOST = Long.MIN_VALUE;

    private final BooleanSupplier hasLeader;
    private final long patienceNs;
    private final AtomicLong sinceNs = new AtomicLong(NOT_LOST);

    LostLeader(BooleanSupplier hasLeader, Duration patience) {
        this.hasLeader = hasLeader;
        this.patienceNs = patience.toNanos();
    }

    /** An election of the usual length is no reason to send anybody away. */
    boolean isLost() {
        if (hasLeader.getAsBoolean()) {
            if (sinceNs.get() != NOT_LOST) {
                sinceNs.set(NOT_LOST);
            }
            return false;
        }
        long nowNs = System.nanoTime();
        long since = sinceNs.compareAndExchange(NOT_LOST, nowNs);
        return since != NOT_LOST && nowNs - since >= patienceNs;
    }
}
