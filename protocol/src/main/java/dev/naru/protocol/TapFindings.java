// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * What the verifier found out about a tap.
 *
 * @param fault 0 when it proved everything but what only the machine can know; else the verifier's
 *     own number for what was wrong, 1 to 255, which is kept for the audit
 * @param card the reference of the card that was tapped; {@link Digest#NONE} where it is not known
 * @param key the thumbprint of its key; {@link Digest#NONE} where it is not known
 * @param profile a digest of how it asks and signs, which no card ever changes; {@link Digest#NONE}
 *     where it is not known
 * @param cardCounter the counter that the card signed; {@link #NO_COUNTER} for a card that signs
 *     none
 * @param deviceCounter the counter that the device key signed; 0 where it keeps none
 */
public record TapFindings(
        int fault, Digest card, Digest key, Digest profile, long cardCounter, long deviceCounter) {
    /** No counter. */
    public static final long NO_COUNTER = -1;

    private static final int MOST_FAULT = 255;
    private static final long MOST_COUNTER = 0xFFFF_FFFFL;

    public TapFindings {
        Check.range("fault", fault, 0, MOST_FAULT);
        Check.range("cardCounter", cardCounter, NO_COUNTER, MOST_COUNTER);
        Check.range("deviceCounter", deviceCounter, 0, MOST_COUNTER);
        if (fault == 0) {
            Check.named("card", card);
            Check.named("key", key);
            Check.named("profile", profile);
        }
    }

    /** Nothing was proved, and this was wrong. */
    public static TapFindings unproved(int fault) {
        return new TapFindings(fault, Digest.NONE, Digest.NONE, Digest.NONE, NO_COUNTER, 0);
    }
}
