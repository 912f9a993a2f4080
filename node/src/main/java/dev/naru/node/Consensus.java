// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.node.NodeFigures.Role;
import io.aeron.cluster.ClusterControl.ToggleState;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.ElectionState;
import io.aeron.cluster.service.Cluster;
import org.agrona.concurrent.status.AtomicCounter;

/** What the consensus module shows of itself in its counters. For any thread. */
final class Consensus {
    private final ConsensusModule.Context context;

    Consensus(ConsensusModule.Context context) {
        this.context = context;
    }

    Role role() {
        return switch (Cluster.Role.get(valueOf(context.clusterNodeRoleCounter()))) {
            case FOLLOWER -> Role.FOLLOWER;
            case CANDIDATE -> Role.CANDIDATE;
            case LEADER -> Role.LEADER;
        };
    }

    /** Whether there is a leader, and this member has caught up with it. */
    boolean isElected() {
        return valueOf(context.electionStateCounter()) == ElectionState.CLOSED.code();
    }

    long termId() {
        return valueOf(context.leadershipTermIdCounter());
    }

    /** Bytes of the log that a majority has written. */
    long commitPosition() {
        return valueOf(context.commitPositionCounter());
    }

    /** How many snapshots were completed since the start. */
    long snapshots() {
        return valueOf(context.snapshotCounter());
    }

    /** Asks for a snapshot; false when another request is under way. */
    boolean askForSnapshot() {
        return ToggleState.SNAPSHOT.toggle(context.controlToggleCounter());
    }

    /** Whether what was asked for has come to its end, good or bad. */
    boolean isIdle() {
        return valueOf(context.controlToggleCounter()) == ToggleState.NEUTRAL.code();
    }

    /** A counter that was closed lies in memory that may be gone. */
    private static long valueOf(AtomicCounter counter) {
        return counter.isClosed() ? 0 : counter.get();
    }
}
