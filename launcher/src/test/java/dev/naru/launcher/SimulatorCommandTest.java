// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command that runs one simulator, as far as the simulator's own options. */
class SimulatorCommandTest {
    private final List<String> failures = new ArrayList<>();
    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new SimulatorCommand())
                .setErr(new PrintWriter(errors))
                .setExecutionExceptionHandler(
                        (failure, line, result) -> {
                            failures.add(String.valueOf(failure.getMessage()));
                            return 1;
                        })
                .execute(arguments);
    }

    @Test
    void optionsAreTheSimulatorsOwn() {
        for (String name : List.of("indonesia", "korea-acquirer", "fx-provider", "telephone")) {
            errors.getBuffer().setLength(0);
            assertThat(run(name, "--porridge", "8299")).isEqualTo(2);
            assertThat(errors.toString()).as(name).startsWith("Unknown argument --porridge");
        }
        isTold("--key-file is missing", "telephone", "--port", "8299");
        isTold(
                "--key-file /nowhere/at/all cannot be read",
                "telephone",
                "--key-file",
                "/nowhere/at/all");
        isTold(
                "--key-file /nowhere/at/all cannot be read",
                "fx-provider",
                "--key-file",
                "/nowhere/at/all");
        isTold("--port must be a whole number", "indonesia", "--port", "many");
        isTold("--port must be from 0 to 65535", "korea-acquirer", "--port", "65536");
        isTold(
                "--callback must be an address such as http://127.0.0.1:8101",
                "indonesia",
                "--callback",
                "there");
        isTold("--port needs a value", "telephone", "--port");
        assertThat(failures).isEmpty();
    }

    private void isTold(String sentence, String... arguments) {
        errors.getBuffer().setLength(0);
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(errors.toString()).startsWith(sentence);
    }

    @Test
    void aSimulatorThatThereIsNotIsSaidToBeNone() {
        assertThat(run("moon")).isEqualTo(2);
        assertThat(errors.toString()).contains("There is no simulator moon", "telephone");
    }
}
