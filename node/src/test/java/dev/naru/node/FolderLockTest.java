// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir Path folder;

    @Test
    void isHeldByOneOnly() {
        try (FolderLock _ = FolderLock.take(folder.resolve("new"))) {
            assertThatThrownBy(() -> FolderLock.take(folder.resolve("new")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another node is running");
            FolderLock.take(folder.resolve("other")).close();
        }
    }

    @Test
    void canBeTakenAgainWhenItWasGivenBack() {
        FolderLock.take(folder).close();
        FolderLock.take(folder).close();
    }
}
