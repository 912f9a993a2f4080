// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * What a corridor asks of every payment in it. Terms can change; a quote keeps the fees that it was
 * given under.
 *
 * @param limits how much
 * @param fees what it costs
 * @param demands what must come with it
 * @param clocks how long everybody has
 */
public record CorridorTerms(
        CorridorLimits limits, CorridorFees fees, CorridorDemands demands, CorridorClocks clocks) {}
