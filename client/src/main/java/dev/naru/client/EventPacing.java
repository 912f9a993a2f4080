// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import java.time.Duration;

/**
 * How patient an event reader is.
 *
 * @param silence a server that says nothing for this long, not even a heartbeat, is given up
 * @param firstPause between two rounds through all servers; doubles each time
 * @param longestPause where the doubling ends
 * @param doubt how long a server may bring no event before another one is asked whether there are
 *     any, and as long again before it is left for that one
 * @param head how long to look for a server that tells where the head is
 */
record EventPacing(
        Duration silence,
        Duration firstPause,
        Duration longestPause,
        Duration doubt,
        Duration head) {
    static final EventPacing USUAL =
            new EventPacing(
                    Duration.ofSeconds(5),
                    Duration.ofMillis(10),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(10));

    /** The pause after this many rounds without success, in nanoseconds. */
    long pauseNs(int rounds) {
        long firstNs = firstPause.toNanos();
        int doublings = Math.min(Math.max(0, rounds - 1), 30);
        return Math.min(longestPause.toNanos(), firstNs << doublings);
    }
}
