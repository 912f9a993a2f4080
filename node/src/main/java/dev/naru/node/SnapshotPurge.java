// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.RecordingDescriptorConsumer;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedCollection;
import java.util.TreeSet;

/**
 * Removes what no start needs any more: all snapshots but the two newest, and, of a member alone,
 * the part of the log before the older of these.
 *
 * <p>Of several members none removes any of its log. A member that was away for long gets what it
 * missed from another's log and from nowhere else, since Aeron does not hand it a snapshot.
 */
final class SnapshotPurge {
    private static final int KEPT = 2;

    /** In Aeron's list of recordings, instead of a service's number. */
    static final int CONSENSUS_MODULE = -1;

    private static final int SERVICE = 0;

    private static final RecordingDescriptorConsumer IGNORED =
            (_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> {};

    private final NodeSettings settings;
    private final AeronContexts contexts;

    SnapshotPurge(NodeSettings settings, AeronContexts contexts) {
        this.settings = settings;
        this.contexts = contexts;
    }

    /**
     * Removes it now.
     *
     * @return the last event in the state of the older of the snapshots that are kept; 0 where
     *     there are no two
     */
    long run() {
        try (RecordingLog log = new RecordingLog(settings.clusterFolder().toFile(), false);
                AeronArchive archive = AeronArchive.connect(contexts.archiveClient())) {
            List<RecordingLog.Entry> snapshots =
                    log.entries().stream().filter(SnapshotPurge::isSnapshot).toList();
            TreeSet<Long> logPositions = new TreeSet<>();
            snapshots.stream()
                    // Written last, so with it a snapshot is complete.
                    .filter(entry -> entry.serviceId == CONSENSUS_MODULE)
                    .forEach(entry -> logPositions.add(entry.logPosition));
            if (logPositions.size() < KEPT) {
                return 0;
            }
            boolean someAreOld = logPositions.size() > KEPT;
            while (logPositions.size() > KEPT) {
                logPositions.removeFirst();
            }
            long oldestKept = logPositions.first();
            if (!someAreOld) {
                return lastEventOf(snapshots, oldestKept);
            }
            purgeSnapshots(
                    archive,
                    snapshots.stream().filter(entry -> entry.logPosition < oldestKept).toList());
            if (settings.isAlone()) {
                purgeLog(archive, log.findLastTermRecordingId(), oldestKept);
            }
            return lastEventOf(snapshots, oldestKept);
        }
    }

    private long lastEventOf(List<RecordingLog.Entry> snapshots, long logPosition) {
        long least = Long.MAX_VALUE;
        try {
            for (RecordingLog.Entry entry : snapshots) {
                if (entry.logPosition == logPosition && entry.serviceId == SERVICE) {
                    least =
                            Math.min(
                                    least,
                                    SnapshotEvents.lastOf(
                                            settings.archiveFolder(), entry.recordingId));
                }
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        return least == Long.MAX_VALUE ? 0 : least;
    }

    /**
     * From the oldest to the newest, so that those that are left from an interrupted purge are the
     * newest, and the search for them can end at the first that is gone.
     */
    private static void purgeSnapshots(
            AeronArchive archive, SequencedCollection<RecordingLog.Entry> old) {
        List<Long> left = new ArrayList<>();
        for (RecordingLog.Entry entry : old.reversed()) {
            if (archive.listRecording(entry.recordingId, IGNORED) == 0) {
                break;
            }
            left.add(entry.recordingId);
        }
        left.reversed().forEach(archive::purgeRecording);
    }

    /** Whole files only. */
    private static void purgeLog(AeronArchive archive, long recordingId, long neededFrom) {
        long start = archive.getStartPosition(recordingId);
        long keepFrom =
                AeronArchive.segmentFileBasePosition(
                        start,
                        neededFrom,
                        AeronContexts.LOG_TERM_BYTES,
                        AeronContexts.SEGMENT_BYTES);
        if (keepFrom > start) {
            archive.purgeSegments(recordingId, keepFrom);
        }
    }

    private static boolean isSnapshot(RecordingLog.Entry entry) {
        return entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT && entry.isValid;
    }
}
