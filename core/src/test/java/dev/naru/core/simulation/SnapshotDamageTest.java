// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.core.snapshot.SnapshotDamaged;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A snapshot of a busy machine that is not exactly as it was written is refused. */
class SnapshotDamageTest {
    private static final int COMMANDS = 800;
    private static final int TRIALS = 400;

    /** More than the header's frame. */
    private static final int BEGINNING = 160;

    private static final Simulation simulation = new Simulation(4, Saboteur.HONEST, new Coverage());
    private static byte[] snapshot = {};

    private final Dice dice = new Dice(11);

    @BeforeAll
    static void takeASnapshot() {
        simulation.run(COMMANDS);
        snapshot = simulation.snapshot();
    }

    @Test
    void anUndamagedOneIsTaken() {
        assertThat(restore(snapshot).snapshot()).isEqualTo(snapshot);
    }

    @Test
    void anyChangedByteOfTheBeginningIsNoticed() {
        for (int at = 0; at < BEGINNING; at++) {
            refused(changed(at, 1 + dice.below(255)), "byte " + at);
        }
    }

    @Test
    void aChangedBitAnywhereIsNoticed() {
        for (int i = 0; i < TRIALS; i++) {
            int at = dice.below(snapshot.length);
            refused(changed(at, 1 << dice.below(8)), "a bit of byte " + at);
        }
    }

    @Test
    void whatIsCutShortIsNoticed() {
        for (int i = 0; i < TRIALS; i++) {
            int length = dice.below(snapshot.length);
            assertThatThrownBy(() -> restore(Arrays.copyOf(snapshot, length)))
                    .as("cut to %d of %d bytes", length, snapshot.length)
                    .isInstanceOfAny(SnapshotDamaged.class, IllegalStateException.class);
        }
    }

    private static byte[] changed(int at, int by) {
        byte[] damaged = snapshot.clone();
        damaged[at] = (byte) (damaged[at] ^ by);
        return damaged;
    }

    private static void refused(byte[] damaged, String where) {
        // A length that was changed may ask for more than there is, which is the source's to
        // refuse.
        assertThatThrownBy(() -> restore(damaged))
                .as(where)
                .isInstanceOfAny(SnapshotDamaged.class, IllegalStateException.class);
    }

    private static Heard restore(byte[] bytes) {
        return Heard.restored(simulation.settings(), /* secret= */ 4, bytes);
    }
}
