// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Where the queue of each endpoint begins. What was delivered stays in the database's index until
 * the table is vacuumed, and whoever looks from the very beginning steps over all of it, many times
 * a second. So one looks from where the first that waits was seen last. New messages come behind
 * it, in the order of their events; what waits before it all the same (it was asked for again, or
 * its endpoint was disabled) is found when one looks at everything: four times a second, and each
 * endpoint's next lease with it.
 */
final class QueueStarts {
    static final Duration EVERYTHING_EVERY = Duration.ofMillis(250);

    private final LongSupplier monotonicNs;
    private final Map<String, Long> firstNs = new HashMap<>();
    private final Set<String> leasedFromAll = new HashSet<>();
    private OptionalLong lookedAtAllNs = OptionalLong.empty();

    /**
     * None is known yet.
     *
     * @param monotonicNs a time that only rises, nanoseconds
     */
    QueueStarts(LongSupplier monotonicNs) {
        this.monotonicNs = monotonicNs;
    }

    /**
     * From where one looks at all endpoints now: a time at which messages fall due, nanoseconds,
     * and none for endpoints that are looked at from the beginning.
     */
    synchronized Map<String, Long> ofAll() {
        long nowNs = monotonicNs.getAsLong();
        if (lookedAtAllNs.isEmpty()
                || nowNs - lookedAtAllNs.getAsLong() >= EVERYTHING_EVERY.toNanos()) {
            lookedAtAllNs = OptionalLong.of(nowNs);
            leasedFromAll.clear();
            return Map.of();
        }
        return Map.copyOf(firstNs);
    }

    /** From where an endpoint's queue is leased now, 0 for the beginning. */
    synchronized long of(String endpointId) {
        return leasedFromAll.add(endpointId) ? 0 : firstNs.getOrDefault(endpointId, 0L);
    }

    /** The first that waits at an endpoint and is due. */
    synchronized void saw(String endpointId, long dueNs) {
        firstNs.put(endpointId, dueNs);
    }
}
