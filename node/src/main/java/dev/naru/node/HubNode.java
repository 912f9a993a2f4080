// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.node.NodeFigures.Role;
import dev.naru.node.eventlog.Backfill;
import dev.naru.node.eventlog.EventLogFault;
import io.aeron.archive.Archive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * One member of the cluster in this process: media driver, archive, consensus module, the machine
 * with its event log, and the event server. Safe for use by many threads.
 *
 * <p>It is not how the machine is asked: that is the client's, over the network or, on the same
 * computer and without a port, through {@link #aeronDirectory}.
 *
 * <p>A snapshot is taken whenever the log has grown by {@link NodeSettings#snapshotEveryBytes}, so
 * that a start after a kill replays no more than that. The two newest are kept, and, of a member
 * alone, the log from the older of these on. Of several members each keeps its whole log. Event
 * files go when every reader has acknowledged them, as {@link EventKeeping} says.
 */
public final class HubNode implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HubNode.class.getName());
    private static final long POLL_NS = 1_000_000;

    private final NodeSettings settings;
    private final Parts parts = new Parts();
    private final NodeCounters counters = new NodeCounters();
    private final Faults faults;
    private final ErrorLog errors;
    private final AeronContexts contexts;
    private final HubService service;
    private final ConsensusModule.Context consensusContext;
    private final Consensus consensus;
    private final Snapshots snapshots;
    private final Archive.Context archiveContext;
    private boolean closed;

    /** Where tests put a slow one. */
    @FunctionalInterface
    interface OpenerFactory {
        EventLogOpener opener(NodeSettings settings, Consumer<EventLogFault> onFault);
    }

    private HubNode(NodeSettings settings, FolderLock lock, OpenerFactory events) {
        this.settings = settings;
        parts.add(lock);
        faults = new Faults(settings.faultAction());
        errors = new ErrorLog(faults);
        contexts =
                new AeronContexts(settings, AeronDirectory.of(settings.folder()), errors.threads());
        service =
                new HubService(settings, counters, faults, events.opener(settings, faults::raise));
        ErrorHandler stored = errors.stored(settings.folder());
        archiveContext = contexts.archive(stored);
        consensusContext = contexts.consensus(stored, ending("the consensus module"));
        consensus = new Consensus(consensusContext);
        snapshots =
                new Snapshots(
                        settings,
                        consensus,
                        service,
                        faults,
                        new SnapshotPurge(settings, contexts),
                        service::keepEventsFrom);
    }

    /**
     * Starts a member and waits until it serves: until there is a leader, and this member has
     * replayed what it has of the log.
     *
     * @throws IllegalStateException when another process holds the folder, when nothing moved on
     *     for the whole of {@link NodeSettings#startPatience}, or when the member failed while it
     *     started
     */
    public static HubNode start(NodeSettings settings) {
        return start(settings, EventLogOpener::in);
    }

    static HubNode start(NodeSettings settings, OpenerFactory events) {
        HubNode node = under(FolderLock.take(settings.folder()), settings, events);
        try {
            node.launch();
            return node;
        } catch (RuntimeException | Error failed) {
            node.stop();
            throw failed;
        }
    }

    private static HubNode under(FolderLock lock, NodeSettings settings, OpenerFactory events) {
        try {
            return new HubNode(settings, lock, events);
        } catch (RuntimeException | Error failed) {
            lock.close();
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
                consensus.role(),
                counters.lastEventNumber(),
                service.syncedEventNumber(),
                consensus.commitPosition(),
                snapshots.replayBytes(),
                counters.commands(),
                counters.malformed(),
                counters.droppedReplies(),
                consensus.snapshots(),
                errors.count(),
                service.eventFiles(),
                service.keptEvents(),
                counters.machineTimeNs() - wallClockNs());
    }

    /**
     * Has every member write its state out, and waits until this one, which must be the leader, has
     * done so. The machine answers nobody meanwhile.
     *
     * @throws IllegalStateException when this member is not the leader, when its disk lacks the
     *     room, when the snapshot failed, or when it was not done within two minutes
     */
    public synchronized void snapshot() {
        if (closed) {
            throw new IllegalStateException("snapshots are asked of the leader");
        }
        snapshots.take();
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
        snapshots.close();
        if (faults.first().isEmpty() && consensus.role() == Role.LEADER) {
            try {
                snapshots.take();
            } catch (RuntimeException failed) {
                LOG.log(System.Logger.Level.WARNING, "closing without a snapshot", failed);
            }
        }
        closed = true;
        stop();
    }

    private void launch() {
        sweepEvents();
        MarkFiles.release(settings);
        RecordingLogSeal seal = parts.add(RecordingLogSeal.check(settings));
        CatalogCheck.check(settings);
        service.logWasCut(TornTails.cut(settings));
        DecidedUnder.check(settings);
        parts.add(MediaDriver.launch(contexts.driver(errors.mended())));
        parts.add(Archive.launch(archiveContext));
        parts.add(ConsensusModule.launch(consensusContext));
        parts.add(service);
        parts.add(
                ClusteredServiceContainer.launch(
                        contexts.service(service, errors.fatal(), ending("the service"))));
        awaitServing();
        service.serveEvents(consensus::isElected, snapshots::needBytes);
        faults.serve();
        faults.check();
        snapshots.start(seal);
    }

    private void sweepEvents() {
        try {
            Backfill.sweep(settings.eventFolder());
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private void stop() {
        snapshots.close();
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
        return consensus.isElected()
                && (consensus.role() != Role.LEADER || service.termId() == consensus.termId());
    }

    /** However long the log is: as long as it goes on, it is waited for. */
    private void awaitServing() {
        long patienceNs = settings.startPatience().toNanos();
        long lastProgress = -1;
        long sinceNs = System.nanoTime();
        while (!isServing()) {
            faults.check();
            long progress = progress();
            if (progress != lastProgress) {
                lastProgress = progress;
                sinceNs = System.nanoTime();
            } else if (System.nanoTime() - sinceNs > patienceNs) {
                throw new IllegalStateException(
                        "nothing moved on for %s: no leader was found, after %d commands of the log"
                                .formatted(settings.startPatience(), counters.commands()));
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private long progress() {
        AtomicCounter recorded = archiveContext.totalWriteBytesCounter();
        return counters.progress()
                + consensus.commitPosition()
                + (recorded.isClosed() ? 0 : recorded.get());
    }

    private static long wallClockNs() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /** A part ends without a reason; what was reported before it may be one. */
    private Runnable ending(String what) {
        return () ->
                faults.raise(
                        new IllegalStateException(
                                what + " has ended; reported before: " + errors.last()));
    }
}
