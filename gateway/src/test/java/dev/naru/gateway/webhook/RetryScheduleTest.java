// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    @Test
    void theLastAttemptIsAboutThreeDaysAfterTheFirst() {
        long nowNs = 0;
        for (int made = 1; made < RetrySchedule.attempts(); made++) {
            long next = RetrySchedule.next(made, nowNs, Duration.ZERO).orElseThrow();
            assertThat(next).isGreaterThan(nowNs);
            nowNs = next;
        }
        assertThat(RetrySchedule.next(RetrySchedule.attempts(), nowNs, Duration.ZERO)).isEmpty();
        assertThat(Duration.ofNanos(nowNs)).isBetween(Duration.ofHours(70), Duration.ofHours(72));
    }

    @Test
    void aReceiverIsLeftAloneAsLongAsItAsksForAnHourAtTheMost() {
        assertThat(RetrySchedule.next(1, 0, Duration.ofMinutes(3)))
                .isEqualTo(OptionalLong.of(Duration.ofMinutes(3).toNanos()));
        assertThat(RetrySchedule.next(1, 0, Duration.ofDays(3)))
                .isEqualTo(OptionalLong.of(Duration.ofHours(1).toNanos()));
        assertThat(RetrySchedule.next(9, 0, Duration.ofSeconds(1)))
                .isEqualTo(OptionalLong.of(Duration.ofHours(8).toNanos()));
    }
}
