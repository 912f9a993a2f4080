// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.journal;

import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Invariant;

/**
 * The machine's time: the cluster's, moved forward by as much as a sandbox was told, and never
 * back. All times are epoch nanoseconds.
 */
public final class MachineClock {
    private long offsetNs;
    private long nowNs;

    /** Takes the cluster's time, which comes with each command. */
    public void advance(long clusterTimeNs) {
        Invariant.check(clusterTimeNs >= 0, "the cluster's time is not negative");
        nowNs = Math.max(nowNs, clusterTimeNs + offsetNs);
    }

    /** Moves the machine's time forward; from then on it stays as far ahead of the cluster's. */
    public void moveTo(long toNs) {
        Invariant.check(toNs >= nowNs, "time never goes back");
        offsetNs += toNs - nowNs;
        nowNs = toNs;
    }

    /** The machine's time. */
    public long nowNs() {
        return nowNs;
    }

    /** How far the machine's time is ahead of the cluster's. */
    public long offsetNs() {
        return offsetNs;
    }

    /** The cluster's time at which the machine's will be this; 0 when that was before it began. */
    public long clusterTimeOf(long machineTimeNs) {
        return Math.max(0, machineTimeNs - offsetNs);
    }

    /** Writes the time. */
    public void write(SnapshotWriter out) {
        out.putLong(offsetNs);
        out.putLong(nowNs);
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        offsetNs = in.getLong();
        nowNs = in.getLong();
    }
}
