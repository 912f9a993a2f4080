// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.korea;

import dev.naru.connectors.scheme.LinkSettings;
import java.net.URI;
import java.time.Duration;

/**
 * How the link to a Korean acquirer is set up.
 *
 * @param link how it is run
 * @param partner where the acquirer listens, before {@code /v1}
 * @param listenHost the address on which its results are taken
 * @param listenPort the port, 0 for a free one
 * @param lookupTimeout the longest wait for the answer to a look-up
 * @param lookupsAtOnce how many look-ups may wait at the same time; more are told that it is not
 *     available
 */
public record KoreaSettings(
        LinkSettings link,
        URI partner,
        String listenHost,
        int listenPort,
        Duration lookupTimeout,
        int lookupsAtOnce) {
    public KoreaSettings {
        if (lookupTimeout.isNegative() || lookupTimeout.isZero() || lookupsAtOnce < 1) {
            throw new IllegalArgumentException(
                    "lookupTimeout must be above zero and lookupsAtOnce at least 1");
        }
    }

    /** Look-ups within 3 s, 256 at once; results on the loopback address. */
    public static KoreaSettings standard(LinkSettings link, URI partner, int listenPort) {
        return new KoreaSettings(
                link, partner, "127.0.0.1", listenPort, Duration.ofSeconds(3), 256);
    }
}
