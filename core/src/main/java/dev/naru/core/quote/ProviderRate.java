// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.quote;

import dev.naru.protocol.Outcome;
import dev.naru.protocol.RateTier;
import java.util.List;

/**
 * One provider's price for one pair of currencies.
 *
 * @param tiers by rising destination amount
 * @param validUntilNs at this moment it is no longer valid, epoch nanoseconds
 */
record ProviderRate(int providerId, List<RateTier> tiers, long validUntilNs) {

    boolean isValidAt(long nowNs) {
        return nowNs < validUntilNs;
    }

    Outcome.ProviderRate row() {
        return new Outcome.ProviderRate(providerId, tiers, validUntilNs);
    }
}
