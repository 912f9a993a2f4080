// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.fxprovider;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateWalkTest {
    private static List<String> walk(long seed, int steps) {
        RateWalk walk = new RateWalk(new BigDecimal("0.0895"), seed);
        List<String> prices = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            walk.step();
            prices.add(walk.price(0));
        }
        return prices;
    }

    @Test
    void the_same_seed_walks_the_same_way_and_another_does_not() {
        assertThat(walk(7, 100)).isEqualTo(walk(7, 100));
        assertThat(walk(7, 100)).isNotEqualTo(walk(8, 100));
    }

    @Test
    void never_leaves_one_percent_around_the_mid() {
        assertThat(walk(3, 20_000))
                .allSatisfy(
                        price ->
                                assertThat(new BigDecimal(price))
                                        .isBetween(
                                                new BigDecimal("0.088605"),
                                                new BigDecimal("0.090395")))
                .anySatisfy(
                        price ->
                                assertThat(new BigDecimal(price))
                                        .isNotEqualByComparingTo("0.0895"));
    }

    @Test
    void adds_the_spread_and_rounds_up_to_nine_decimals() {
        RateWalk walk = new RateWalk(new BigDecimal("0.0895"), 1);

        assertThat(walk.price(0)).isEqualTo("0.0895");
        assertThat(walk.price(1_500)).isEqualTo("0.08963425");
        assertThat(walk.price(1)).isEqualTo("0.08950009");
    }

    @Test
    void walks_on_around_another_mid() {
        RateWalk walk = new RateWalk(new BigDecimal("0.0895"), 1);
        walk.step();
        walk.restart(new BigDecimal("0.1"));

        assertThat(walk.price(0)).isEqualTo("0.1");
    }
}
