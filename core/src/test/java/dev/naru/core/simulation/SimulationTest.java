// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The machine under many seeds ({@code -Dnaru.prove.seeds=N}, 1,000 if not said otherwise), or
 * under one ({@code -Dnaru.seed=N}).
 */
class SimulationTest {
    private static final int COMMANDS = 2_000;
    private static final int SEEDS = Integer.getInteger("naru.prove.seeds", 1_000);

    /** With fewer seeds than this, something rare may not have been reached. */
    private static final int SEEDS_TO_REACH_ALL = 200;

    private final Coverage coverage = new Coverage();

    @Test
    void everyLawHoldsUnderEverySeedAndAllIsReached() {
        Optional<Long> only = Optional.ofNullable(Long.getLong("naru.seed"));
        if (only.isPresent()) {
            play(only.get());
            return;
        }
        for (long seed = 1; seed <= SEEDS; seed++) {
            play(seed);
        }
        System.out.printf("%d seeds of %d commands reached:%n", SEEDS, COMMANDS);
        System.out.print(coverage.report());
        if (SEEDS >= SEEDS_TO_REACH_ALL) {
            assertThat(coverage.missing()).as("what no seed reached").isEmpty();
        }
    }

    private void play(long seed) {
        try {
            new Simulation(seed, Saboteur.HONEST, coverage).run(COMMANDS);
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError(
                    "seed "
                            + seed
                            + " (alone: -Dtest=SimulationTest -Dnaru.seed="
                            + seed
                            + "): "
                            + broken.getMessage(),
                    broken);
        }
    }
}
