// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * One step of a published price.
 *
 * @param upToMinor the largest destination amount, in minor units, that this price serves
 * @param rate the price
 */
public record RateTier(long upToMinor, Rate rate) {
    public RateTier {
        Check.positive("tier.upToMinor", upToMinor);
    }
}
