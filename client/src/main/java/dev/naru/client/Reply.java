// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.Outcome;

/** What became of a command that was sent. */
public sealed interface Reply {
    /**
     * The machine's definite answer, durable when it arrives here.
     *
     * @param eventNumber the last event's number when the machine answered: a reader that has come
     *     this far has seen what the command did
     * @param timeNs cluster time when the machine answered, epoch nanoseconds
     */
    record Answered(Outcome outcome, long eventNumber, long timeNs) implements Reply {}

    /**
     * Sent, and no answer came in time: it may or may not have happened. Ask again with the same
     * id.
     */
    record Unknown(String reason) implements Reply {}

    /** Never sent: nothing happened. Try again later. */
    record Busy() implements Reply {}
}
