// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.Set;

/**
 * What must come with a payment.
 *
 * @param requiredItems data that must be supplied
 * @param evidenceAboveMinor above this source principal, in minor units, evidence of authentication
 *     is required; Long.MAX_VALUE for never
 * @param refuseAtScore a screening score at or above this is refused, 0 to 1,000; 1,001 for never
 * @param holdAtScore a remittance whose score is at or above this (and below refuseAtScore) is
 *     held, and a purchase is refused, since nobody at a till can wait; 1,001 for never
 */
public record CorridorDemands(
        Set<SuppliedItem> requiredItems,
        long evidenceAboveMinor,
        int refuseAtScore,
        int holdAtScore) {
    /** The highest screening score. */
    public static final int MOST_SCORE = 1_000;

    /** A threshold that no score reaches. */
    public static final int NEVER = MOST_SCORE + 1;

    /** Nothing is asked. */
    public static final CorridorDemands NONE =
            new CorridorDemands(Set.of(), Long.MAX_VALUE, NEVER, NEVER);

    public CorridorDemands {
        requiredItems = Set.copyOf(requiredItems);
        Check.notNegative("demands.evidenceAboveMinor", evidenceAboveMinor);
        Check.range("demands.refuseAtScore", refuseAtScore, 0, NEVER);
        Check.range("demands.holdAtScore", holdAtScore, 0, NEVER);
    }
}
