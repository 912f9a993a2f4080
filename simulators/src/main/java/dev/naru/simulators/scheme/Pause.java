// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting that ends at once when the switch is closed. */
final class Pause {
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Waits this long; whether the switch was closed meanwhile. */
    boolean endsEarly(Duration length) {
        try {
            return closed.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void close() {
        closed.countDown();
    }
}
