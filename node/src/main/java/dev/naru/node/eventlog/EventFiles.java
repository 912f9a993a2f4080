// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of one folder by the number of their first event: the names are the index. Safe for use
 * by many threads.
 */
final class EventFiles {
    private static final Pattern NAME = Pattern.compile("(\\d{19})\\.events");

    private final Path folder;
    private final ConcurrentSkipListMap<Long, Path> byFirstNumber = new ConcurrentSkipListMap<>();

    private EventFiles(Path folder) {
        this.folder = folder;
    }

    /** What lies there now; other files are left alone. */
    static EventFiles list(Path folder) throws IOException {
        EventFiles files = new EventFiles(folder);
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            for (Path file : found) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    files.byFirstNumber.put(Long.parseLong(name.group(1)), file);
                }
            }
        }
        return files;
    }

    Path folder() {
        return folder;
    }

    /** Where the file that begins with this number lies, or will lie. */
    Path pathOf(long firstNumber) {
        return folder.resolve(String.format(Locale.ROOT, "%019d.events", firstNumber));
    }

    /** Takes note of a new file. */
    void add(long firstNumber) {
        byFirstNumber.put(firstNumber, pathOf(firstNumber));
    }

    /** Takes note that a file is gone, or is going. */
    void remove(long firstNumber) {
        byFirstNumber.remove(firstNumber);
    }

    /** First number of the file that holds this number if any does. */
    Optional<Long> holding(long number) {
        return Optional.ofNullable(byFirstNumber.floorKey(number));
    }

    /** First number of the first file of all. */
    Optional<Long> first() {
        return afterFile(Long.MIN_VALUE);
    }

    /** First number of the file that comes after the one with this first number. */
    Optional<Long> afterFile(long firstNumber) {
        return Optional.ofNullable(byFirstNumber.higherKey(firstNumber));
    }

    boolean beginsAt(long number) {
        return byFirstNumber.containsKey(number);
    }

    /**
     * Takes a file out of the log without destroying it, or what was put aside before: its name
     * gets another ending, with the next number.
     */
    Path setAside(long firstNumber) throws IOException {
        @Nullable Path file = byFirstNumber.remove(firstNumber);
        if (file == null) {
            throw new IllegalArgumentException("no file begins at " + firstNumber);
        }
        Path aside = file.resolveSibling(file.getFileName() + ".aside");
        for (int number = 2; Files.exists(aside); number++) {
            aside = file.resolveSibling(file.getFileName() + ".aside." + number);
        }
        return Files.move(file, aside);
    }
}
