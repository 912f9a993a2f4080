// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.projection.query.ReadSide;
import dev.naru.projection.query.ReadSideAwayException;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads what happened from the read side, never older than the question: whoever was acknowledged
 * something finds it, or hears that it cannot be looked for now.
 */
public final class Searches {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final int RETRY_SECONDS = 2;

    private final HubDoor door;
    private final Optional<ReadSide> readSide;

    /**
     * With this read side.
     *
     * @param readSide empty where this gateway has none
     */
    public Searches(HubDoor door, Optional<ReadSide> readSide) {
        this.door = door;
        this.readSide = readSide;
    }

    /**
     * What a reading gives once the tables have seen everything that had happened when this was
     * asked.
     *
     * @throws RefusedException when they cannot be read or are not that far
     */
    public <T> T read(Function<ReadSide, T> reading) {
        return read((tables, now) -> reading.apply(tables));
    }

    /**
     * The same, for a reading that has to know what had happened, and what time it was in the
     * machine.
     *
     * @throws RefusedException when they cannot be read or are not that far
     */
    public <T> T read(BiFunction<ReadSide, Outcome.Figures, T> reading) {
        ReadSide tables = readSide.orElseThrow(Searches::unavailable);
        Outcome.Figures now = door.ask(new Command.ReadFigures(), Outcome.Figures.class);
        try {
            tables.await(now.eventNumber(), LONGEST_WAIT);
            return reading.apply(tables, now);
        } catch (ReadSideAwayException away) {
            throw unavailable();
        }
    }

    private static RefusedException unavailable() {
        return Refusal.of(Problem.SEARCH_UNAVAILABLE, Problem.SEARCH_UNAVAILABLE.english())
                .retryAfter(RETRY_SECONDS)
                .thrown();
    }
}
