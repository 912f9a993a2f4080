// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HubClockTest {
    private final AtomicLong nanoTime = new AtomicLong();
    private final HubClock clock = new HubClock(1_000, nanoTime::get);

    @Test
    void goesByTheWallUntilItHearsTheHub() {
        nanoTime.addAndGet(5);
        assertThat(clock.nowNs()).isEqualTo(1_005);
        clock.hear(200);
        assertThat(clock.nowNs()).isEqualTo(200);
    }

    @Test
    void carriesOnFromWhatItHeardAndNeverGoesBack() {
        clock.hear(2_000);
        nanoTime.addAndGet(10);
        assertThat(clock.nowNs()).isEqualTo(2_010);
        clock.hear(2_005);
        assertThat(clock.nowNs()).isEqualTo(2_010);
        clock.hear(9_000);
        assertThat(clock.nowNs()).isEqualTo(9_000);
    }
}
