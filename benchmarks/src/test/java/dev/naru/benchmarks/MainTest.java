// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir private Path results;

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() throws InterruptedException {
        assertThat(run("everything"))
                .isEqualTo("bench what? core, cluster, recovery, projection, http, qr, cardtap");
        assertThat(run())
                .isEqualTo("bench what? core, cluster, recovery, projection, http, qr, cardtap");
        assertThat(results).isEmptyDirectory();
    }

    private String run(String... args) throws InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        assertThat(Main.run(args, results, out)).isEqualTo(2);
        return printed.toString(StandardCharsets.UTF_8).strip();
    }
}
