// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import dev.naru.node.eventlog.FileScan.Step;
import dev.naru.node.eventlog.Opening.Hole;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers across starts which events are missing until they are back, in a line of text beside
 * the files. Once a newer snapshot is behind them no start would come upon them again, and missing
 * events before the first file look like retired ones.
 */
final class MissingEvents {
    private static final String NAME = "missing-events";
    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\d{1,18})\\s*");

    private MissingEvents() {}

    /**
     * How far the hole goes that begins here: to the next file whose beginning is good, which says
     * what must be before it.
     *
     * @param missing the first event that is missing or damaged
     * @return empty where no such file follows
     */
    static Optional<Hole> from(EventFiles files, long missing) throws IOException {
        for (Optional<Long> next = files.afterFile(missing);
                next.isPresent();
                next = files.afterFile(next.get())) {
            long first = next.get();
            try (FileScan scan = new FileScan(files.pathOf(first), first)) {
                if (scan.next(first) == Step.EVENT) {
                    int crc = scan.record().previousCrc();
                    return Optional.of(new Hole(missing, first - 1, crc));
                }
            }
        }
        return Optional.empty();
    }

    /** What was remembered and is still missing. Somebody may have brought the files back. */
    static Optional<Hole> recall(EventFiles files) throws IOException {
        Path note = files.folder().resolve(NAME);
        if (Files.notExists(note)) {
            return Optional.empty();
        }
        Matcher line =
                LINE.matcher(new String(Files.readAllBytes(note), StandardCharsets.ISO_8859_1));
        if (!line.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(line.group(1));
        long last = Long.parseLong(line.group(2));
        Optional<Long> file = files.holding(Math.max(1, first - 1)).or(() -> files.holding(first));
        if (file.isPresent()) {
            return missingUpTo(files, file.get(), last);
        }
        // Where what came behind it has been retired, too, nothing here joins it any more.
        return from(files, first).filter(hole -> hole.last() <= last);
    }

    private static Optional<Hole> missingUpTo(EventFiles files, long file, long last)
            throws IOException {
        try (EventCursor cursor = EventCursor.atFile(files, file)) {
            Step step = Step.EVENT;
            // The one behind must join.
            while (step == Step.EVENT && cursor.nextNumber() <= last + 1) {
                step = cursor.next(last + 1);
            }
            boolean isBack = step != Step.BAD && cursor.nextNumber() > last;
            return isBack ? Optional.empty() : from(files, cursor.nextNumber());
        }
    }

    /** Takes note of the hole, or that there is none any more. */
    static void remember(EventFiles files, Disk disk, Optional<Hole> hole) throws IOException {
        Path note = files.folder().resolve(NAME);
        if (hole.isEmpty()) {
            // Should a power cut bring it back, the files themselves speak against it.
            Files.deleteIfExists(note);
            return;
        }
        byte[] line =
                (hole.get().first() + " " + hole.get().last() + "\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        if (Files.exists(note) && Arrays.equals(Files.readAllBytes(note), line)) {
            // A start on a full disk writes nothing that is there.
            return;
        }
        Path fresh = note.resolveSibling(NAME + ".new");
        try (LogFile file = disk.open(fresh, 0)) {
            file.write(ByteBuffer.wrap(line));
            file.sync();
        }
        disk.move(fresh, note);
        disk.syncFolder(files.folder());
    }
}
