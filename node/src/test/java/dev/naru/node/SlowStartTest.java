// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A start that takes longer than Aeron lets one of its clients be silent. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SlowStartTest {
    /** Ten seconds by default. */
    private static final String SILENCE = "aeron.client.liveness.timeout";

    private static final Duration SHORT = Duration.ofSeconds(2);

    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    @TempDir Path folder;

    @BeforeEach
    void shorten() {
        System.setProperty(SILENCE, SHORT.toMillis() + "ms");
    }

    @AfterEach
    void restore() {
        System.clearProperty(SILENCE);
    }

    @Test
    void isWaitedForWhileTheEventFilesAreRead() {
        NodeSettings settings =
                NodeSettings.alone(folder, MachineSettings.standard(World.SANDBOX))
                        .withFaultAction(faults::add);

        try (HubNode node =
                HubNode.start(
                        settings,
                        (events, onFault) -> slowly(EventLogOpener.in(events, onFault)))) {
            assertThat(node.figures().role()).isEqualTo(NodeFigures.Role.LEADER);
            assertThat(node.figures().errors()).isZero();
        }
        assertThat(faults).isEmpty();
    }

    private static EventLogOpener slowly(EventLogOpener opener) {
        return (number, crc) -> {
            long endNs = System.nanoTime() + SHORT.multipliedBy(2).toNanos();
            while (System.nanoTime() - endNs < 0) {
                LockSupport.parkNanos(endNs - System.nanoTime());
            }
            return opener.open(number, crc);
        };
    }
}
