// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

import dev.naru.connectors.scheme.LinkSettings;
import java.net.URI;
import java.time.Duration;

/**
 * How the link to Indonesia is set up.
 *
 * @param link how it is run
 * @param partner where the switch listens, before {@code /iso20022}
 * @param listenHost the address on which its answers are taken
 * @param listenPort the port, 0 for a free one
 * @param hubBic how the hub is known on the link
 * @param partnerBic how the switch is known on the link
 * @param lookupTimeout the longest wait for the answer to a look-up
 * @param lookupsAtOnce how many look-ups may wait at the same time; more are told that it is not
 *     available
 */
public record IndonesiaSettings(
        LinkSettings link,
        URI partner,
        String listenHost,
        int listenPort,
        String hubBic,
        String partnerBic,
        Duration lookupTimeout,
        int lookupsAtOnce) {
    public IndonesiaSettings {
        if (lookupTimeout.isNegative() || lookupTimeout.isZero() || lookupsAtOnce < 1) {
            throw new IllegalArgumentException(
                    "lookupTimeout must be above zero and lookupsAtOnce at least 1");
        }
    }

    /** Look-ups within 3 s, 256 at once; answers on the loopback address. */
    public static IndonesiaSettings standard(LinkSettings link, URI partner, int listenPort) {
        return new IndonesiaSettings(
                link,
                partner,
                "127.0.0.1",
                listenPort,
                "NARUKRSEXXX",
                "QRSWIDJAXXX",
                Duration.ofSeconds(3),
                256);
    }
}
