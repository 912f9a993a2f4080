// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import io.aeron.archive.CatalogView;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import io.aeron.cluster.codecs.TimerEventDecoder;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BitUtil;

/** Looks into the log that a start would replay, while no node is using it. */
final class LogRest {
    private LogRest() {}

    /** Whether anything that the machine decides on follows the last snapshot. */
    static boolean hasCommands(NodeSettings settings) throws IOException {
        if (Files.notExists(
                settings.clusterFolder().resolve(RecordingLog.RECORDING_LOG_FILE_NAME))) {
            return false;
        }
        long recordingId;
        long from = 0;
        try (RecordingLog log = new RecordingLog(settings.clusterFolder().toFile(), false)) {
            recordingId = log.findLastTermRecordingId();
            RecordingLog.Entry snapshot = log.getLatestSnapshot(SnapshotPurge.CONSENSUS_MODULE);
            if (snapshot != null) {
                from = snapshot.logPosition;
            }
        }
        long[] start = {AeronArchive.NULL_POSITION};
        CatalogView.listRecording(
                settings.archiveFolder().toFile(),
                recordingId,
                (_, _, _, _, _, position, _, _, _, _, _, _, _, _, _, _) -> start[0] = position);
        return start[0] != AeronArchive.NULL_POSITION
                && hasCommands(settings, recordingId, start[0], Math.max(from, start[0]));
    }

    private static boolean hasCommands(
            NodeSettings settings, long recordingId, long start, long from) throws IOException {
        long position = from;
        while (true) {
            long base =
                    AeronArchive.segmentFileBasePosition(
                            start,
                            position,
                            AeronContexts.LOG_TERM_BYTES,
                            AeronContexts.SEGMENT_BYTES);
            Path file = settings.archiveFolder().resolve(recordingId + "-" + base + ".rec");
            if (Files.notExists(file)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                ByteBuffer bytes =
                        channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                                .order(ByteOrder.LITTLE_ENDIAN);
                int at = (int) (position - base);
                while (at < bytes.limit() && bytes.getInt(at) > 0) {
                    if (isCommand(bytes, at)) {
                        return true;
                    }
                    at += BitUtil.align(bytes.getInt(at), FrameDescriptor.FRAME_ALIGNMENT);
                }
                if (at < bytes.limit()) {
                    return false;
                }
                position = base + at;
            }
        }
    }

    /** Commands come in messages of sessions; deadlines happen by a timer. */
    private static boolean isCommand(ByteBuffer bytes, int at) {
        boolean begins =
                (bytes.get(at + HeaderFlyweight.FLAGS_FIELD_OFFSET)
                                & FrameDescriptor.BEGIN_FRAG_FLAG)
                        != 0;
        if (!begins
                || bytes.getShort(at + HeaderFlyweight.TYPE_FIELD_OFFSET)
                        != HeaderFlyweight.HDR_TYPE_DATA) {
            return false;
        }
        int template =
                bytes.getShort(
                        at
                                + DataHeaderFlyweight.HEADER_LENGTH
                                + MessageHeaderDecoder.templateIdEncodingOffset());
        return template == SessionMessageHeaderDecoder.TEMPLATE_ID
                || template == TimerEventDecoder.TEMPLATE_ID;
    }
}
