// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting that ends at once when its simulator is closed. */
public final class Pause {
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Waits this long; whether the simulator was closed meanwhile. */
    public boolean endsEarly(Duration length) {
        try {
            return closed.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends all waiting, now and ever after. */
    public void close() {
        closed.countDown();
    }
}
