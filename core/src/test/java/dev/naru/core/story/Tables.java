// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.story;

import dev.naru.protocol.CorridorClocks;
import dev.naru.protocol.Limits;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The tables in {@code src/test/resources/tables}. Each story begins with {@code == its sentence};
 * the line after it may say {@code small} (limits of one, two and three), {@code enrolled} (a payer
 * has a card and a device), {@code crowded} (one more reader of events fits), {@code live} or
 * {@code without a world}.
 */
public final class Tables {
    /** One story of a file. */
    public record Told(String file, String sentence, Setting setting, String rows) {
        /** A machine as this story begins. */
        public Story begin() {
            return setting.begin();
        }
    }

    /** How a story begins. */
    public enum Setting {
        /** Everybody is there, and limits are some hundreds. */
        USUAL("usual"),
        /** Everybody is there, and nothing more fits. */
        SMALL("small"),
        /** Everybody is there, and kim has had a card and a device for a day. */
        ENROLLED("enrolled"),
        /** Nobody is there, and there is room for one more reader of events. */
        CROWDED("crowded"),
        /** Nobody is there, and money is real. */
        LIVE("live"),
        /** Nobody is there. */
        EMPTY("without a world");

        private final String words;

        Setting(String words) {
            this.words = words;
        }

        Story begin() {
            return switch (this) {
                case USUAL -> Story.small().given(Worlds.KOREA_TO_INDONESIA);
                case SMALL -> new Story(fullSettings()).given(Worlds.KOREA_TO_INDONESIA);
                case ENROLLED ->
                        Story.small().given(Worlds.KOREA_TO_INDONESIA).run(Worlds.CARD_AND_DEVICE);
                case CROWDED -> Story.small().given(readers(Limits.EVENT_READERS - 1));
                case LIVE -> new Story(liveSettings());
                case EMPTY -> Story.small();
            };
        }
    }

    /** The files, in the order in which one would read them. */
    public static final List<String> FILES =
            List.of(
                    "operator",
                    "quotes",
                    "payments",
                    "answers",
                    "time",
                    "holds",
                    "recovery",
                    "windows",
                    "headroom",
                    "limits",
                    "readers",
                    "evidence");

    private Tables() {}

    /** All stories of all files. */
    public static List<Told> all() {
        return FILES.stream().flatMap(file -> of(file).stream()).toList();
    }

    /** The stories of a file. */
    public static List<Told> of(String file) {
        List<Told> stories = new ArrayList<>();
        for (String part : text(file).split("(?m)^== ")) {
            if (!part.startsWith("#")) {
                stories.add(story(file, part));
            }
        }
        return stories;
    }

    private static Told story(String file, String part) {
        int end = part.indexOf('\n');
        String sentence = part.substring(0, end);
        String rows = part.substring(end + 1);
        for (Setting setting : Setting.values()) {
            if (rows.startsWith(setting.words + "\n")) {
                return new Told(
                        file, sentence, setting, rows.substring(setting.words.length() + 1));
            }
        }
        return new Told(file, sentence, Setting.USUAL, rows);
    }

    private static String readers(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj("0 | ack R-%d 0 | done |"::formatted)
                .collect(Collectors.joining("\n"));
    }

    private static MachineSettings fullSettings() {
        return Story.smallSettings()
                .withDirectory(6, 40)
                .withOpen(2, 2)
                .withMemory(3, 100 * Story.SECOND_NS)
                .withRecords(1, 1, 4)
                .withEvidence(3, 2);
    }

    private static MachineSettings liveSettings() {
        return new MachineSettings(
                World.LIVE, 10, 100, 10, 10, 10, CorridorClocks.LONGEST_NS, 10, 10, 10, 10, 10);
    }

    private static String text(String file) {
        String name = "/tables/" + file + ".txt";
        try (InputStream in = Tables.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
