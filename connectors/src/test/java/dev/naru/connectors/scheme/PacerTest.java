// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long SECOND = 1_000_000_000L;

    private final Pause pause = new Pause();

    @Test
    void a_bucket_gives_its_burst_at_once_and_then_one_in_each_interval() {
        TokenBucket bucket = new TokenBucket(10, 3);
        long nowNs = -5 * SECOND;

        assertThat(bucket.take(nowNs, SECOND)).isZero();
        assertThat(bucket.take(nowNs, SECOND)).isZero();
        assertThat(bucket.take(nowNs, SECOND)).isZero();
        assertThat(bucket.take(nowNs, SECOND)).isEqualTo(SECOND / 10);
        assertThat(bucket.take(nowNs, SECOND)).isEqualTo(2 * SECOND / 10);
    }

    @Test
    void a_bucket_takes_no_token_for_a_wait_that_is_too_long() {
        TokenBucket bucket = new TokenBucket(10, 1);
        assertThat(bucket.take(0, SECOND)).isZero();

        assertThat(bucket.take(0, SECOND / 20)).isEqualTo(-1);
        assertThat(bucket.take(0, SECOND / 10)).isEqualTo(SECOND / 10);
    }

    @Test
    void a_bucket_fills_up_in_a_quiet_time_but_never_over() {
        TokenBucket bucket = new TokenBucket(10, 2);
        bucket.take(0, SECOND);
        bucket.take(0, SECOND);

        assertThat(bucket.take(100 * SECOND, SECOND)).isZero();
        assertThat(bucket.take(100 * SECOND, SECOND)).isZero();
        assertThat(bucket.take(100 * SECOND, SECOND)).isEqualTo(SECOND / 10);
    }

    @Test
    void no_more_than_so_many_are_in_flight() throws Exception {
        Pacer pacer = new Pacer(new PacingSettings(2, 1_000_000, 100), pause);
        Optional<Pacer.Leave> first = pacer.await(Duration.ZERO);
        Optional<Pacer.Leave> second = pacer.await(Duration.ZERO);
        assertThat(first).isPresent();
        assertThat(second).isPresent();
        assertThat(pacer.await(Duration.ofMillis(1))).isEmpty();

        first.get().close();
        assertThat(pacer.await(Duration.ZERO)).isPresent();
    }

    @Test
    void a_token_that_is_not_given_takes_no_place() throws Exception {
        Pacer pacer = new Pacer(new PacingSettings(1, 1, 1), pause);
        pacer.await(Duration.ZERO).orElseThrow().close();

        assertThat(pacer.await(Duration.ofMillis(1))).isEmpty();
        assertThat(pacer.await(Duration.ofMillis(1))).isEmpty();
        pause.end();
        assertThat(pacer.await(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void refuses_settings_that_let_nothing_through() {
        assertThatThrownBy(() -> new PacingSettings(0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PacingSettings(1, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PacingSettings(1, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
