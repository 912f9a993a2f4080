// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jazzer changes taps of our own cards and keeps what reaches new branches. It runs in a process of
 * its own: in this one it would put its hooks into every other test. A short run of a fixed number
 * of inputs belongs to the tests; {@code ./naru prove tap-fuzz} gives it time. What it finds is
 * printed with its bytes, and is mended with a plain test.
 */
class FuzzTest {
    /** For how long; without it a fixed number of inputs from a fixed seed. */
    private static final String SECONDS = "naru.prove.fuzz_seconds";

    private static final List<String> SHORT = List.of("-runs=4000", "-seed=20261129");

    /** One input that takes this long is a finding. */
    private static final String LIMITS = "-timeout=20";

    @TempDir private Path folder;

    /** Fuzzing begins with what is right, in each of the forms. */
    @Test
    void everySeedIsRight() {
        assertThat(TapFuzzTarget.seeds()).hasSize(11).allMatch(TapFuzzTarget::isRight);
    }

    @Test
    void everyInputIsAnswered() throws IOException, InterruptedException {
        int number = 0;
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        for (byte[] seed : TapFuzzTarget.seeds()) {
            Files.write(corpus.resolve("seed-" + number++), seed);
        }
        Path log = folder.resolve("log");
        Process fuzzing =
                new ProcessBuilder(command(corpus))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            int end = fuzzing.waitFor();
            String said = Files.readString(log, StandardCharsets.ISO_8859_1);
            assertThat(end).as(said).isZero();
            // It must have been fuzzing, with the library's branches counted.
            assertThat(said)
                    .contains("Instrumented dev.naru.authentication.trustone.CardAuthenticator")
                    .containsPattern("Done [0-9]{4,} runs");
        } finally {
            fuzzing.destroyForcibly();
        }
    }

    private static List<String> command(Path corpus) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx1g", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-XX:+EnableDynamicAgentLoading", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add("com.code_intelligence.jazzer.Jazzer");
        command.add("--target_class=" + TapFuzzTarget.class.getName());
        command.add("--instrumentation_includes=dev.naru.**");
        command.add("--custom_hook_includes=dev.naru.**");
        command.add(LIMITS);
        String seconds = System.getProperty(SECONDS, "");
        if (seconds.isEmpty()) {
            command.addAll(SHORT);
        } else {
            command.add("-max_total_time=" + seconds);
        }
        command.add(corpus.toString());
        return command;
    }
}
