// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.naru.core.simulation.law.Law;
import dev.naru.core.simulation.law.LawBroken;
import dev.naru.core.simulation.law.Laws;
import dev.naru.core.simulation.law.SnapshotEqualsReplay;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A law that notices nothing proves nothing: each is shown bugs that it must catch, by its name.
 */
class PlantedBugTest {
    private static final int COMMANDS = 1_500;

    static List<PlantedBug> bugs() {
        return Stream.of(
                        BugsOnTheWay.all(),
                        BugsInMoney.all(),
                        BugsInAnswers.all(),
                        BugsInTaps.all())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void isCaughtByItsLaw(PlantedBug bug) {
        for (long seed = 1; seed <= bug.mostSeeds(); seed++) {
            Liar liar = bug.liar().get();
            try {
                new Simulation(seed, liar, new Coverage()).run(COMMANDS);
            } catch (LawBroken broken) {
                assertThat(liar.hasLied()).as("%s, seed %d", broken.getMessage(), seed).isTrue();
                assertThat(broken.law())
                        .as("seed %d: %s", seed, broken.getMessage())
                        .isEqualTo(bug.law().getSimpleName());
                return;
            }
            assertThat(liar.hasLied()).as("the bug was there and nobody noticed").isFalse();
        }
        fail("no seed up to %d gave an occasion to %s", bug.mostSeeds(), bug);
    }

    @Test
    void everyLawHasABugToCatch() {
        Stream<String> laws =
                Stream.concat(
                        new Laws(MachineSettings.standard(World.SANDBOX))
                                .all().stream().map(Law::name),
                        Stream.of(new SnapshotEqualsReplay().name()));
        assertThat(bugs().stream().map(bug -> bug.law().getSimpleName()).distinct())
                .containsExactlyInAnyOrderElementsOf(laws.toList());
    }
}
