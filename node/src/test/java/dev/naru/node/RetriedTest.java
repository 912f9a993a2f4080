// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.node.eventlog.EventLog;
import dev.naru.node.eventlog.EventLogFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails is tried ever later, and what was said of it stands meanwhile. */
class RetriedTest {
    private final List<Long> triedAtSeconds = new ArrayList<>();
    private long second;
    private Retried.Work next = () -> "";
    private final Retried retried =
            new Retried(() -> TimeUnit.SECONDS.toNanos(second), "it does not go", this::work);

    private String work() throws IOException {
        triedAtSeconds.add(second);
        return next.run();
    }

    private List<String> runUntil(long last) {
        List<String> said = new ArrayList<>();
        for (; second <= last; second++) {
            said.add(retried.run());
        }
        return said;
    }

    @Test
    void whatFailsIsTriedEverLaterUpToAMinute() {
        next =
                () -> {
                    throw new IOException("No space left");
                };
        assertThat(runUntil(200))
                .allMatch("it does not go: java.io.IOException: No space left"::equals);
        assertThat(triedAtSeconds).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 123L, 183L);
    }

    @Test
    void whatSucceedsIsDoneEachTimeAndForgivesWhatWasBefore() {
        next = () -> "not all";
        assertThat(runUntil(6)).allMatch("not all"::equals);
        next = () -> "";
        assertThat(runUntil(9)).allMatch(String::isEmpty);
        next =
                () -> {
                    throw new IllegalStateException("a bug");
                };
        runUntil(11);
        assertThat(triedAtSeconds).containsExactly(0L, 1L, 3L, 7L, 8L, 9L, 10L, 11L);
    }

    @Test
    void aFaultOfTheLogIsTheEnd(@TempDir Path folder) {
        next =
                () -> {
                    try (EventLog log = EventLog.open(folder, 0, 0)) {
                        log.append(2, 2, new UnsafeBuffer(new byte[1]), 0, 1);
                    }
                    return "";
                };
        assertThatThrownBy(retried::run).isInstanceOf(EventLogFault.class);
    }
}
