// SPDX-License-Identifier: Apache-2.0
package dev.naru.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.core.story.StoredSnapshot;
import dev.naru.core.story.Story;
import dev.naru.protocol.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replays a committed log: what was decided once is decided the same way by every version. */
class GoldenLogTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void logIsReplayedToTheSameEventsAndState(int log) {
        String text = text("/golden/log-" + log + ".txt");
        Story story = Story.small();
        story.run(lines(text, false));
        Outcome.Figures figures = (Outcome.Figures) story.ask("95000", "figures?");

        Map<String, String> actual = new TreeMap<>();
        actual.put("events", Long.toString(figures.eventNumber()));
        actual.put("told", Integer.toHexString(told(story)));
        actual.put("state", Long.toHexString(story.machine().stateHash()));
        actual.put("states", figures.byState().toString());
        assertThat(actual).isEqualTo(expected(text));

        Machine restored =
                Machine.restore(
                        story.settings(),
                        (number, timeNs, event) -> {},
                        /* secret= */ 7,
                        StoredSnapshot.of(story.machine()).source());
        assertThat(Long.toHexString(restored.stateHash())).isEqualTo(actual.get("state"));
    }

    /** A checksum over all outcomes and events in words, which no change of a form touches. */
    private static int told(Story story) {
        CRC32C crc = new CRC32C();
        for (Story.Step step : story.steps()) {
            crc.update(story.words(step.outcome()).getBytes(StandardCharsets.UTF_8));
        }
        story.allEvents()
                .forEach(event -> crc.update(story.words(event).getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }

    private static Map<String, String> expected(String text) {
        return lines(text, true)
                .lines()
                .map(line -> line.substring(2).split(" ", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static String lines(String text, boolean expectations) {
        return text.lines()
                .filter(line -> line.startsWith("= ") == expectations)
                .collect(Collectors.joining("\n"));
    }

    private static String text(String name) {
        try (InputStream in = GoldenLogTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
