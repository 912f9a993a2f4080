// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Gives leave to talk to a link: not too many at once, and not too many a second. */
final class Pacer {
    private final int all;
    private final Semaphore places;
    private final TokenBucket bucket;
    private final Pause pause;

    Pacer(PacingSettings settings, Pause pause) {
        this.all = settings.inFlight();
        this.places = new Semaphore(settings.inFlight(), true);
        this.bucket = new TokenBucket(settings.perSecond(), settings.burst());
        this.pause = pause;
    }

    /** Leave to talk, until it is closed. */
    interface Leave extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits until nobody has leave, at most this long. */
    void awaitQuiet(Duration patience) throws InterruptedException {
        if (places.tryAcquire(all, patience.toNanos(), TimeUnit.NANOSECONDS)) {
            places.release(all);
        }
    }

    /** Waits for leave, at most this long; empty when there was none in that time. */
    Optional<Leave> await(Duration patience) throws InterruptedException {
        long startNs = System.nanoTime();
        if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        boolean given = false;
        try {
            long nowNs = System.nanoTime();
            long waitNs = bucket.take(nowNs, Math.max(0, patience.toNanos() - (nowNs - startNs)));
            given = waitNs == 0 || (waitNs > 0 && !pause.endsEarly(Duration.ofNanos(waitNs)));
        } finally {
            if (!given) {
                places.release();
            }
        }
        return given ? Optional.of(places::release) : Optional.empty();
    }
}
