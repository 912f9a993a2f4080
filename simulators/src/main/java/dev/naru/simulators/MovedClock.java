// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** One simulator's own clock. It can be moved forward, as a sandbox's is. Safe for many threads. */
public final class MovedClock {
    private final InstantSource source;
    private Duration ahead = Duration.ZERO;

    /** A clock that is moved forward from this one. */
    public MovedClock(InstantSource source) {
        this.source = source;
    }

    /** Its time. */
    public synchronized Instant now() {
        return source.instant().plus(ahead);
    }

    /** Goes to this time, unless it is past already. */
    public synchronized void moveTo(Instant time) {
        Duration needed = Duration.between(source.instant(), time);
        if (needed.compareTo(ahead) > 0) {
            ahead = needed;
        }
    }
}
