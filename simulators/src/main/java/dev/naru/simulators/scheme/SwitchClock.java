// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The switch's own clock. It can be moved forward, as a sandbox's is. Safe for many threads. */
final class SwitchClock {
    private final InstantSource source;
    private Duration ahead = Duration.ZERO;

    SwitchClock(InstantSource source) {
        this.source = source;
    }

    synchronized Instant now() {
        return source.instant().plus(ahead);
    }

    /** Goes to this time, unless it is past already. */
    synchronized void moveTo(Instant time) {
        Duration needed = Duration.between(source.instant(), time);
        if (needed.compareTo(ahead) > 0) {
            ahead = needed;
        }
    }
}
