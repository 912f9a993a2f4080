// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.node.NodeFigures.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Has snapshots taken, when they are asked for and when the log has grown enough, and then removes
 * what only an older one would need. It has a thread of its own: neither the machine nor the
 * consensus module waits for it.
 */
final class Snapshots implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Snapshots.class.getName());
    private static final Duration MOST_WAIT = Duration.ofMinutes(2);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long ROUND_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long AFTER_FAILURE_NS = TimeUnit.MINUTES.toNanos(1);

    /** The files of two recordings, the service's and the consensus module's, and as much again. */
    private static final long RESERVE_BYTES = 4L * AeronContexts.SEGMENT_BYTES;

    private final NodeSettings settings;
    private final Consensus consensus;
    private final HubService service;
    private final Faults faults;
    private final SnapshotPurge purge;
    private final LongConsumer onKept;
    private final RoundThread thread;
    private volatile @Nullable RecordingLogSeal seal;
    private boolean sealFails;

    /**
     * Does nothing by itself before {@link #start}.
     *
     * @param onKept hears after each purge which event the older of the kept snapshots names, 0
     *     where there are no two
     */
    Snapshots(
            NodeSettings settings,
            Consensus consensus,
            HubService service,
            Faults faults,
            SnapshotPurge purge,
            LongConsumer onKept) {
        this.settings = settings;
        this.consensus = consensus;
        this.service = service;
        this.faults = faults;
        this.purge = purge;
        this.onKept = onKept;
        this.thread = new RoundThread("node-snapshots", this::run, ROUND_NS, faults);
    }

    /** Also keeps the seal of the list of snapshots up with the list. */
    void start(RecordingLogSeal list) {
        seal = list;
        thread.start();
    }

    /**
     * Has every member write its state out, and waits until this one has done so.
     *
     * @throws IllegalStateException when this member is not the leader, when its disk lacks the
     *     room, when another request is under way, or when the snapshot failed
     */
    synchronized void take() {
        if (consensus.role() != Role.LEADER) {
            throw new IllegalStateException("snapshots are asked of the leader");
        }
        checkSpace();
        long before = consensus.snapshots();
        if (!consensus.askForSnapshot()) {
            throw new IllegalStateException("the cluster is busy with another request");
        }
        long deadlineNs = System.nanoTime() + MOST_WAIT.toNanos();
        // Until it is counted and the request is taken back, so that the next one can be made.
        while (consensus.snapshots() == before || !consensus.isIdle()) {
            faults.check();
            // In this order: a snapshot is counted before the request is taken back.
            if (consensus.isIdle() && consensus.snapshots() == before) {
                throw new IllegalStateException("the snapshot failed");
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("the snapshot was not done in time");
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** Bytes of the log that a start would have to replay now. */
    long replayBytes() {
        HubService.Written written = service.written();
        boolean isRecorded = consensus.snapshots() >= written.count();
        long from = isRecorded ? written.logPosition() : written.earlierLogPosition();
        return Math.max(0, consensus.commitPosition() - from);
    }

    /** How much room the next one may need. For any thread. */
    long needBytes() {
        return RESERVE_BYTES + service.snapshotBytes() + replayBytes();
    }

    /** Takes none by itself any more. */
    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        long purgedAfter = -1;
        long notBeforeNs = System.nanoTime();
        while (thread.isOpen() && faults.first().isEmpty()) {
            renewSeal();
            try {
                if (isDue() && System.nanoTime() - notBeforeNs >= 0) {
                    notBeforeNs = System.nanoTime() + AFTER_FAILURE_NS;
                    take();
                    notBeforeNs = System.nanoTime();
                }
                long taken = consensus.snapshots();
                if (taken != purgedAfter) {
                    purgedAfter = taken;
                    onKept.accept(purge.run());
                }
            } catch (RuntimeException failed) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the log goes on growing, and a restart takes longer: "
                                + failed.getMessage(),
                        failed);
            }
            thread.awaitNext();
        }
    }

    /** An older seal is true of all that it speaks of, so nothing is lost by trying again. */
    private void renewSeal() {
        RecordingLogSeal list = seal;
        if (list == null) {
            return;
        }
        try {
            list.renew();
            sealFails = false;
        } catch (UncheckedIOException failed) {
            if (!sealFails) {
                LOG.log(System.Logger.Level.WARNING, failed.getMessage(), failed);
            }
            sealFails = true;
        }
    }

    private boolean isDue() {
        return consensus.role() == Role.LEADER
                && consensus.isElected()
                && replayBytes() >= settings.snapshotEveryBytes();
    }

    /**
     * A snapshot that meets a full disk stops the member, so it is not begun. The state has grown
     * since the last one by less than the commands that made it grow.
     */
    private void checkSpace() {
        long need = needBytes();
        long free = freeBytes();
        if (free < need) {
            throw new IllegalStateException(
                    "a snapshot needs up to %d bytes and %d are free in %s: make room"
                            .formatted(need, free, settings.folder()));
        }
    }

    private long freeBytes() {
        try {
            return Files.getFileStore(settings.archiveFolder()).getUsableSpace();
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }
}
