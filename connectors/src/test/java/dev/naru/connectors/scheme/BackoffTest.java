// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private long[] seconds(int pauses) {
        return LongStream.range(0, pauses).map(i -> backoff.take().toSeconds()).toArray();
    }

    @Test
    void pauses_double_up_to_the_longest() {
        assertThat(seconds(5)).containsExactly(1, 2, 4, 5, 5);
    }

    @Test
    void what_lasted_lets_them_begin_anew_and_what_did_not_does_not() {
        seconds(2);
        backoff.lostAfter(Duration.ofMillis(4_999));
        assertThat(seconds(1)).containsExactly(4);

        backoff.lostAfter(Duration.ofSeconds(5));
        assertThat(seconds(2)).containsExactly(1, 2);
    }
}
