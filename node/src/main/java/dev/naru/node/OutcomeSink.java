// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.protocol.Outcome;

/** Takes outcomes in the order of their commands. */
@FunctionalInterface
interface OutcomeSink {
    /** For commands that are replayed: whoever asked has had the answer, or asks again. */
    OutcomeSink NOBODY = (correlationId, eventNumber, timeNs, outcome) -> {};

    /**
     * Takes one.
     *
     * @param eventNumber the last event's number after the command
     * @param timeNs the machine's time, epoch nanoseconds
     */
    void add(long correlationId, long eventNumber, long timeNs, Outcome outcome);
}
