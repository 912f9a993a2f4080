// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * A card, a device or a payer of one participant, as the machine knows it. Another participant's
 * are others, even of the same card.
 *
 * @param key of a card its reference, of a device the thumbprint of its key, of a payer the payer
 * @param payer whose it is
 * @param counter of a card the last that it signed, of a device the last of its key; {@link
 *     TapFindings#NO_COUNTER} where none was ever given
 * @param failures taps in a row that proved nothing
 * @param lockedUntilNs until when nothing is asked of it, epoch nanoseconds; 0 for never
 * @param usableFromNs since when it may prove more than its participant lets a new one, epoch
 *     nanoseconds
 */
public record Authenticator(
        int participantId,
        AuthenticatorKind kind,
        Digest key,
        Digest payer,
        AuthenticatorStatus status,
        long counter,
        int failures,
        long lockedUntilNs,
        long usableFromNs) {
    public Authenticator {
        Check.participant("participantId", participantId);
        Check.named("key", key);
        Check.named("payer", payer);
        Check.range("counter", counter, TapFindings.NO_COUNTER, Long.MAX_VALUE);
        Check.range("failures", failures, 0, MOST_FAILURES);
        Check.notNegative("lockedUntilNs", lockedUntilNs);
        Check.notNegative("usableFromNs", usableFromNs);
    }

    /** Taps in a row that may prove nothing before the lock falls (PSD2 RTS, article 4(3)(b)). */
    public static final int MOST_FAILURES = 5;
}
