// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AeronDirectoryTest {
    @TempDir Path place;
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(place.resolve("node"));
    }

    @Test
    void isTheSameAtEveryStart() {
        assertThat(AeronDirectory.of(folder)).isEqualTo(AeronDirectory.of(folder));
    }

    /** As in two containers that see one shared memory. */
    @Test
    void isAnotherForAnotherFolderOfTheSameName() throws IOException {
        Path first = AeronDirectory.of(folder);
        Files.move(folder, place.resolve("before"));
        Files.createDirectory(folder);

        assertThat(AeronDirectory.of(folder)).isNotEqualTo(first);
    }

    @Test
    void isAnotherForACopy() throws IOException {
        Path first = AeronDirectory.of(folder);
        Path copy = Files.createDirectory(place.resolve("copy"));
        Files.copy(folder.resolve("id"), copy.resolve("id"));

        assertThat(AeronDirectory.of(copy)).isNotEqualTo(first);
    }

    @Test
    void isNotBegunWithoutRoom() {
        assertThatThrownBy(() -> AeronDirectory.checkSpace(folder, Long.MAX_VALUE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("make it larger");
    }
}
