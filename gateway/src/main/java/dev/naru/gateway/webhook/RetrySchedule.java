// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * When a message that was not taken is sent again. The last attempt is three days after the first;
 * then the hub gives up, and the receiver can still read the message at {@code GET /v1/events}.
 */
final class RetrySchedule {
    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofHours(4),
                    Duration.ofHours(8),
                    Duration.ofHours(12),
                    Duration.ofHours(20),
                    Duration.ofHours(24));

    private RetrySchedule() {}

    /**
     * The time of the next attempt, epoch nanoseconds; empty when there is none.
     *
     * @param made how many attempts were made, at least 1
     * @param askedFor how long the receiver asked to be left alone ({@code Retry-After})
     */
    static OptionalLong next(int made, long nowNs, Duration askedFor) {
        if (made > PAUSES.size()) {
            return OptionalLong.empty();
        }
        Duration usual = PAUSES.get(made - 1);
        Duration asked = askedFor.compareTo(RetryAfter.MOST) < 0 ? askedFor : RetryAfter.MOST;
        Duration pause = usual.compareTo(asked) < 0 ? asked : usual;
        return OptionalLong.of(nowNs + pause.toNanos());
    }

    /** How many attempts are made of one message. */
    static int attempts() {
        return PAUSES.size() + 1;
    }
}
