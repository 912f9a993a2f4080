// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Commands that were sent and are not answered, by correlation id and from the oldest on. For the
 * client's thread alone.
 */
final class InFlight {
    private final Long2ObjectHashMap<Ask> byCorrelationId = new Long2ObjectHashMap<>();
    private @Nullable Ask oldest;
    private @Nullable Ask newest;

    void add(Ask ask) {
        byCorrelationId.put(ask.correlationId, ask);
        ask.older = newest;
        if (newest == null) {
            oldest = ask;
        } else {
            newest.newer = ask;
        }
        newest = ask;
    }

    /** Takes out the one with this id; null when it is not, or no longer, here. */
    @Nullable Ask remove(long correlationId) {
        Ask ask = byCorrelationId.remove(correlationId);
        if (ask != null) {
            unlink(ask);
        }
        return ask;
    }

    /** Takes out the oldest; null when there is none. */
    @Nullable Ask removeOldest() {
        return oldest == null ? null : remove(oldest.correlationId);
    }

    /** Takes out the oldest if its time has passed; null otherwise. */
    @Nullable Ask removeOverdue(long nowNs) {
        return oldest != null && oldest.isOverdue(nowNs) ? removeOldest() : null;
    }

    int size() {
        return byCorrelationId.size();
    }

    private void unlink(Ask ask) {
        Ask older = ask.older;
        Ask newer = ask.newer;
        if (older == null) {
            oldest = newer;
        } else {
            older.newer = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.older = older;
        }
        ask.older = null;
        ask.newer = null;
    }
}
