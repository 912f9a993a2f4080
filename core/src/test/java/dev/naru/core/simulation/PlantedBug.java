// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.core.simulation.law.Law;
import dev.naru.core.simulation.law.SnapshotEqualsReplay;
import dev.naru.core.simulation.law.Step;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A bug that the machine does not have.
 *
 * @param law the law that must be the first to notice
 * @param what is done wrong
 * @param liar a new one for each simulation
 * @param mostSeeds how many simulations may give it no occasion; else what they do has changed
 */
record PlantedBug(Class<? extends Law> law, String what, Supplier<Liar> liar, int mostSeeds) {
    private static final int USUALLY = 40;

    private PlantedBug(Class<? extends Law> law, String what, Supplier<Liar> liar) {
        this(law, what, liar, USUALLY);
    }

    /** The same, whose occasion comes so seldom that this many seeds may go by without it. */
    PlantedBug within(int seeds) {
        return new PlantedBug(law, what, liar, seeds);
    }

    /** A bug that shows once. */
    static PlantedBug once(Class<? extends Law> law, String what, Liar.Lie lie) {
        return new PlantedBug(law, what, () -> Liar.once(lie));
    }

    /** A bug that shows whenever it can. */
    static PlantedBug always(Class<? extends Law> law, String what, Liar.Lie lie) {
        return new PlantedBug(law, what, () -> Liar.always(lie));
    }

    /** A bug in what the machine says of itself. */
    static PlantedBug inAudit(Class<? extends Law> law, String what, Liar.AuditLie lie) {
        return new PlantedBug(law, what, () -> Liar.inAudit(lie));
    }

    /** A bug in a machine that started from a snapshot. */
    static PlantedBug inReplay(String what, Function<Step, Optional<Step>> lie) {
        return new PlantedBug(SnapshotEqualsReplay.class, what, () -> Liar.inReplay(lie));
    }

    /** A bug in what a snapshot holds. */
    static PlantedBug inSnapshot(String what, Function<byte[], Optional<byte[]>> lie) {
        return new PlantedBug(SnapshotEqualsReplay.class, what, () -> Liar.inSnapshot(lie));
    }

    @Override
    public String toString() {
        return law.getSimpleName() + ": " + what;
    }
}
