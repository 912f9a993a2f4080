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
        errors.getBuffer().setLength(0);
        assertThat(run("telephone", "--port", "8299")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--key-file is missing");
        errors.getBuffer().setLength(0);
        assertThat(run("telephone", "--key-file", "/nowhere/at/all")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--key-file /nowhere/at/all cannot be read");
        assertThat(failures).isEmpty();
    }

    @Test
    void aSimulatorThatThereIsNotIsSaidToBeNone() {
        assertThat(run("moon")).isEqualTo(2);
        assertThat(errors.toString()).contains("There is no simulator moon", "telephone");
    }
}
