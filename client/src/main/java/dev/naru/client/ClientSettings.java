// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import java.time.Duration;

/**
 * How a client works.
 *
 * @param maxInFlight commands that may wait for a reply at one time, 1 to 65,536; the bound of the
 *     client's memory
 * @param timeOut how long a command waits for its reply, to be sent included
 * @param busyAfter how long a caller waits for its turn when {@code maxInFlight} are under way
 */
public record ClientSettings(Door door, int maxInFlight, Duration timeOut, Duration busyAfter) {
    private static final int MOST_IN_FLIGHT = 65_536;

    public ClientSettings {
        if (maxInFlight < 1 || maxInFlight > MOST_IN_FLIGHT) {
            throw new IllegalArgumentException(
                    "maxInFlight must be from 1 to " + MOST_IN_FLIGHT + ", not " + maxInFlight);
        }
        if (timeOut.isNegative() || timeOut.isZero()) {
            throw new IllegalArgumentException("timeOut must be positive");
        }
        if (busyAfter.isNegative()) {
            throw new IllegalArgumentException("busyAfter must not be negative");
        }
    }

    /** 8,192 in flight, five seconds for a reply, one second for a turn. */
    public static ClientSettings through(Door door) {
        return new ClientSettings(door, 8_192, Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    /** The same with another bound. */
    public ClientSettings withMaxInFlight(int most) {
        return new ClientSettings(door, most, timeOut, busyAfter);
    }

    /** The same with another time-out. */
    public ClientSettings withTimeOut(Duration wait) {
        return new ClientSettings(door, maxInFlight, wait, busyAfter);
    }

    /** The same with another wait for a turn. */
    public ClientSettings withBusyAfter(Duration wait) {
        return new ClientSettings(door, maxInFlight, timeOut, wait);
    }
}
