// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;
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

    /**
     * A refused attempt must not open the file: closing it again would take the lock from this
     * process, and another one could then come in.
     */
    @Test
    void isStillHeldAgainstOthersAfterARefusal() throws Exception {
        try (FolderLock _ = FolderLock.take(folder)) {
            assertThatThrownBy(() -> FolderLock.take(folder)).hasMessageContaining("another node");

            assertThat(exitOfAnotherProcessThatTakesIt()).isEqualTo(LockingProcess.REFUSED);
        }
        assertThat(exitOfAnotherProcessThatTakesIt()).isZero();
    }

    private int exitOfAnotherProcessThatTakesIt() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockingProcess.class.getName(),
                        folder.toString())
                .inheritIO()
                .start()
                .waitFor();
    }
}
