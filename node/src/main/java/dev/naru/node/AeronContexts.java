// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.protocol.Endpoint;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.NanosecondClusterClock;
import io.aeron.cluster.PriorityHeapTimerServiceSupplier;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Aeron's settings for one member, all in one place. What is not set here is Aeron's default; what
 * is set has a reason beside it.
 */
final class AeronContexts {
    private static final String IPC = "aeron:ipc";
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    /** Of each file of a recording. */
    static final int SEGMENT_BYTES = 64 * MIB;

    /** Of the replicated log. */
    static final int LOG_TERM_BYTES = 16 * MIB;

    /** Nearly all batches of commands fit in one frame of this size. */
    private static final int LOCAL_MTU_BYTES = 8 * KIB;

    /** Frames that any Ethernet carries whole. */
    private static final int NETWORK_MTU_BYTES = 1_408;

    private final NodeSettings settings;
    private final Path aeronDirectory;
    private final ThreadFactory threads;

    AeronContexts(NodeSettings settings, Path aeronDirectory, ThreadFactory threads) {
        this.settings = settings;
        this.aeronDirectory = aeronDirectory;
        this.threads = threads;
    }

    Path aeronDirectory() {
        return aeronDirectory;
    }

    /** One thread for the whole driver; the folder's lock is what guards its directory. */
    MediaDriver.Context driver(ErrorHandler errors) {
        return new MediaDriver.Context()
                .aeronDirectoryName(aeronDirectory.toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(idle())
                .sharedThreadFactory(threads)
                .termBufferSparseFile(true)
                .ipcTermBufferLength(4 * MIB)
                .publicationTermBufferLength(MIB)
                .imageLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(2))
                .errorHandler(errors);
    }

    /** The log's and the snapshots' files. The sync level is what makes an outcome durable. */
    Archive.Context archive(ErrorHandler errors) {
        Archive.Context context =
                new Archive.Context()
                        .aeronDirectoryName(aeronDirectory.toString())
                        .archiveDir(settings.archiveFolder().toFile())
                        .threadingMode(ArchiveThreadingMode.SHARED)
                        .threadFactory(threads)
                        .idleStrategySupplier(AeronContexts::idle)
                        .recordingEventsEnabled(false)
                        .segmentFileLength(SEGMENT_BYTES)
                        .fileIoMaxLength(TornTails.WRITE_BYTES)
                        .recordChecksum(new RecordingChecksum())
                        .replayChecksum(new RecordingChecksum())
                        .fileSyncLevel(settings.syncLevel().aeronLevel())
                        .catalogFileSyncLevel(settings.syncLevel().aeronLevel())
                        .replicationChannel(replicationChannel())
                        .errorHandler(errors);
        return settings.isAlone()
                ? context.controlChannelEnabled(false).archiveClientContext(asking(IPC))
                : context.controlChannel("aeron:udp?endpoint=" + settings.self().archiveEndpoint())
                        .archiveClientContext(asking(replicationChannel()));
    }

    /**
     * How this archive asks another member's for what it missed, and where that one answers: over
     * the network, for shared memory would be the other computer's.
     */
    private static AeronArchive.Context asking(String responseChannel) {
        return new AeronArchive.Context().controlResponseChannel(responseChannel);
    }

    /** A dead leader is replaced in about two seconds. */
    ConsensusModule.Context consensus(ErrorHandler errors, Runnable onEnd) {
        return new ConsensusModule.Context()
                .aeronDirectoryName(aeronDirectory.toString())
                .clusterDir(settings.clusterFolder().toFile())
                .clusterMemberId(settings.memberId())
                .clusterMembers(Member.describe(settings.members()))
                .clusterClock(new NanosecondClusterClock())
                // One timer, and it is to be exact.
                .timerServiceSupplier(new PriorityHeapTimerServiceSupplier())
                .archiveContext(archiveClient())
                .fileSyncLevel(settings.syncLevel().aeronLevel())
                .idleStrategySupplier(AeronContexts::idle)
                .threadFactory(threads)
                .isIpcIngressAllowed(true)
                .ingressChannel("aeron:udp?term-length=4m")
                .logChannel(logChannel())
                .replicationChannel(replicationChannel())
                .leaderHeartbeatTimeoutNs(TimeUnit.SECONDS.toNanos(1))
                .leaderHeartbeatIntervalNs(TimeUnit.MILLISECONDS.toNanos(100))
                .electionTimeoutNs(TimeUnit.MILLISECONDS.toNanos(500))
                .electionStatusIntervalNs(TimeUnit.MILLISECONDS.toNanos(50))
                .startupCanvassTimeoutNs(TimeUnit.SECONDS.toNanos(5))
                // The default of ten is soon used up by clients that were killed and came back.
                .maxConcurrentSessions(100)
                .sessionTimeoutNs(TimeUnit.SECONDS.toNanos(10))
                .terminationHook(onEnd)
                .errorHandler(errors);
    }

    /** Beside the consensus module, on a thread of its own. */
    ClusteredServiceContainer.Context service(
            ClusteredService service, ErrorHandler errors, Runnable onEnd) {
        return new ClusteredServiceContainer.Context()
                .aeronDirectoryName(aeronDirectory.toString())
                .clusterDir(settings.clusterFolder().toFile())
                .archiveContext(archiveClient())
                .idleStrategySupplier(AeronContexts::idle)
                .snapshotChannel("aeron:ipc?term-length=4m|mtu=" + LOCAL_MTU_BYTES)
                .replayChannel("aeron:ipc?term-length=4m|mtu=" + LOCAL_MTU_BYTES)
                .clusteredService(service)
                .threadFactory(threads)
                .terminationHook(onEnd)
                .errorHandler(errors);
    }

    /** How to ask the archive from within this process. */
    AeronArchive.Context archiveClient() {
        return new AeronArchive.Context()
                .aeronDirectoryName(aeronDirectory.toString())
                .controlRequestChannel(IPC)
                .controlResponseChannel(IPC);
    }

    /** A member alone has nobody to send its log to: shared memory is enough. */
    private String logChannel() {
        return settings.isAlone()
                ? "aeron:ipc?term-length=" + LOG_TERM_BYTES + "|mtu=" + LOCAL_MTU_BYTES
                : "aeron:udp?term-length=" + LOG_TERM_BYTES + "|mtu=" + mtuBytes();
    }

    private String replicationChannel() {
        return "aeron:udp?endpoint=" + new Endpoint(settings.self().host(), 0);
    }

    private int mtuBytes() {
        return settings.members().stream().allMatch(Member::isLoopback)
                ? LOCAL_MTU_BYTES
                : NETWORK_MTU_BYTES;
    }

    /** Idle threads sleep: a hub shares its machine with others. */
    private static IdleStrategy idle() {
        return new BackoffIdleStrategy(
                1, 10, TimeUnit.MICROSECONDS.toNanos(1), TimeUnit.MICROSECONDS.toNanos(100));
    }
}
