// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.memory;

import dev.naru.protocol.Limits;

/**
 * How much of a room each participant fills. What costs nothing to ask for, nobody may have all of:
 * an eighth is anybody's, and 4,096 even of a small room.
 */
public final class Shares {
    private static final int PARTICIPANTS_SHARE = 8;
    private static final int LEAST = 4_096;

    private final int mostOfOne;
    private final int[] taken = new int[Limits.PARTICIPANTS + 1];

    /**
     * Nothing is taken yet.
     *
     * @param room how much there is for all
     */
    public Shares(int room) {
        mostOfOne = Math.max(LEAST, room / PARTICIPANTS_SHARE);
    }

    /** Whether so many more are within a participant's share. */
    public boolean hasRoomFor(int participantId, int more) {
        return mostOfOne - taken[participantId] >= more;
    }

    /** One more is a participant's. */
    public void take(int participantId) {
        taken[participantId]++;
    }

    /** One less is. */
    public void giveBack(int participantId) {
        taken[participantId]--;
    }
}
