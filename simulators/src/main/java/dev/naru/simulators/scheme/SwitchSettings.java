// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * How a switch is set up.
 *
 * @param port where it listens on the loopback address, 0 for a free port
 * @param callback where answers go, without the path {@code /iso20022}
 * @param hubBic how the hub is known on the link
 * @param ownBic how the switch is known on the link
 * @param directory whom it can pay
 * @param mostMinor the largest payment it takes, hundredths of a rupiah
 * @param callbackPauses how long it waits before each further try to deliver an answer
 * @param clock what its own clock is moved forward from
 */
public record SwitchSettings(
        int port,
        URI callback,
        String hubBic,
        String ownBic,
        MerchantDirectory directory,
        long mostMinor,
        List<Duration> callbackPauses,
        InstantSource clock) {
    /** How the hub is known, unless said otherwise. */
    public static final String HUB_BIC = "NARUKRSEXXX";

    /** How the switch is known, unless said otherwise. */
    public static final String SWITCH_BIC = "QRSWIDJAXXX";

    public SwitchSettings {
        callbackPauses = List.copyOf(callbackPauses);
    }

    /** The same by another clock. */
    public SwitchSettings withClock(InstantSource other) {
        return new SwitchSettings(
                port, callback, hubBic, ownBic, directory, mostMinor, callbackPauses, other);
    }

    /** The invented merchants, at most 10,000,000 rupiah, and three tries within about a second. */
    public static SwitchSettings standard(int port, URI callback) {
        return new SwitchSettings(
                port,
                callback,
                HUB_BIC,
                SWITCH_BIC,
                MerchantDirectory.standard(),
                1_000_000_000L,
                List.of(Duration.ofMillis(250), Duration.ofMillis(1000)),
                InstantSource.system());
    }
}
