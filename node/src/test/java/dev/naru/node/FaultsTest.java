// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final List<Throwable> taken = new ArrayList<>();
    private final Faults faults = new Faults(taken::add);
    private final RuntimeException first = new IllegalStateException("first");

    @Test
    void areKeptForTheStarterWhileStarting() {
        faults.raise(first);
        faults.serve();

        assertThat(faults.first()).contains(first);
        assertThat(taken).isEmpty();
    }

    @Test
    void goToTheActionOnceWhileServing() {
        faults.serve();
        faults.raise(first);
        faults.raise(new IllegalStateException("second"));

        assertThat(taken).containsExactly(first);
    }

    @Test
    void doNotMatterWhileClosing() {
        faults.serve();
        faults.close();
        faults.raise(first);

        assertThat(taken).isEmpty();
        assertThat(faults.first()).isEmpty();
    }

    /** A timer before the start stands for any bug in a callback. */
    @Test
    void stopTheServiceFromDoingAnythingMore() {
        NodeSettings settings =
                NodeSettings.alone(Path.of("unused"), MachineSettings.standard(World.SANDBOX));
        HubService service =
                new HubService(
                        settings,
                        new NodeCounters(),
                        faults,
                        EventLogOpener.in(settings, faults::raise));
        faults.serve();

        assertThatThrownBy(() -> service.onTimerEvent(1, 1))
                .isInstanceOf(AgentTerminationException.class);
        assertThatThrownBy(() -> service.onTimerEvent(1, 2))
                .isInstanceOf(AgentTerminationException.class);

        assertThat(taken).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void haltTheProcessBeforeAnythingElseIsWritten() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                HaltingProcess.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(FaultAction.HALTED);
        assertThat(said).contains("a bug").doesNotContain(HaltingProcess.HOOK);
    }
}
