// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import io.aeron.archive.CatalogView;
import io.aeron.archive.client.AeronArchive;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.agrona.BitUtil;

/**
 * Cuts off, before the archive is opened, what a power cut left in part at the end of a recording.
 * The archive itself would refuse to start, or keep a frame with a hole.
 *
 * <p>The archive syncs each of its writes before it says that it has written, and a write is at the
 * most {@value #WRITE_BYTES} bytes. So a power cut leaves nothing in part that was ever
 * acknowledged, and a bad frame with more than that behind it is damage, which is not cut but
 * refused. Damage closer to the end looks the same here; {@link HubService} tells it by the events
 * that were made of what is gone, and refuses to lead.
 */
final class TornTails {
    /** The archive's longest write. */
    static final int WRITE_BYTES = 1024 * 1024;

    private static final System.Logger LOG = System.getLogger(TornTails.class.getName());
    private static final String CATALOG = "archive.catalog";
    private static final String ENDING = ".rec";

    private final NodeSettings settings;
    private final Path folder;

    private TornTails(NodeSettings settings) {
        this.settings = settings;
        this.folder = settings.archiveFolder();
    }

    private record Recording(long id, long startPosition, int termBytes, int segmentBytes) {
        /** Where its first frame lies in the file that begins at this position. */
        int firstFrame(long filePosition) {
            int termOffset = (int) (startPosition & (termBytes - 1));
            return filePosition == startPosition - termOffset ? termOffset : 0;
        }
    }

    /**
     * Cuts them. Under the {@link FolderLock}, after the marks were released.
     *
     * @return where something was cut off, each in a sentence
     * @throws IllegalStateException when bytes are damaged that were synced
     */
    static List<String> cut(NodeSettings settings) {
        return Files.exists(settings.archiveFolder().resolve(CATALOG))
                ? new TornTails(settings).cutAll()
                : List.of();
    }

    /**
     * Where the whole frames of a recording end, as the archive itself has it.
     *
     * @return a log position; the start where no file of the recording is there
     */
    static long endOf(
            NodeSettings settings, long id, long startPosition, int termBytes, int segmentBytes)
            throws IOException {
        TornTails tails = new TornTails(settings);
        Recording recording = new Recording(id, startPosition, termBytes, segmentBytes);
        OptionalLong last = tails.lastFilePosition(recording);
        if (last.isEmpty()) {
            return startPosition;
        }
        try (FileChannel channel =
                FileChannel.open(
                        tails.fileOf(recording, last.getAsLong()), StandardOpenOption.READ)) {
            int limit = (int) Math.min(channel.size(), segmentBytes);
            ByteBuffer bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, limit)
                            .order(ByteOrder.LITTLE_ENDIAN);
            int from = recording.firstFrame(last.getAsLong());
            return last.getAsLong() + endOfFrames(bytes, from, limit);
        }
    }

    private List<String> cutAll() {
        List<Recording> open = new ArrayList<>();
        CatalogView.listRecordings(
                folder.toFile(),
                (_, _, id, _, _, start, stop, _, segmentBytes, termBytes, _, _, _, _, _, _) -> {
                    if (stop == AeronArchive.NULL_POSITION) {
                        open.add(new Recording(id, start, termBytes, segmentBytes));
                    }
                });
        try {
            List<String> cuts = new ArrayList<>();
            for (Recording recording : open) {
                cut(recording).ifPresent(cuts::add);
            }
            return cuts;
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot check the recordings in " + folder, unusable);
        }
    }

    private Optional<String> cut(Recording recording) throws IOException {
        OptionalLong last = lastFilePosition(recording);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Path file = fileOf(recording, last.getAsLong());
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            int from = recording.firstFrame(last.getAsLong());
            int limit = (int) Math.min(channel.size(), recording.segmentBytes());
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, limit);
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            int end = endOfFrames(bytes, from, limit);
            int left = endOfBytes(bytes, end, limit) - end;
            if (left == 0) {
                return Optional.empty();
            }
            checkUnsynced(file, end, left);
            cut(channel, end, recording.segmentBytes());
            String where =
                    "%s ended in the middle of a write: %d bytes are cut off at byte %d"
                            .formatted(file, left, end);
            LOG.log(System.Logger.Level.WARNING, where);
            return Optional.of(where);
        }
    }

    private void checkUnsynced(Path file, int end, int left) {
        if (left > WRITE_BYTES && settings.syncLevel() != SyncLevel.NONE) {
            throw new IllegalStateException(
                    "%s is damaged at byte %d, and what follows had been synced: bring the folder"
                                    .formatted(file, end)
                            + " back from a copy, or, of several members, begin with an empty one");
        }
    }

    /** The size stays, as the archive expects. */
    private static void cut(FileChannel channel, int end, int size) throws IOException {
        channel.truncate(end);
        channel.write(ByteBuffer.allocate(1), size - 1L);
        channel.force(true);
    }

    private static int endOfFrames(ByteBuffer bytes, int from, int limit) {
        int at = from;
        while (at + DataHeaderFlyweight.HEADER_LENGTH <= limit) {
            int length = bytes.getInt(at);
            int aligned = BitUtil.align(length, FrameDescriptor.FRAME_ALIGNMENT);
            if (length < DataHeaderFlyweight.HEADER_LENGTH
                    || aligned > limit - at
                    || !isWhole(bytes, at, aligned)) {
                return at;
            }
            at += aligned;
        }
        return at;
    }

    /** Of a frame that only fills the rest of a term, no more than the header is written. */
    private static boolean isWhole(ByteBuffer bytes, int at, int aligned) {
        int type = bytes.getShort(at + HeaderFlyweight.TYPE_FIELD_OFFSET);
        if (type == HeaderFlyweight.HDR_TYPE_PAD) {
            return true;
        }
        int header = DataHeaderFlyweight.HEADER_LENGTH;
        return bytes.getInt(at + DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET)
                == RecordingChecksum.of(bytes.slice(at + header, aligned - header));
    }

    private static int endOfBytes(ByteBuffer bytes, int from, int limit) {
        int end = limit;
        while (end > from && bytes.get(end - 1) == 0) {
            // Nearly all of a file that was just begun is empty.
            end -=
                    end - Long.BYTES >= from && bytes.getLong(end - Long.BYTES) == 0
                            ? Long.BYTES
                            : 1;
        }
        return end;
    }

    private OptionalLong lastFilePosition(Recording recording) throws IOException {
        String beginning = recording.id() + "-";
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(beginning) && name.endsWith(ENDING))
                    .mapToLong(
                            name ->
                                    Long.parseLong(
                                            name.substring(
                                                    beginning.length(),
                                                    name.length() - ENDING.length())))
                    .max();
        }
    }

    private Path fileOf(Recording recording, long position) {
        return folder.resolve(recording.id() + "-" + position + ENDING);
    }
}
