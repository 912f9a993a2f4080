// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

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

/** Reads in a snapshot's recording which event it names, without reading the snapshot. */
final class SnapshotEvents {
    private SnapshotEvents() {}

    /**
     * The last event of the state in this recording; 0 where it cannot be found, for then nothing
     * must go on its account.
     */
    static long lastOf(Path archiveFolder, long recordingId) throws IOException {
        Path file = archiveFolder.resolve(recordingId + "-0.rec");
        if (Files.notExists(file)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                            .order(ByteOrder.LITTLE_ENDIAN);
            int at = 0;
            while (at + DataHeaderFlyweight.HEADER_LENGTH <= bytes.limit()) {
                int length = bytes.getInt(at);
                int aligned = BitUtil.align(length, FrameDescriptor.FRAME_ALIGNMENT);
                if (length < DataHeaderFlyweight.HEADER_LENGTH || aligned > bytes.limit() - at) {
                    return 0;
                }
                if (isHeader(bytes, at, length)) {
                    return isWhole(bytes, at, aligned) ? bytes.getLong(headerAt(at) + 8) : 0;
                }
                at += aligned;
            }
            return 0;
        }
    }

    private static int headerAt(int frame) {
        return frame + DataHeaderFlyweight.HEADER_LENGTH;
    }

    private static boolean isHeader(ByteBuffer bytes, int at, int length) {
        return bytes.getShort(at + HeaderFlyweight.TYPE_FIELD_OFFSET)
                        == HeaderFlyweight.HDR_TYPE_DATA
                && length >= DataHeaderFlyweight.HEADER_LENGTH + SnapshotWriter.HEADER_BYTES
                && bytes.getLong(headerAt(at)) == SnapshotWriter.MAGIC;
    }

    private static boolean isWhole(ByteBuffer bytes, int at, int aligned) {
        int header = DataHeaderFlyweight.HEADER_LENGTH;
        return bytes.getInt(at + DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET)
                == RecordingChecksum.of(bytes.slice(at + header, aligned - header));
    }
}
