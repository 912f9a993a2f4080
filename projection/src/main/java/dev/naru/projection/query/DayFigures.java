// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

/**
 * A member's position before a day and what the day did to it; minor units.
 *
 * @param openingMinor credit less debit; negative is owed by the member
 * @param credits how many items were to its credit
 * @param firstEvent that of the first item, 0 where there is none
 * @param lastEvent that of the last item, 0 where there is none
 */
public record DayFigures(
        long openingMinor,
        long credits,
        long creditsMinor,
        long debits,
        long debitsMinor,
        long firstEvent,
        long lastEvent) {
    /** The position after the day. */
    public long closingMinor() {
        return openingMinor + creditsMinor - debitsMinor;
    }

    /** How many items there are. */
    public long items() {
        return credits + debits;
    }
}
