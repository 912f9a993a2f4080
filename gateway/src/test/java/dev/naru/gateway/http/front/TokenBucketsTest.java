// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.gateway.http.front.TokenBuckets.Pace;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(5);
    private final TokenBuckets buckets = new TokenBuckets(new Pace(10, 3), now::get);

    @Test
    void aBurstIsTakenAndThenThePaceIsKept() {
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("a")).isEmpty();
        }
        assertThat(buckets.take("a")).isEqualTo(OptionalInt.of(1));
        now.addAndGet(SECOND_NS / 10 - 1);
        assertThat(buckets.take("a")).isPresent();
        now.addAndGet(1);
        assertThat(buckets.take("a")).isEmpty();
        assertThat(buckets.take("a")).isPresent();
    }

    @Test
    void aPauseNeverFillsMoreThanTheBucket() {
        now.addAndGet(3600 * SECOND_NS);
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("a")).isEmpty();
        }
        assertThat(buckets.take("a")).isPresent();
    }

    @Test
    void oneCallerDoesNotEmptyTheOthersBucket() {
        for (int i = 0; i < 4; i++) {
            buckets.take("a");
        }
        assertThat(buckets.take("b")).isEmpty();
    }

    @Test
    void theWaitIsInWholeSecondsAndEnough() {
        TokenBuckets slow = new TokenBuckets(new Pace(1, 1), now::get);
        assertThat(slow.take("a")).isEmpty();
        now.addAndGet(SECOND_NS / 4);
        assertThat(slow.take("a")).isEqualTo(OptionalInt.of(1));
        now.addAndGet(SECOND_NS);
        assertThat(slow.take("a")).isEmpty();
    }

    @Test
    void aPaceIsPositiveAndBounded() {
        for (int wrong : new int[] {0, -1, 1_000_001}) {
            assertThatThrownBy(() -> new Pace(wrong, 1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Pace(1, wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
