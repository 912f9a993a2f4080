// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    @TempDir private Path parent;

    @Test
    void isEmptyAtTheStartAndGoneAtTheEnd() throws IOException {
        Path path = parent.resolve("work");
        Files.createDirectories(path.resolve("left/by/an/earlier/run"));

        try (WorkFolder folder = WorkFolder.create(path)) {
            assertThat(path).isEmptyDirectory();
            Files.createDirectory(folder.path().resolve("node"));
            Files.writeString(folder.path().resolve("node").resolve("log"), "written");
        }

        assertThat(path).doesNotExist();
    }

    @Test
    void refusesToBeginWhatTheDiskCannotHold() throws IOException {
        try (WorkFolder folder = WorkFolder.create(parent.resolve("work"))) {
            folder.need(1);
            assertThatThrownBy(() -> folder.need(Long.MAX_VALUE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("of free disk, and there are");
        }
    }
}
