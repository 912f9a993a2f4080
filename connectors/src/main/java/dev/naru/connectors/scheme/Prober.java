// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches one breaker, and while it is not closed tries from time to time whether it may be. */
public final class Prober implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Prober.class);
    private static final Duration LONG = Duration.ofHours(1);

    private final CircuitBreaker breaker;
    private final BooleanSupplier probe;
    private final Pause pause = new Pause();
    private final Thread thread;

    /**
     * A prober that does not watch yet.
     *
     * @param name for the log and the thread
     * @param probe asks something that changes nothing; whether a sensible answer came
     */
    public Prober(String name, CircuitBreaker breaker, BooleanSupplier probe) {
        this.breaker = breaker;
        this.probe = probe;
        this.thread = Thread.ofVirtual().name("probe-" + name).unstarted(() -> watch(name));
    }

    /** Begins to watch. */
    public void start() {
        thread.start();
    }

    private void watch(String name) {
        try {
            while (!pause.isOver()) {
                if (breaker.awaitTrouble(LONG)) {
                    log.warn("{} does not answer; probing", name);
                    probeUntilClosed();
                    if (breaker.isClosed()) {
                        log.warn("{} answers again", name);
                    }
                }
            }
        } catch (InterruptedException e) {
            // Closed while waiting: there is nothing left to do.
            Thread.currentThread().interrupt();
        }
    }

    private void probeUntilClosed() throws InterruptedException {
        while (!breaker.isClosed()) {
            if (pause.endsEarly(breaker.pause())) {
                return;
            }
            if (isAnswered()) {
                breaker.succeeded();
            } else {
                breaker.probeFailed();
            }
        }
    }

    /** A probe that throws is one that was not answered: whatever happens, probing goes on. */
    private boolean isAnswered() {
        try {
            return probe.getAsBoolean();
        } catch (RuntimeException e) {
            log.error("a fault in a probe", e);
            return false;
        }
    }

    @Override
    public void close() {
        pause.end();
        thread.interrupt();
    }
}
