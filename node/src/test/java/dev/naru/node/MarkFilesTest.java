// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import io.aeron.cluster.codecs.mark.ClusterComponentType;
import io.aeron.cluster.service.ClusterMarkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.SystemEpochClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkFilesTest {
    private static final long VOTE = 42;

    @TempDir Path folder;
    private NodeSettings settings;
    private Path mark;

    @BeforeEach
    void makeFolders() throws IOException {
        settings = NodeSettings.alone(folder, MachineSettings.standard(World.SANDBOX));
        Files.createDirectories(settings.clusterFolder());
        mark = settings.clusterFolder().resolve(ClusterMarkFile.FILENAME);
    }

    @Test
    void takesBackThatAKilledOwnerIsAlive() {
        try (ClusterMarkFile killed = open()) {
            killed.encoder().candidateTermId(VOTE);
            killed.signalReady(SystemEpochClock.INSTANCE.time());
        }

        MarkFiles.release(settings);

        try (ClusterMarkFile next = open()) {
            assertThat(next.candidateTermId()).as("the vote is kept").isEqualTo(VOTE);
        }
    }

    @Test
    void removesAMarkThatWasNeverReady() throws IOException {
        Files.write(mark, new byte[100]);

        MarkFiles.release(settings);

        assertThat(mark).doesNotExist();
    }

    @Test
    void removesAMarkThatWasNotEvenLaidOut() throws IOException {
        Files.createFile(mark);

        MarkFiles.release(settings);

        assertThat(mark).doesNotExist();
    }

    @Test
    void findsNothingToDoInANewFolder() {
        MarkFiles.release(settings);

        assertThat(mark).doesNotExist();
    }

    private ClusterMarkFile open() {
        return new ClusterMarkFile(
                mark.toFile(),
                ClusterComponentType.CONSENSUS_MODULE,
                ClusterMarkFile.ERROR_BUFFER_MIN_LENGTH,
                SystemEpochClock.INSTANCE,
                10_000,
                4_096);
    }
}
