// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

/**
 * What a member knows of itself, for health checks and metrics. The figures are read one by one
 * while the member works, so they belong to almost the same moment only.
 *
 * @param lastEventNumber the last event that the machine made
 * @param syncedEventNumber the last event that is on this member's disk for certain
 * @param commitPosition bytes of the replicated log that a majority has written
 * @param commands answered since the start, the replayed ones included
 * @param malformedCommands that could not be read
 * @param droppedReplies messages of outcomes that a slow or absent client did not get
 * @param snapshots taken by this member since the start
 * @param errors that Aeron reported since the start
 */
public record NodeFigures(
        Role role,
        long lastEventNumber,
        long syncedEventNumber,
        long commitPosition,
        long commands,
        long malformedCommands,
        long droppedReplies,
        long snapshots,
        long errors) {

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
