// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.core.Machine;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log with something left to replay does is the client's tests' to show. */
class DecidedUnderTest {
    @TempDir Path folder;

    @Test
    void isWrittenAtTheFirstStartAndAnewWhereThereIsNothingToReplay() throws IOException {
        NodeSettings settings = NodeSettings.alone(folder, MachineSettings.standard(World.SANDBOX));

        DecidedUnder.check(settings, 1);
        assertThat(written())
                .contains("decisions of version " + Machine.DECISIONS)
                .contains("events of version 1")
                .contains("SANDBOX");

        DecidedUnder.check(settings, 2);
        assertThat(written()).contains("events of version 2");
    }

    private String written() throws IOException {
        return Files.readString(folder.resolve("decided-under"));
    }
}
