// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

import dev.naru.protocol.Challenge;
import dev.naru.protocol.Digest;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A challenge as the tables have it.
 *
 * @param challenge as the machine had it while it remembered it, times to the microsecond; one that
 *     nobody answered stays ISSUED
 * @param times when what happened
 * @param fault the verifier's own number for what was wrong, where it was the verifier that found
 *     something
 * @param tappedCard the reference of the card that was tapped; {@link Digest#NONE} where it is not
 *     known
 * @param paymentNumber of the payment that used it
 */
public record ChallengeFound(
        Challenge challenge,
        Times times,
        OptionalInt fault,
        Digest tappedCard,
        OptionalLong paymentNumber) {
    /**
     * When what happened, epoch nanoseconds to the microsecond; 0 for what did not.
     *
     * @param judgedAtNs when the tap was judged
     * @param usedAtNs when the evidence was used
     */
    public record Times(long issuedAtNs, long judgedAtNs, long usedAtNs) {}
}
