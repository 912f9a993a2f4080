// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Patience patience = Patience.withOne(0);
    private final long mostNs = patience.mostNs();

    @Test
    void endsWhenItIsSpent() {
        assertThat(patience.isLeft(0)).isTrue();

        patience.spend(mostNs);

        assertThat(patience.isLeft(mostNs)).isFalse();
    }

    @Test
    void growsAgainByATwentiethOfTheTime() {
        patience.spend(mostNs);
        long laterNs = mostNs + 2_000;
        assertThat(patience.isLeft(laterNs)).isTrue();

        patience.spend(laterNs + 100);

        assertThat(patience.isLeft(laterNs + 100)).isFalse();
    }

    @Test
    void neverGrowsBeyondWhatItWasAtFirst() {
        long monthLaterNs = 30L * 86_400 * 1_000_000_000;
        assertThat(patience.isLeft(monthLaterNs)).isTrue();

        patience.spend(monthLaterNs + mostNs);

        assertThat(patience.isLeft(monthLaterNs + mostNs)).isFalse();
    }
}
