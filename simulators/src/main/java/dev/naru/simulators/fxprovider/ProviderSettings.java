// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.fxprovider;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How a provider is set up.
 *
 * @param gateway the hub's gateway, before {@code /v1}
 * @param apiKey the provider's key
 * @param pairs what it sells
 * @param interval between two pushes
 * @param validFor how long each price holds, in whole seconds
 * @param seed of the walk
 * @param port of its stage door on the loopback address, 0 for a free one
 */
public record ProviderSettings(
        URI gateway,
        String apiKey,
        List<CurrencyPair> pairs,
        Duration interval,
        Duration validFor,
        long seed,
        int port) {
    public ProviderSettings {
        pairs = List.copyOf(pairs);
    }

    /** A new price each 10 s that holds for 60 s, and a free port. */
    public static ProviderSettings standard(
            URI gateway, String apiKey, List<CurrencyPair> pairs, long seed) {
        return new ProviderSettings(
                gateway, apiKey, pairs, Duration.ofSeconds(10), Duration.ofSeconds(60), seed, 0);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ProviderSettings[" + gateway + ", " + pairs + "]";
    }
}
