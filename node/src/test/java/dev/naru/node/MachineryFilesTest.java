// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.nio.ByteBuffer;
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
     * needed: with all of these changed together, the member starts as before.
     */
    @Test
    void everyByteOfTheCatalogIsWatchedOrMakesNoDifference() throws IOException {
        assertMakesNoDifference(stopped, unrefused(stopped, CATALOG, "archive.catalog"));
        assertMakesNoDifference(killed, unrefused(killed, CATALOG, "archive.catalog"));
    }

    private void assertMakesNoDifference(Path from, List<Integer> believed) throws IOException {
        assertThat(believed).hasSizeLessThanOrEqualTo(1 + 2 * REMOVED_SNAPSHOTS);
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
