// SPDX-License-Identifier: Apache-2.0
package dev.naru.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.launcher.demo.Stage;
import dev.naru.launcher.demo.Story;
import dev.naru.launcher.demo.Verdicts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's story, from nothing and again from what the first run left. */
class DemoTest {
    @Test
    void everythingHoldsFromNothingAndAgainFromTheKeptState(@TempDir Path folder) throws Exception {
        for (int run = 1; run <= 2; run++) {
            Verdicts verdicts = new Verdicts(System.out);
            try (Stage stage = Stage.open(folder, Stage.Ports.free(), verdicts)) {
                new Story(stage, verdicts).play();
            }
            assertThat(verdicts.failures()).as("run " + run).isEmpty();
            assertThat(verdicts.passed()).as("run " + run).isGreaterThan(60);
        }
    }
}
