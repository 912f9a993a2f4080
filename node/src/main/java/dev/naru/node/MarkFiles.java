// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import io.aeron.archive.ArchiveMarkFile;
import io.aeron.cluster.codecs.mark.MarkFileHeaderDecoder;
import io.aeron.cluster.codecs.mark.MessageHeaderDecoder;
import io.aeron.cluster.service.ClusterMarkFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The marks by which Aeron's archive, consensus module and service say that they are alive. After a
 * kill they go on saying so for ten seconds; whoever holds the {@link FolderLock} knows better and
 * takes the words back.
 */
final class MarkFiles {
    private static final int VERSION_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + MarkFileHeaderDecoder.versionEncodingOffset();
    private static final int ACTIVITY_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH
                    + MarkFileHeaderDecoder.activityTimestampEncodingOffset();
    private static final long NOT_ACTIVE = -1;

    private MarkFiles() {}

    /** Makes what a killed owner left in these folders look left in order. */
    static void release(NodeSettings settings) {
        List<Path> marks =
                List.of(
                        settings.archiveFolder().resolve(ArchiveMarkFile.FILENAME),
                        settings.clusterFolder().resolve(ClusterMarkFile.FILENAME),
                        settings.clusterFolder()
                                .resolve(ClusterMarkFile.markFilenameForService(0)));
        for (Path mark : marks) {
            if (Files.exists(mark)) {
                release(mark);
            }
        }
    }

    private static void release(Path mark) {
        try {
            boolean wasReady;
            try (FileChannel channel =
                    FileChannel.open(mark, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                wasReady = versionOf(channel) != 0;
                if (wasReady) {
                    channel.write(
                            littleEndian(Long.BYTES).putLong(NOT_ACTIVE).flip(), ACTIVITY_OFFSET);
                }
            }
            if (!wasReady) {
                // Its owner died while making it, before it could hold anything. A mark that was
                // ever ready is never deleted: it may hold a vote.
                Files.delete(mark);
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot release " + mark, unusable);
        }
    }

    private static int versionOf(FileChannel channel) throws IOException {
        if (channel.size() < ACTIVITY_OFFSET + Long.BYTES) {
            return 0;
        }
        ByteBuffer version = littleEndian(Integer.BYTES);
        channel.read(version, VERSION_OFFSET);
        return version.getInt(0);
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
