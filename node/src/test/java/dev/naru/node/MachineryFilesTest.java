// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import io.aeron.archive.codecs.CatalogHeaderDecoder;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.archive.codecs.RecordingDescriptorHeaderDecoder;
import io.aeron.archive.codecs.RecordingState;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * One changed byte in the lists by which Aeron finds the log and the snapshots: it is refused with
 * its place, or it is one that is believed after a kill and makes no difference.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class MachineryFilesTest {
    private static final Path CATALOG = Path.of("archive", "archive.catalog");
    private static final Path LIST = Path.of("cluster", RecordingLog.RECORDING_LOG_FILE_NAME);

    /** Each has two recordings: the service's, and the consensus module's. */
    private static final int REMOVED_SNAPSHOTS = 3;

    /** Every so many bytes where nothing is written. */
    private static final int SPARSE = 4_093;

    @TempDir private static Path temporary;
    private static Path stopped;
    private static Path killed;

    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void write() throws IOException {
        stopped = temporary.resolve("stopped");
        killed = temporary.resolve("killed");
        try (HubNode node = HubNode.start(settings(stopped))) {
            node.snapshot();
        }
        // A second term, and of three snapshots one that is removed.
        try (HubNode node = HubNode.start(settings(stopped))) {
            node.snapshot();
            node.snapshot();
            awaitSealed();
            copy(stopped, killed);
        }
    }

    private static void awaitSealed() throws IOException {
        Path seal = stopped.resolve("recording-log.sealed");
        long size;
        do {
            size = Files.size(stopped.resolve(LIST));
            LockSupport.parkNanos(1_000_000);
        } while (Files.size(seal) < size);
    }

    @Test
    void nothingThatWasNotChangedIsRefused() throws IOException {
        for (Path from : List.of(stopped, killed)) {
            Path folder = temporary.resolve("unchanged " + from.getFileName());
            copy(from, folder);
            assertThatCode(() -> check(folder)).doesNotThrowAnyException();
            assertThatCode(() -> check(folder)).as("again").doesNotThrowAnyException();
        }
    }

    /**
     * Nobody looks at the minor version, nor at whether an entry is valid of which nothing is
     * needed, nor at when a recording ended that has no end, and the next number may be a little
     * further: with all of these changed together, the member starts as before.
     */
    @Test
    void everyByteOfTheCatalogIsWatchedOrMakesNoDifference() throws IOException {
        assertMakesNoDifference(stopped, unrefused(stopped, CATALOG, "archive.catalog"));
        assertMakesNoDifference(killed, unrefused(killed, CATALOG, "archive.catalog"));
    }

    private void assertMakesNoDifference(Path from, List<Integer> believed) throws IOException {
        List<Integer> times = new Catalog(from).timesWithoutAnEnd();
        assertThat(believed)
                .filteredOn(at -> !times.contains(at))
                .hasSizeLessThanOrEqualTo(1 + 1 + 2 * REMOVED_SNAPSHOTS);
        Path folder = temporary.resolve("believed " + from.getFileName());
        copy(from, folder);
        byte[] bytes = Files.readAllBytes(folder.resolve(CATALOG));
        believed.forEach(at -> bytes[at] ^= 1);
        Files.write(folder.resolve(CATALOG), bytes);
        try (HubNode node = HubNode.start(settings(folder).withFaultAction(faults::add))) {
            node.snapshot();
            assertThat(node.figures().errors()).isZero();
        }
        HubNode.start(settings(folder).withFaultAction(faults::add)).close();
        assertThat(faults).isEmpty();
    }

    @Test
    void everyByteOfTheRecordingLogIsWatchedAfterAStopInOrder() throws IOException {
        assertThat(unrefused(stopped, LIST, "recording.log is damaged at byte")).isEmpty();
    }

    /**
     * Where a term ended is entered late, and is no more than a hint to a member that has the log.
     */
    @Test
    void afterAKillOnlyTheEndsOfTheLastTermsAreBelieved() throws IOException {
        List<Integer> believed = unrefused(killed, LIST, "recording.log is damaged at byte");
        assertThat(believed).allMatch(MachineryFilesTest::isEndOrFlag);
        System.out.println("believed after a kill: " + believed);
    }

    private static boolean isEndOrFlag(int at) {
        int offset = at % 64;
        boolean isEnd =
                offset >= RecordingLog.LOG_POSITION_OFFSET
                        && offset < RecordingLog.TIMESTAMP_OFFSET;
        return isEnd || offset == RecordingLog.ENTRY_TYPE_OFFSET + 3;
    }

    @Test
    void aMemberRefusesToStartAndNamesThePlace() throws IOException {
        Path folder = temporary.resolve("refused");
        copy(stopped, folder);
        flip(folder.resolve(CATALOG), 100);
        assertThatThrownBy(() -> HubNode.start(settings(folder)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("archive.catalog is damaged at byte 32");
        flip(folder.resolve(CATALOG), 100);
        flip(folder.resolve(LIST), 70);
        assertThatThrownBy(() -> HubNode.start(settings(folder)))
                .hasMessageContaining("recording.log is damaged at byte 70")
                .hasMessageContaining("Bring the member's folder back");
        flip(folder.resolve(LIST), 70);
        HubNode.start(settings(folder).withFaultAction(faults::add)).close();
        assertThat(faults).isEmpty();
    }

    /** The last snapshot is two recordings: the service's, and the consensus module's behind it. */
    @Test
    void aChangedByteOfTheSnapshotIsRefused() throws IOException {
        int last = new Catalog(stopped).entries().size() - 1;
        assertThatThrownBy(() -> startWithAChangedByteOf(last - 1))
                .rootCause()
                .hasMessageContaining("CRC checksum mismatch at position=0")
                .hasMessageContaining("recordingId=" + (last - 1));
        assertThatThrownBy(() -> startWithAChangedByteOf(last))
                .hasMessage("the member has failed")
                .rootCause()
                .hasMessageContaining("CRC checksum mismatch at position=0")
                .hasMessageContaining("recordingId=" + last);
    }

    private static void startWithAChangedByteOf(int recording) throws IOException {
        Path folder = temporary.resolve("recording " + recording);
        copy(stopped, folder);
        int behindTheHeader = 40;
        flip(folder.resolve("archive").resolve(recording + "-0.rec"), behindTheHeader);
        HubNode.start(settings(folder)).close();
    }

    /** On a full disk nothing can be written before. */
    @Test
    void roomThatAHalfFilledHoleTookIsGivenBackFirst() throws IOException {
        Path folder = temporary.resolve("half filled");
        copy(stopped, folder);
        Path half = settings(folder).eventFolder().resolve("0000000000000000001.events.filling");
        Files.write(half, new byte[100]);
        flip(folder.resolve(LIST), 70);
        assertThatThrownBy(() -> HubNode.start(settings(folder)))
                .hasMessageContaining("recording.log is damaged at byte 70");
        assertThat(half).doesNotExist();
    }

    @Test
    void aDamagedSealIsWrittenAnew() throws IOException {
        Path folder = temporary.resolve("seal");
        copy(stopped, folder);
        Path seal = folder.resolve("recording-log.sealed");
        byte[] good = Files.readAllBytes(seal);
        for (int at = 0; at < good.length; at++) {
            flip(seal, at);
            assertThatCode(() -> check(folder)).doesNotThrowAnyException();
        }
        RecordingLogSeal.check(settings(folder)).close();
        assertThat(seal).hasBinaryContent(good);
    }

    @Test
    void aListThatWasCutIsRefused() throws IOException {
        Path folder = temporary.resolve("cut");
        copy(stopped, folder);
        byte[] whole = Files.readAllBytes(folder.resolve(LIST));
        Files.write(folder.resolve(LIST), Arrays.copyOf(whole, whole.length - 64));
        assertThatThrownBy(() -> check(folder)).hasMessageContaining("it has become shorter");
    }

    /** A list that lost its seal still has what it names compared with the catalog. */
    @Test
    void aSnapshotThatIsNotThereIsMissed() throws IOException {
        Path folder = temporary.resolve("unsealed");
        copy(stopped, folder);
        Files.delete(folder.resolve("recording-log.sealed"));
        try (RecordingLog log = new RecordingLog(folder.resolve("cluster").toFile(), false)) {
            log.appendSnapshot(4_711, 1, 0, 1 << 20, 1, 0);
        }
        assertThatThrownBy(() -> check(folder))
                .hasMessageContaining("does not have recording 4711");
    }

    /**
     * Killed when the consensus module had noted a snapshot and the archive had not: the archive
     * enters the ends at the next start, and later the recordings are removed.
     */
    @Test
    void aSnapshotThatAKillLeftOpenIsRemovedLikeAnyOther() throws IOException {
        Path folder = temporary.resolve("mended");
        copy(killed, folder);
        Catalog catalog = new Catalog(folder);
        List<Integer> left = catalog.entries().reversed().subList(0, 2);
        left.forEach(catalog::open);
        catalog.write();
        try (HubNode node = startAgain(folder)) {
            assertThatCode(() -> CatalogCheck.check(settings(folder))).doesNotThrowAnyException();
            for (int i = 0; i < REMOVED_SNAPSHOTS; i++) {
                node.snapshot();
            }
            awaitRemoved(folder, left);
        }
        startAgain(folder).close();
        assertThat(faults).isEmpty();
    }

    private static void awaitRemoved(Path folder, List<Integer> entries) throws IOException {
        Catalog now = new Catalog(folder);
        for (int at : entries) {
            while (now.stateOf(at) != RecordingState.DELETED) {
                LockSupport.parkNanos(1_000_000);
                now = new Catalog(folder);
            }
        }
    }

    /** Killed when the archive had written the one, and before it wrote the other. */
    @Test
    void aTimeOfAnEndWithoutTheEndKeepsNobodyFromStarting() throws IOException {
        Path folder = temporary.resolve("half an end");
        copy(killed, folder);
        Catalog catalog = new Catalog(folder);
        catalog.entries()
                .forEach(
                        at -> {
                            catalog.open(at);
                            catalog.put(at, 1_700_000_000_000L);
                        });
        catalog.write();
        for (int i = 0; i < 2; i++) {
            startAgain(folder).close();
        }
        assertThat(faults).isEmpty();
    }

    /** Killed when the archive had listed a recording, and before it made its file. */
    @Test
    void aRecordingWithoutAFileKeepsNobodyFromStarting() throws IOException {
        Path folder = temporary.resolve("without a file");
        copy(stopped, folder);
        Catalog catalog = new Catalog(folder);
        catalog.open(catalog.add());
        catalog.write();
        for (int i = 0; i < 3; i++) {
            startAgain(folder).close();
        }
        assertThat(faults).isEmpty();
    }

    /** The power failed while an entry was added: its number was kept, and it was not. */
    @Test
    void anEntryThatAPowerCutLostLeavesAGap() throws IOException {
        Path folder = temporary.resolve("gap");
        copy(stopped, folder);
        Catalog catalog = new Catalog(folder);
        long number = catalog.lose();
        catalog.write();
        try (HubNode node = startAgain(folder)) {
            node.snapshot();
        }
        assertThat(new Catalog(folder).idOf(catalog.end())).isEqualTo(number + 1);
        startAgain(folder).close();
        assertThat(faults).isEmpty();
    }

    /** The power failed while an entry was added that lies in two pages, and one was written. */
    @Test
    void anEntryThatAPowerCutLeftInPartIsNotNeeded() throws IOException {
        Path folder = temporary.resolve("torn");
        copy(stopped, folder);
        Catalog catalog = new Catalog(folder);
        int added = catalog.add();
        // The page must begin behind what the archive cannot do without.
        while (catalog.end() / Catalog.PAGE == (added + Catalog.LEAST) / Catalog.PAGE) {
            added = catalog.add();
        }
        int torn = added;
        catalog.fill(torn);
        catalog.clear(catalog.end() / Catalog.PAGE * Catalog.PAGE);
        catalog.write();
        for (int i = 0; i < 2; i++) {
            startAgain(folder).close();
        }
        assertThat(faults).isEmpty();
        flip(folder.resolve(CATALOG), torn - 1);
        assertThatThrownBy(() -> check(folder)).hasMessageContaining("fails its checksum");
    }

    private HubNode startAgain(Path folder) {
        return HubNode.start(settings(folder).withFaultAction(faults::add));
    }

    /** A catalog in memory, written as the archive writes it. */
    private static final class Catalog {
        private static final int PAGE = 4_096;
        private static final int HEADER = RecordingDescriptorHeaderDecoder.BLOCK_LENGTH;
        private static final int LEAST = HEADER + RecordingDescriptorDecoder.BLOCK_LENGTH;
        private static final int NEXT = CatalogHeaderDecoder.nextRecordingIdEncodingOffset();

        private final Path file;
        private final ByteBuffer bytes;

        Catalog(Path folder) throws IOException {
            file = folder.resolve(CATALOG);
            bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        }

        List<Integer> entries() {
            List<Integer> found = new ArrayList<>();
            int at = CatalogHeaderDecoder.BLOCK_LENGTH;
            while (bytes.getInt(at) != 0) {
                found.add(at);
                at += sizeOf(at);
            }
            return found;
        }

        int end() {
            return entries().getLast() + sizeOf(entries().getLast());
        }

        private int sizeOf(int at) {
            return HEADER + bytes.getInt(at);
        }

        long idOf(int at) {
            return bytes.getLong(
                    at + HEADER + RecordingDescriptorDecoder.recordingIdEncodingOffset());
        }

        RecordingState stateOf(int at) {
            return RecordingState.get(
                    bytes.getInt(at + RecordingDescriptorHeaderDecoder.stateEncodingOffset()));
        }

        /** As if it had not ended. */
        void open(int at) {
            int body = at + HEADER;
            bytes.putLong(body + RecordingDescriptorDecoder.stopPositionEncodingOffset(), -1);
            bytes.putLong(body + RecordingDescriptorDecoder.stopTimestampEncodingOffset(), -1);
            sum(at);
        }

        /** Which bytes say when a recording ended that has not. */
        List<Integer> timesWithoutAnEnd() {
            List<Integer> places = new ArrayList<>();
            for (int at : entries()) {
                int body = at + HEADER;
                if (bytes.getLong(body + RecordingDescriptorDecoder.stopPositionEncodingOffset())
                        == -1) {
                    for (int i = 0; i < Long.BYTES; i++) {
                        places.add(
                                body
                                        + RecordingDescriptorDecoder.stopTimestampEncodingOffset()
                                        + i);
                    }
                }
            }
            return places;
        }

        /** The time of its end, and no new checksum. */
        void put(int at, long stopTimestampMs) {
            bytes.putLong(
                    at + HEADER + RecordingDescriptorDecoder.stopTimestampEncodingOffset(),
                    stopTimestampMs);
        }

        /** Another like the last, of which there is no file. */
        int add() {
            int last = entries().getLast();
            int at = end();
            bytes.put(at, bytes.array(), last, sizeOf(last));
            long id = lose();
            int body = at + HEADER;
            bytes.putLong(body + RecordingDescriptorDecoder.recordingIdEncodingOffset(), id);
            bytes.putLong(body + RecordingDescriptorDecoder.stopPositionEncodingOffset(), 0);
            bytes.putLong(body + RecordingDescriptorDecoder.startPositionEncodingOffset(), 0);
            sum(at);
            return at;
        }

        /** Gives a number away, and says which. */
        long lose() {
            long next = bytes.getLong(NEXT);
            bytes.putLong(NEXT, next + 1);
            return next;
        }

        /** Up to its last byte, for what is not written in its last page could else be nothing. */
        void fill(int at) {
            bytes.put(at + sizeOf(at) - 1, (byte) 1);
            sum(at);
        }

        void clear(int from) {
            Arrays.fill(bytes.array(), from, bytes.capacity(), (byte) 0);
        }

        private void sum(int at) {
            bytes.putInt(
                    at + RecordingDescriptorHeaderDecoder.checksumEncodingOffset(),
                    RecordingChecksum.of(bytes.slice(at + HEADER, bytes.getInt(at))));
        }

        void write() throws IOException {
            Files.write(file, bytes.array());
        }
    }

    /** Where a changed byte is not refused with these words. */
    private static List<Integer> unrefused(Path from, Path name, String words) throws IOException {
        Path folder = temporary.resolve("swept " + from.getFileName() + name.getFileName());
        copy(from, folder);
        Path file = folder.resolve(name);
        Path seal = folder.resolve("recording-log.sealed");
        byte[] sealed = Files.readAllBytes(seal);
        byte[] good = Files.readAllBytes(file);
        int live = good.length;
        while (good[live - 1] == 0) {
            live--;
        }
        List<Integer> believed = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int at = 0; at < good.length; at += at < live + 64 ? 1 : SPARSE) {
                for (int bit : at < live ? new int[] {1, 0x80} : new int[] {4}) {
                    put(channel, at, good[at] ^ bit);
                    if (!refuses(folder, name, words)) {
                        believed.add(at);
                        Files.write(seal, sealed);
                    }
                    put(channel, at, good[at]);
                }
            }
        }
        return believed.stream().distinct().toList();
    }

    private static void put(FileChannel channel, int at, int value) throws IOException {
        channel.write(ByteBuffer.wrap(new byte[] {(byte) value}), at);
    }

    private static boolean refuses(Path folder, Path name, String words) {
        try {
            if (name.equals(LIST)) {
                assertThat(RecordingLogSeal.check(settings(folder))).isNotNull();
            } else {
                CatalogCheck.check(settings(folder));
            }
            return false;
        } catch (IllegalStateException refused) {
            return String.valueOf(refused.getMessage()).contains(words);
        }
    }

    private static void check(Path folder) {
        RecordingLogSeal seal = RecordingLogSeal.check(settings(folder));
        assertThat(seal).isNotNull();
        CatalogCheck.check(settings(folder));
    }

    private static NodeSettings settings(Path folder) {
        return NodeSettings.alone(folder, MachineSettings.standard(World.SANDBOX));
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 2;
        Files.write(file, bytes);
    }

    /** An old snapshot may be removed just now. */
    private static void copyUnlessGone(Path file, Path target) throws IOException {
        try {
            Files.copy(file, target);
        } catch (NoSuchFileException gone) {
            assertThat(file.toString()).contains(".rec");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each));
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    copyUnlessGone(each, target);
                }
            }
        }
    }
}
