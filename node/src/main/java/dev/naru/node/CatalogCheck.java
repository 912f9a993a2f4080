// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import io.aeron.archive.ArchiveMarkFile;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.CatalogHeaderDecoder;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.archive.codecs.RecordingDescriptorHeaderDecoder;
import io.aeron.archive.codecs.RecordingState;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.agrona.SemanticVersion;

/**
 * Looks through the archive's list of recordings before the archive believes it. The archive writes
 * a checksum beside each entry and never reads it, nor does it always write it anew: what the
 * archive itself makes of a kill or a power cut is no damage.
 */
final class CatalogCheck {
    private static final String CATALOG = "archive.catalog";
    private static final int HEADER = RecordingDescriptorHeaderDecoder.BLOCK_LENGTH;
    private static final int FIRST = CatalogHeaderDecoder.BLOCK_LENGTH;
    private static final int ALIGNMENT = 64;
    private static final int PAGE = 4096;
    private static final int KEPT_SNAPSHOTS = 2;

    /**
     * A power cut may keep the number of an entry that was being added and lose the entry, one each
     * time. The archive goes on behind the number, but not far behind: it could not find its way.
     */
    private static final int LOST_NUMBERS = 8;

    private static final long NULL = AeronArchive.NULL_POSITION;

    private final NodeSettings settings;
    private final Path file;
    private final ByteBuffer bytes;
    private final Map<Long, RecordingState> states = new HashMap<>();

    private CatalogCheck(NodeSettings settings, Path file) throws IOException {
        this.settings = settings;
        this.file = file;
        this.bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Checks it. Under the {@link FolderLock}, after {@link RecordingLogSeal}, before anything else
     * reads it.
     *
     * @throws IllegalStateException when it is damaged, naming the place
     */
    static void check(NodeSettings settings) {
        Path file = settings.archiveFolder().resolve(CATALOG);
        if (Files.notExists(file)) {
            return;
        }
        try {
            new CatalogCheck(settings, file).checkAll();
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot check " + file, unusable);
        }
    }

    private void checkAll() throws IOException {
        require(bytes.limit() >= FIRST, 0, "ends too early");
        long lastId = -1;
        int at = FIRST;
        while (at + HEADER <= bytes.limit() && lengthAt(at) != 0) {
            int length = lengthAt(at);
            require(
                    length >= RecordingDescriptorDecoder.BLOCK_LENGTH
                            && length <= bytes.limit() - at - HEADER
                            && (length + HEADER) % ALIGNMENT == 0,
                    at,
                    "has an entry of an impossible length");
            lastId = checkEntry(at, length, lastId);
            at += HEADER + length;
        }
        checkEmpty(at, bytes.limit());
        checkHeader(lastId);
        checkNeeded();
    }

    private void checkHeader(long lastId) {
        int version = bytes.getInt(CatalogHeaderDecoder.versionEncodingOffset());
        require(
                SemanticVersion.major(version) == ArchiveMarkFile.MAJOR_VERSION
                        && Integer.compareUnsigned(version, ArchiveMarkFile.SEMANTIC_VERSION) <= 0,
                CatalogHeaderDecoder.versionEncodingOffset(),
                "is of an unknown version");
        require(
                bytes.getInt(CatalogHeaderDecoder.lengthEncodingOffset()) == FIRST,
                CatalogHeaderDecoder.lengthEncodingOffset(),
                "has a header of another length");
        require(
                follows(
                        lastId,
                        bytes.getLong(CatalogHeaderDecoder.nextRecordingIdEncodingOffset())),
                CatalogHeaderDecoder.nextRecordingIdEncodingOffset(),
                "does not count its entries");
        require(
                bytes.getInt(CatalogHeaderDecoder.alignmentEncodingOffset()) == ALIGNMENT,
                CatalogHeaderDecoder.alignmentEncodingOffset(),
                "has another alignment");
        checkEmpty(CatalogHeaderDecoder.alignmentEncodingOffset() + Integer.BYTES, FIRST);
    }

    private static boolean follows(long lastId, long id) {
        return id > lastId && id <= lastId + 1 + LOST_NUMBERS;
    }

    private long checkEntry(int at, int length, long lastId) throws IOException {
        long id = longAt(at, RecordingDescriptorDecoder.recordingIdEncodingOffset());
        int state = bytes.getInt(at + RecordingDescriptorHeaderDecoder.stateEncodingOffset());
        boolean isKnown =
                state == RecordingState.VALID.value()
                        || state == RecordingState.INVALID.value()
                        || state == RecordingState.DELETED.value();
        require(isKnown, at, "has an entry in an unknown state");
        require(follows(lastId, id), at, "has an entry out of its place");
        boolean isGood = isAsWritten(at, length) || wasMended(at, length, state);
        require(isGood || isTorn(at, length), at, "has an entry that fails its checksum");
        checkEmpty(
                at + RecordingDescriptorHeaderDecoder.checksumEncodingOffset() + Integer.BYTES,
                at + HEADER);
        states.put(id, isGood ? RecordingState.get(state) : RecordingState.INVALID);
        return id;
    }

    /**
     * The power failed while the archive added it, and one of its pages was not written. Nobody had
     * been told of it, so nothing can need it.
     */
    private boolean isTorn(int at, int length) {
        int end = at + HEADER + length;
        int page = at - at % PAGE + PAGE;
        return page < end && endOfEmpty(page, end) == end;
    }

    private boolean isAsWritten(int at, int length) {
        return bytes.getInt(at + RecordingDescriptorHeaderDecoder.checksumEncodingOffset())
                == RecordingChecksum.of(bytes.slice(at + HEADER, length));
    }

    /**
     * At a start the archive enters where a recording that was not ended has its end, and leaves
     * the checksum as it was, also when it later deletes the recording. So where the checksum is
     * that of an open recording, the end must be that of the frames, while there are any. Where a
     * kill came after the time and before the end, the archive enters both.
     */
    private boolean wasMended(int at, int length, int state) throws IOException {
        int stopPosition = RecordingDescriptorDecoder.stopPositionEncodingOffset();
        int stopTime = RecordingDescriptorDecoder.stopTimestampEncodingOffset();
        long stop = longAt(at, stopPosition);
        long time = longAt(at, stopTime);
        bytes.putLong(at + HEADER + stopPosition, NULL).putLong(at + HEADER + stopTime, NULL);
        boolean wasOpen = isAsWritten(at, length);
        bytes.putLong(at + HEADER + stopPosition, stop).putLong(at + HEADER + stopTime, time);
        if (!wasOpen || stop == NULL) {
            return wasOpen;
        }
        return time != NULL && (state != RecordingState.VALID.value() || stop == endOfFrames(at));
    }

    private long endOfFrames(int at) throws IOException {
        return TornTails.endOf(
                settings,
                longAt(at, RecordingDescriptorDecoder.recordingIdEncodingOffset()),
                longAt(at, RecordingDescriptorDecoder.startPositionEncodingOffset()),
                intAt(at, RecordingDescriptorDecoder.termBufferLengthEncodingOffset()),
                intAt(at, RecordingDescriptorDecoder.segmentFileLengthEncodingOffset()));
    }

    /** The log and the snapshots that a start would read must not have vanished from the list. */
    private void checkNeeded() {
        if (Files.notExists(
                settings.clusterFolder().resolve(RecordingLog.RECORDING_LOG_FILE_NAME))) {
            return;
        }
        try (RecordingLog log = new RecordingLog(settings.clusterFolder().toFile(), false)) {
            long recordingId = log.findLastTermRecordingId();
            if (recordingId >= 0) {
                requireValid(recordingId);
            }
            TreeSet<Long> positions = new TreeSet<>();
            log.entries().stream()
                    .filter(entry -> isSnapshot(entry))
                    .forEach(entry -> positions.add(entry.logPosition));
            while (positions.size() > KEPT_SNAPSHOTS) {
                positions.removeFirst();
            }
            log.entries().stream()
                    .filter(entry -> isSnapshot(entry) && positions.contains(entry.logPosition))
                    .forEach(entry -> requireValid(entry.recordingId));
        }
    }

    private static boolean isSnapshot(RecordingLog.Entry entry) {
        return entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT && entry.isValid;
    }

    private void requireValid(long recordingId) {
        if (!Objects.equals(states.get(recordingId), RecordingState.VALID)) {
            throw new IllegalStateException(
                    "%s does not have recording %d, which %s needs: %s"
                            .formatted(
                                    file,
                                    recordingId,
                                    RecordingLog.RECORDING_LOG_FILE_NAME,
                                    RecordingLogSeal.REMEDY));
        }
    }

    private void checkEmpty(int from, int to) {
        int end = endOfEmpty(from, to);
        require(end == to, end, "has something where nothing belongs");
    }

    private int endOfEmpty(int from, int to) {
        int at = from;
        while (at < to) {
            if (to - at >= Long.BYTES && bytes.getLong(at) == 0) {
                at += Long.BYTES;
            } else if (bytes.get(at) == 0) {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    private int lengthAt(int at) {
        return bytes.getInt(at + RecordingDescriptorHeaderDecoder.lengthEncodingOffset());
    }

    private long longAt(int entry, int offset) {
        return bytes.getLong(entry + HEADER + offset);
    }

    private int intAt(int entry, int offset) {
        return bytes.getInt(entry + HEADER + offset);
    }

    private void require(boolean condition, int at, String complaint) {
        if (!condition) {
            throw new IllegalStateException(
                    "%s is damaged at byte %d: it %s. %s"
                            .formatted(file, at, complaint, RecordingLogSeal.REMEDY));
        }
    }
}
