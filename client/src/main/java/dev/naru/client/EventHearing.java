// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import java.time.Duration;

/**
 * How a reader of events stands with the event servers at one moment. A lag alone says nothing: who
 * hears nobody does not hear of being behind, either.
 *
 * @param standing with the servers
 * @param lag how many events the hub has beyond what was handed over, as last heard
 * @param heardAtNs when a server last said anything, if only that nothing happens; as {@link
 *     System#nanoTime}
 */
public record EventHearing(Standing standing, long lag, long heardAtNs) {

    /** How a reader stands with the servers, as last heard. */
    public enum Standing {
        /** It looks for a server. */
        CONNECTING,
        /** A server feeds it. */
        STREAMING,
        /**
         * A server does not have what comes next, and none that has it was found since; when no
         * other has it, somebody must act.
         */
        NOT_HERE,
        /** A server is not as far as the reader; if that is the leader, somebody must act. */
        AHEAD,
        /** The hub's log is not the one that was read. Final. */
        DIVERGED
    }

    /** Before any server was heard. */
    public static EventHearing none() {
        return new EventHearing(Standing.CONNECTING, 0, System.nanoTime());
    }

    /** The same in another standing. */
    public EventHearing in(Standing other) {
        return new EventHearing(other, lag, heardAtNs);
    }

    /** For how long no server has said anything. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardAtNs);
    }
}
