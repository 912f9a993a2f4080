// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.acquirer;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * How an acquirer is set up.
 *
 * @param port where it listens on the loopback address, 0 for a free port
 * @param callback where results go, without the path {@code /v1/results}
 * @param shops whom it can pay
 * @param callbackPauses how long it waits before each further try to deliver a result
 * @param clock what its own clock is moved forward from
 */
public record AcquirerSettings(
        int port,
        URI callback,
        List<Shop> shops,
        List<Duration> callbackPauses,
        InstantSource clock) {
    public AcquirerSettings {
        shops = List.copyOf(shops);
        callbackPauses = List.copyOf(callbackPauses);
    }

    /** The invented shops, and three tries within about a second. */
    public static AcquirerSettings standard(int port, URI callback) {
        return new AcquirerSettings(
                port,
                callback,
                Shop.standard(),
                List.of(Duration.ofMillis(250), Duration.ofMillis(1000)),
                InstantSource.system());
    }

    /** The same by another clock. */
    public AcquirerSettings withClock(InstantSource other) {
        return new AcquirerSettings(port, callback, shops, callbackPauses, other);
    }
}
