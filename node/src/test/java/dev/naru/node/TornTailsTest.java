// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.archive.Archive;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.SourceLocation;
import io.aeron.driver.MediaDriver;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A recording that was being written when the power failed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TornTailsTest {
    private static final int FRAMES = 400;
    private static final int FRAME_BYTES = 6_016;
    private static final int PAGE_BYTES = 4_096;
    private static final int STREAM = 7;

    /** Begins and ends in different pages, as most do. */
    private static final int LAST = FRAMES - 1;

    private Path recorded;
    private NodeSettings settings;

    /** A copy of a running archive's folder is what a kill leaves. */
    @BeforeAll
    void record(@TempDir Path live, @TempDir Path kept) {
        recorded = kept;
        NodeSettings running = settingsOf(live);
        withArchive(
                running,
                archive -> {
                    String channel = "aeron:ipc?term-length=4m|mtu=8k";
                    archive.startRecording(channel, STREAM, SourceLocation.LOCAL);
                    UnsafeBuffer frame = new UnsafeBuffer(new byte[FRAME_BYTES - 32]);
                    // The end of every frame is empty, as that of a command with nothing in its
                    // last field.
                    frame.setMemory(0, 2_000, (byte) 7);
                    try (ExclusivePublication publication =
                            archive.context().aeron().addExclusivePublication(channel, STREAM)) {
                        for (int i = 0; i < FRAMES; i++) {
                            while (publication.offer(frame) < 0) {
                                Thread.onSpinWait();
                            }
                        }
                        Awaitility.await()
                                .until(() -> archive.getRecordingPosition(0), at -> at == end());
                        copy(live.resolve("archive"), recorded.resolve("archive"));
                    }
                });
    }

    @BeforeEach
    void copyRecording(@TempDir Path copy) {
        settings = settingsOf(copy);
        copy(recorded.resolve("archive"), settings.archiveFolder());
    }

    @Test
    void areNotSeenWhereEveryFrameIsWhole() {
        assertThat(startPositionAfterCut()).isEqualTo(end());
    }

    @Test
    void areCutAtAFrameWhoseLaterPageNeverCame() throws IOException {
        long page = (startOf(LAST) / PAGE_BYTES + 1) * PAGE_BYTES;
        zero(startOf(LAST) + 1_000, end());
        assertThat(page).as("the frame crosses a page").isLessThan(end());

        assertThat(startPositionAfterCut()).isEqualTo(startOf(LAST));
    }

    @Test
    void areCutAtAFrameWhoseFirstPageNeverCame() throws IOException {
        zero(startOf(LAST - 10), startOf(LAST - 10) + 500);

        assertThat(startPositionAfterCut()).isEqualTo(startOf(LAST - 10));
    }

    @Test
    void areCutAtAHoleInTheMiddleOfAFrame() throws IOException {
        zero(startOf(LAST - 10) + 1_000, startOf(LAST - 10) + 1_500);

        assertThat(startPositionAfterCut()).isEqualTo(startOf(LAST - 10));
        assertThat(byteAt(startOf(LAST - 5) + 100)).as("nothing is left behind").isZero();
    }

    @Test
    void areNotWhatHasMuchSyncedBehindIt() throws IOException {
        zero(startOf(100) + 1_000, startOf(100) + 1_500);

        assertThatThrownBy(() -> TornTails.cut(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("damaged at byte " + startOf(100));
        assertThat(byteAt(startOf(LAST) + 100)).as("nothing was cut").isEqualTo(7);
    }

    @Test
    void areNotLookedForInANewFolder(@TempDir Path empty) {
        TornTails.cut(settingsOf(empty));

        assertThat(empty).isEmptyDirectory();
    }

    private long startPositionAfterCut() {
        MarkFiles.release(settings);
        TornTails.cut(settings);
        long[] position = new long[1];
        withArchive(settings, archive -> position[0] = archive.getStopPosition(0));
        return position[0];
    }

    private interface Use {
        void of(AeronArchive archive) throws IOException;
    }

    private static void withArchive(NodeSettings settings, Use use) {
        AeronContexts contexts =
                new AeronContexts(settings, AeronDirectory.of(settings.folder()), Thread::new);
        try (MediaDriver driver = MediaDriver.launch(contexts.driver(Throwable::printStackTrace));
                Archive _ = Archive.launch(contexts.archive(Throwable::printStackTrace));
                Aeron aeron =
                        Aeron.connect(
                                new Aeron.Context()
                                        .aeronDirectoryName(driver.aeronDirectoryName()));
                AeronArchive client = AeronArchive.connect(contexts.archiveClient().aeron(aeron))) {
            use.of(client);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static NodeSettings settingsOf(Path folder) {
        return NodeSettings.alone(folder, MachineSettings.standard(World.SANDBOX))
                .withSyncLevel(SyncLevel.CONTENT);
    }

    private static long startOf(int frame) {
        return (long) frame * FRAME_BYTES;
    }

    private static long end() {
        return startOf(FRAMES);
    }

    private void zero(long from, long to) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment().toFile(), "rw")) {
            file.seek(from);
            file.write(new byte[(int) (to - from)]);
        }
    }

    private int byteAt(long offset) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment().toFile(), "r")) {
            file.seek(offset);
            return file.read();
        }
    }

    private Path segment() {
        return settings.archiveFolder().resolve("0-0.rec");
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
