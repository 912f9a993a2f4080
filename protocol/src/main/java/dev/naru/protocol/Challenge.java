// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.Optional;

/**
 * A challenge as it stands. Once verified it is evidence, and its number the evidence's reference.
 *
 * @param number from 1
 * @param requestId by which it was asked for
 * @param untilNs until when what its state awaits must have come: a tap, a verdict, the use; epoch
 *     nanoseconds
 * @param verdict once there is one
 */
public record Challenge(
        long number,
        RequestId requestId,
        int participantId,
        ChallengeTerms terms,
        ChallengeState state,
        long untilNs,
        Optional<TapVerdict> verdict) {
    public Challenge {
        Check.positive("number", number);
        Check.participant("participantId", participantId);
        Check.notNegative("untilNs", untilNs);
    }

    /** The longest that a tap is waited for. */
    public static final long MOST_TAP_NS = 120_000_000_000L;

    /** How long verifying may take. */
    public static final long VERIFYING_NS = 30_000_000_000L;

    /** How long evidence can be used. */
    public static final long EVIDENCE_NS = 120_000_000_000L;

    /** How long a lock lasts that nobody takes away. */
    public static final long LOCKED_NS = 86_400_000_000_000L;

    /** How long a new device may prove only what its participant lets it. */
    public static final long COOLING_OFF_NS = 86_400_000_000_000L;

    /** Challenges of one card in an hour. */
    public static final int MOST_AN_HOUR = 10;
}
