// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.protocol.Invariant;
import dev.naru.protocol.Limits;

/**
 * How many of the remembered payments were refused, of each participant and of all together, and
 * how many may be. The counts follow from the records, so no snapshot holds them.
 */
final class RefusalShares {
    private static final int PARTICIPANTS_SHARE = 32;
    private static final int ALL_TOGETHER = 2;

    private final long mostOfOne;
    private final long mostOfAll;
    private final long[] ofParticipant = new long[Limits.PARTICIPANTS + 1];
    private long ofAll;

    /**
     * No refusals.
     *
     * @param remembered how many payments are remembered at the most
     */
    RefusalShares(long remembered) {
        mostOfOne = Math.max(1, remembered / PARTICIPANTS_SHARE);
        mostOfAll = Math.max(1, remembered / ALL_TOGETHER);
    }

    /** Whether one more fits once as many of this participant and of all are forgotten. */
    boolean hasRoomFor(int participantId, long goneOfParticipant, long goneOfAll) {
        return ofParticipant[participantId] - goneOfParticipant < mostOfOne
                && ofAll - goneOfAll < mostOfAll;
    }

    void add(int participantId) {
        ofParticipant[participantId]++;
        ofAll++;
    }

    void remove(int participantId) {
        ofParticipant[participantId]--;
        ofAll--;
        Invariant.check(
                ofParticipant[participantId] >= 0,
                "only what was counted as a refusal is forgotten");
    }

    /** How many are remembered. */
    long count() {
        return ofAll;
    }
}
