// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.node.NodeFigures.Role;
import io.aeron.archive.Archive;
import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.ElectionState;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * One member of the cluster in this process: media driver, archive, consensus module, the machine
 * with its event log, and the event server. Safe for use by many threads.
 *
 * <p>It is not how the machine is asked: that is the client's, over the network or, on the same
 * computer and without a port, through {@link #aeronDirectory}.
 *
 * <p>Old snapshots, and the log before them, are not removed yet: the folder grows.
 */
public final class HubNode implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HubNode.class.getName());
    private static final Duration SNAPSHOT_WAIT = Duration.ofMinutes(2);
    private static final long POLL_NS = 1_000_000;

    private final NodeSettings settings;
    private final Parts parts = new Parts();
    private final NodeCounters counters = new NodeCounters();
    private final Faults faults;
    private final ErrorLog errors;
    private final AeronContexts contexts;
    private final HubService service;
    private final ConsensusModule.Context consensus;
    private boolean closed;

    private HubNode(NodeSettings settings) {
        this.settings = settings;
        faults = new Faults(settings.faultAction());
        errors = new ErrorLog(faults);
        contexts = new AeronContexts(settings);
        service = new HubService(settings, counters, faults);
        consensus = contexts.consensus(errors.mended(), ending("the consensus module"));
    }

    /**
     * Starts a member and waits until it serves: until there is a leader, and this member has
     * replayed what it has of the log.
     *
     * @throws IllegalStateException when another process holds the folder, when no leader was found
     *     in time, or when the member failed while it started
     */
    public static HubNode start(NodeSettings settings) {
        HubNode node = new HubNode(settings);
        try {
            node.launch();
            return node;
        } catch (RuntimeException | Error failed) {
            node.stop();
            throw failed;
        }
    }

    /** Where a client on the same computer finds this member without a port. */
    public Path aeronDirectory() {
        return contexts.aeronDirectory();
    }

    /** Where the event server listens. */
    public int eventPort() {
        return service.eventPort();
    }

    /** What this member knows of itself. */
    public NodeFigures figures() {
        return new NodeFigures(
                role(),
                counters.lastEventNumber(),
                service.syncedEventNumber(),
                valueOf(consensus.commitPositionCounter()),
                counters.commands(),
                counters.malformed(),
                counters.droppedReplies(),
                valueOf(consensus.snapshotCounter()),
                errors.count());
    }

    /**
     * Has every member write its state out, and waits until this one, which must be the leader, has
     * done so. The machine answers nobody meanwhile.
     *
     * @throws IllegalStateException when this member is not the leader, when a snapshot is being
     *     taken already, or when it was not done within two minutes
     */
    public synchronized void snapshot() {
        if (closed || role() != Role.LEADER) {
            throw new IllegalStateException("snapshots are asked of the leader");
        }
        long before = valueOf(consensus.snapshotCounter());
        if (!ClusterControl.ToggleState.SNAPSHOT.toggle(consensus.controlToggleCounter())) {
            throw new IllegalStateException("the cluster is busy with another request");
        }
        await(
                () -> valueOf(consensus.snapshotCounter()) > before,
                SNAPSHOT_WAIT,
                "the snapshot was not done in time");
    }

    /**
     * Stops the member. A leader takes a snapshot first, so that the next start need not replay the
     * log; should that fail, the log is enough.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        if (faults.first().isEmpty() && role() == Role.LEADER) {
            try {
                snapshot();
            } catch (RuntimeException failed) {
                LOG.log(System.Logger.Level.WARNING, "closing without a snapshot", failed);
            }
        }
        closed = true;
        stop();
    }

    private void launch() {
        parts.add(FolderLock.take(settings.folder()));
        MarkFiles.release(settings);
        parts.add(MediaDriver.launch(contexts.driver(errors.mended())));
        parts.add(Archive.launch(contexts.archive(errors.mended())));
        parts.add(ConsensusModule.launch(consensus));
        parts.add(service);
        parts.add(
                ClusteredServiceContainer.launch(
                        contexts.service(service, errors.fatal(), ending("the service"))));
        await(this::isServing, settings.startWithin(), "no leader was found in time");
        service.serveEvents();
        faults.serve();
        checkFault();
    }

    private void stop() {
        faults.close();
        service.stopServingEvents();
        parts.close();
    }

    /**
     * A follower has caught up when its election ends. A leader serves when the beginning of its
     * term has come out of the log: that shows that the log can be written. A follower may never
     * see one, when it starts from a snapshot within the term.
     */
    private boolean isServing() {
        return valueOf(consensus.electionStateCounter()) == ElectionState.CLOSED.code()
                && (role() != Role.LEADER
                        || service.termId() == valueOf(consensus.leadershipTermIdCounter()));
    }

    /** A counter that was closed lies in memory that may be gone. */
    private static long valueOf(AtomicCounter counter) {
        return counter.isClosed() ? 0 : counter.get();
    }

    private Role role() {
        return switch (Cluster.Role.get(valueOf(consensus.clusterNodeRoleCounter()))) {
            case FOLLOWER -> Role.FOLLOWER;
            case CANDIDATE -> Role.CANDIDATE;
            case LEADER -> Role.LEADER;
        };
    }

    private void await(BooleanSupplier done, Duration wait, String otherwise) {
        long deadlineNs = System.nanoTime() + wait.toNanos();
        while (!done.getAsBoolean()) {
            checkFault();
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException(otherwise);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private void checkFault() {
        Optional<Throwable> fault = faults.first();
        if (fault.isPresent()) {
            throw new IllegalStateException("the member has failed", fault.get());
        }
    }

    private Runnable ending(String what) {
        return () -> faults.raise(new IllegalStateException(what + " has ended"));
    }
}
