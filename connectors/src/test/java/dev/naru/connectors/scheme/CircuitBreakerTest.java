// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.naru.connectors.scheme.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final CircuitBreaker breaker =
            new CircuitBreaker(
                    new BreakerSettings(3, 2, Duration.ofMillis(1), Duration.ofMillis(3)));

    private void open() {
        for (int i = 0; i < 3; i++) {
            breaker.failed();
        }
    }

    @Test
    void opens_after_failures_in_a_row_only() {
        breaker.failed();
        breaker.failed();
        breaker.succeeded();
        breaker.failed();
        breaker.failed();
        assertThat(breaker.state()).isEqualTo(State.CLOSED);

        breaker.failed();
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.isClosed()).isFalse();
    }

    @Test
    void closes_through_half_open_after_good_probes() {
        open();

        breaker.succeeded();
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        breaker.succeeded();
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void a_bad_probe_opens_it_again_and_the_good_ones_are_forgotten() {
        open();
        breaker.succeeded();
        breaker.probeFailed();
        assertThat(breaker.state()).isEqualTo(State.OPEN);

        breaker.succeeded();
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        breaker.failed();
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void the_pause_doubles_up_to_its_longest_and_begins_anew() {
        open();
        assertThat(breaker.pause()).isEqualTo(Duration.ofMillis(1));
        breaker.probeFailed();
        assertThat(breaker.pause()).isEqualTo(Duration.ofMillis(2));
        breaker.probeFailed();
        breaker.probeFailed();
        assertThat(breaker.pause()).isEqualTo(Duration.ofMillis(3));
        breaker.succeeded();
        assertThat(breaker.pause()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void needs_failures_in_a_row_again_after_it_has_closed() {
        open();
        breaker.succeeded();
        breaker.succeeded();
        breaker.failed();
        breaker.failed();

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void a_probe_that_fails_after_it_has_closed_changes_nothing() {
        breaker.probeFailed();

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void a_prober_closes_it_when_probes_are_answered() {
        AtomicBoolean answers = new AtomicBoolean();
        AtomicInteger probes = new AtomicInteger();
        try (Prober prober =
                new Prober(
                        "test",
                        breaker,
                        () -> {
                            probes.incrementAndGet();
                            return answers.get();
                        })) {
            prober.start();
            open();
            await().until(() -> probes.get() >= 3);
            assertThat(breaker.isClosed()).isFalse();

            answers.set(true);
            await().until(breaker::isClosed);

            int sofar = probes.get();
            open();
            await().until(breaker::isClosed);
            assertThat(probes.get()).isEqualTo(sofar + 2);
        }
    }

    @Test
    void a_prober_outlives_a_probe_that_throws() {
        AtomicInteger probes = new AtomicInteger();
        try (Prober prober =
                new Prober(
                        "test",
                        breaker,
                        () -> {
                            if (probes.incrementAndGet() < 3) {
                                throw new IllegalStateException("a bug of the link");
                            }
                            return true;
                        })) {
            prober.start();
            open();

            await().until(breaker::isClosed);
            assertThat(probes.get()).isEqualTo(4);
        }
    }

    @Test
    void refuses_settings_that_make_no_sense() {
        Duration one = Duration.ofMillis(1);
        assertThatThrownBy(() -> new BreakerSettings(0, 1, one, one))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BreakerSettings(1, 0, one, one))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BreakerSettings(1, 1, Duration.ZERO, one))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BreakerSettings(1, 1, Duration.ofMillis(2), one))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
