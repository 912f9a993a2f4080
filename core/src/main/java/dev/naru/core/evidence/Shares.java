// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.evidence;

import dev.naru.protocol.Limits;

/**
 * How much of a room each participant fills. What costs nothing to ask for, nobody may have all of:
 * an eighth is anybody's, and 4,096 even of a small room.
 */
final class Shares {
    private static final int PARTICIPANTS_SHARE = 8;
    private static final int LEAST = 4_096;

    private final int mostOfOne;
    private final int[] taken = new int[Limits.PARTICIPANTS + 1];

    Shares(int room) {
        mostOfOne = Math.max(LEAST, room / PARTICIPANTS_SHARE);
    }

    boolean hasRoomFor(int participantId, int more) {
        return mostOfOne - taken[participantId] >= more;
    }

    void take(int participantId) {
        taken[participantId]++;
    }

    void giveBack(int participantId) {
        taken[participantId]--;
    }
}
