// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

/**
 * Which events a member keeps.
 *
 * @param firstNumber the first event in its files; those before it are in the archive, or gone
 * @param acknowledgedNumber the last event that every known reader has; 0 where none is known
 * @param filesGone how many files went into the archive, or away, since the start
 * @param archiveFreeBytes the room where the archive is; -1 where there is none
 * @param complaint why old files do not go, or will not soon; deserves an alarm, empty where all is
 *     well
 */
public record KeptEvents(
        long firstNumber,
        long acknowledgedNumber,
        long filesGone,
        long archiveFreeBytes,
        String complaint) {
    /** Before the start. */
    static final KeptEvents NONE = new KeptEvents(1, 0, 0, -1, "");
}
