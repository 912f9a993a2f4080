// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.node.eventlog.EventLogFault;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Work that is done again and again, and after a failure ever later, so that what is broken or full
 * is not hammered: after a second, two, four, and then every minute. For one thread.
 */
final class Retried {
    private static final long LEAST_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long MOST_NS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier clockNs;
    private final String failing;
    private final Work work;
    private long dueNs;
    private long pauseNs = LEAST_NS;
    private String failure = "";

    /** What is done. */
    @FunctionalInterface
    interface Work {
        /** Returns what could not be done, in a sentence; empty where all is. */
        String run() throws IOException;
    }

    /**
     * @param clockNs on any scale that goes on evenly
     * @param failing what it means when the work throws, in a few words
     */
    Retried(LongSupplier clockNs, String failing, Work work) {
        this.clockNs = clockNs;
        this.failing = failing;
        this.work = work;
        this.dueNs = clockNs.getAsLong();
    }

    /**
     * Does it where it is time.
     *
     * @return what could not be done, this time or the last; empty where all is
     * @throws EventLogFault as the work does: then there is nothing to do again
     */
    String run() {
        if (clockNs.getAsLong() - dueNs < 0) {
            return failure;
        }
        try {
            failure = work.run();
        } catch (EventLogFault end) {
            throw end;
        } catch (IOException | RuntimeException failed) {
            failure = failing + ": " + failed;
        }
        if (failure.isEmpty()) {
            pauseNs = LEAST_NS;
        } else {
            dueNs = clockNs.getAsLong() + pauseNs;
            pauseNs = Math.min(2 * pauseNs, MOST_NS);
        }
        return failure;
    }
}
