// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import dev.naru.client.EventHearing;
import dev.naru.client.EventPosition;

/**
 * How the tables stand.
 *
 * @param state what the writer does
 * @param position the last event that is in the tables, as last committed
 * @param hearing how it stands with the event servers
 * @param setAside how many events could not be dealt with, counted from this writer's start
 * @param transactions how many were committed since this writer's start
 * @param complaint what is wrong, empty where nothing is
 */
public record ProjectionStatus(
        State state,
        EventPosition position,
        EventHearing hearing,
        long setAside,
        long transactions,
        String complaint) {

    /** What a writer does. */
    public enum State {
        /** It looks for its place. */
        STARTING,
        /** It follows the events. */
        FOLLOWING,
        /** PostgreSQL cannot be reached; it tries again. */
        DATABASE_AWAY,
        /** An event that everything after it builds on cannot be dealt with; it tries again. */
        HALTED,
        /** The hub's events are not those that are in the tables: they must be rebuilt. */
        DIVERGED
    }
}
