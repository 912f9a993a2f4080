// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How an event server serves.
 *
 * @param bind where it listens; port 0 for any free one. There is no authentication: whoever
 *     reaches this address reads every event, so it belongs on a network of the hub's own
 * @param connections readers at the same time; more are turned away
 * @param heartbeatEvery how often a reader without news hears that there is none
 * @param requestWithin how long a reader may take to say what it wants
 * @param stuckAfter a reader that has taken nothing for this long loses its place when another one
 *     needs it
 * @param leaderlessFor a member without a leader for this long sends those away who have read all
 *     that it has
 */
public record EventServerSettings(
        InetSocketAddress bind,
        int connections,
        Duration heartbeatEvery,
        Duration requestWithin,
        Duration stuckAfter,
        Duration leaderlessFor) {
    public EventServerSettings {
        if (connections < 1) {
            throw new IllegalArgumentException("connections must be at least 1");
        }
        if (!isPositive(heartbeatEvery)
                || !isPositive(requestWithin)
                || !isPositive(stuckAfter)
                || !isPositive(leaderlessFor)) {
            throw new IllegalArgumentException("every duration must be at least a millisecond");
        }
    }

    /** 64 readers, a heartbeat each second, 5 s to ask, 10 s to be stuck, 2 s without a leader. */
    public static EventServerSettings of(InetSocketAddress bind) {
        return new EventServerSettings(
                bind,
                64,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2));
    }

    private static boolean isPositive(Duration duration) {
        return duration.toMillis() > 0;
    }
}
