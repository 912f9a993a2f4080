// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting that ends at once when its owner is closed. */
final class Pause {
    private final CountDownLatch over = new CountDownLatch(1);

    /** Waits this long; whether the owner was closed meanwhile. */
    boolean endsEarly(Duration length) throws InterruptedException {
        return over.await(length.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    void end() {
        over.countDown();
    }
}
