// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.node.eventlog.Opening;

/**
 * What a member knows of itself, for health checks and metrics. The figures are read one by one
 * while the member works, so they belong to almost the same moment only.
 *
 * @param lastEventNumber the last event that the machine made
 * @param syncedEventNumber the last event that is on this member's disk for certain
 * @param commitPosition bytes of the replicated log that a majority has written
 * @param replayBytes how much of that log a start after a kill would have to replay
 * @param commands answered since the start, the replayed ones included
 * @param malformedCommands that could not be read
 * @param droppedReplies messages of outcomes that a slow or absent client did not get
 * @param snapshots taken by this member since the start
 * @param errors that Aeron reported since the start
 * @param eventFiles what was found of the event files at the start; anything that {@linkplain
 *     Opening#needsAttention needs attention} deserves an alarm
 * @param keptEvents which events are kept
 * @param machineAheadNs machine time minus this computer's clock, nanoseconds: about 0 or, when
 *     nothing has happened for a while, less. More means that a clock was wrong once, and that
 *     machine time stands still until that moment has come; in a sandbox it is how far time was
 *     moved
 */
public record NodeFigures(
        Role role,
        long lastEventNumber,
        long syncedEventNumber,
        long commitPosition,
        long replayBytes,
        long commands,
        long malformedCommands,
        long droppedReplies,
        long snapshots,
        long errors,
        Opening eventFiles,
        KeptEvents keptEvents,
        long machineAheadNs) {

    /** A member's part in the replicated log. */
    public enum Role {
        /** Follows a leader, or waits for one. */
        FOLLOWER,
        /** Asks to be elected. */
        CANDIDATE,
        /** Takes the commands. */
        LEADER
    }
}
