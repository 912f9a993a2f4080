// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

/**
 * A machine that starts from a snapshot and hears the rest of the log is, in all that it says and
 * keeps, the machine that heard the whole log.
 */
public final class SnapshotEqualsReplay implements Law {

    /**
     * All that can be seen of a machine's state at one moment.
     *
     * @param hash over everything that it keeps
     */
    public record State(long hash, long lastEventNumber, long nowNs, long nextDeadlineNs) {}

    /** Compares what two machines said about one step. */
    public void compare(Exchange one, Exchange other) {
        if (!one.facts().equals(other.facts()) || !one.outcome().equals(other.outcome())) {
            throw broken("one machine said " + one + ", and the other " + other);
        }
    }

    /** Compares two machines that heard the same. */
    public void compare(State one, State other) {
        if (!one.equals(other)) {
            throw broken("two machines heard the same and are " + one + " and " + other);
        }
    }
}
