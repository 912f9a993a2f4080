// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import java.time.Duration;

/**
 * How long to wait before each try: twice as long as before the last one, until what a try has won
 * has lasted. So in the long run there is no more than one try in each longest pause, also where
 * every try succeeds and its success is lost at once. Safe for many threads.
 */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration next;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** The pause before the try that comes now; the one after it is longer. */
    synchronized Duration take() {
        Duration pause = next;
        Duration doubled = pause.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return pause;
    }

    /** What a try has won was lost again, after this long. */
    synchronized void lostAfter(Duration lasted) {
        if (lasted.compareTo(longest) >= 0) {
            next = first;
        }
    }

    /** What {@link #take} would say. */
    synchronized Duration next() {
        return next;
    }
}
