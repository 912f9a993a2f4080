// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import dev.naru.node.eventlog.FileScan.Step;
import dev.naru.node.eventlog.Opening.Hole;
import dev.naru.node.eventlog.Opening.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides at the start what of the files is kept. Events up to the snapshot's number were synced
 * before the snapshot was written, so something bad there is damage, and is left as it is. What
 * comes after will be derived again, so there the log ends at the first bad byte. Whole files that
 * no longer belong are renamed, never deleted. What an earlier start missed is missed until it is
 * back.
 */
final class StartCheck {
    private final EventFiles files;
    private final Tail snapshot;
    private final List<String> findings = new ArrayList<>();
    private Tail end;
    private long lastFile;
    private long lastFileBytes;
    private Standing standing = Standing.WHOLE;
    private Optional<Hole> hole = Optional.empty();

    private StartCheck(EventFiles files, Tail snapshot) {
        this.files = files;
        this.snapshot = snapshot;
        this.end = snapshot;
        this.lastFile = snapshot.number() + 1;
    }

    /**
     * Where the log goes on.
     *
     * @param end the last event there is
     * @param lastFile first number of the file that is to be written on; it may not exist yet
     * @param lastFileBytes how much of that file is kept
     */
    record Result(Tail end, long lastFile, long lastFileBytes, Opening opening) {}

    static Result run(EventFiles files, Tail snapshot) throws IOException {
        StartCheck check = new StartCheck(files, snapshot);
        check.judge();
        check.recall();
        return check.settle();
    }

    private void judge() throws IOException {
        long from = Math.max(1, snapshot.number());
        Optional<Long> file = files.holding(from);
        if (file.isPresent()) {
            try (EventCursor cursor = EventCursor.atFile(files, file.get())) {
                follow(cursor);
            }
        } else if (snapshot.number() > 0) {
            reportHole(1, Standing.SHORT);
        }
        if (hole.isPresent() && files.beginsAt(snapshot.number() + 1)) {
            try (EventCursor cursor = EventCursor.atFile(files, snapshot.number() + 1)) {
                cursor.chainTo(snapshot.crc());
                follow(cursor);
            }
        }
    }

    private void follow(EventCursor cursor) throws IOException {
        Step step = cursor.next(Long.MAX_VALUE);
        while (step == Step.EVENT) {
            if (cursor.record().number() == snapshot.number()) {
                compareWithSnapshot(cursor.lastCrc());
            }
            step = cursor.next(Long.MAX_VALUE);
        }
        long last = cursor.nextNumber() - 1;
        if (step == Step.BAD) {
            findings.add(cursor.complaint());
        }
        if (last < snapshot.number()) {
            reportHole(last + 1, step == Step.BAD ? Standing.DAMAGED : Standing.SHORT);
            return;
        }
        end = last == snapshot.number() ? snapshot : new Tail(last, cursor.lastCrc());
        lastFile = cursor.fileFirstNumber();
        lastFileBytes = cursor.offset();
    }

    private void compareWithSnapshot(int crc) {
        if (crc != snapshot.crc()) {
            throw new EventLogFault(
                    "Event "
                            + snapshot.number()
                            + " in "
                            + files.folder()
                            + " is not the one that the snapshot names: two histories");
        }
    }

    private void reportHole(long first, Standing how) {
        Hole found = new Hole(first, snapshot.number(), snapshot.crc());
        hole = Optional.of(found);
        standing = how;
        findings.add(found.sentence());
    }

    /** With a hole further on it makes one. */
    private void recall() throws IOException {
        Optional<Hole> earlier = MissingEvents.recall(files);
        if (earlier.isEmpty() || earlier.get().first() > snapshot.number()) {
            return;
        }
        long first = earlier.get().first();
        if (hole.isEmpty() && earlier.get().last() < snapshot.number()) {
            hole = earlier;
            standing = Standing.SHORT;
            findings.add(earlier.get().sentence());
        } else if (hole.isPresent() && first < hole.get().first()) {
            reportHole(first, standing);
        }
    }

    private Result settle() throws IOException {
        Path last = files.pathOf(lastFile);
        long cutBytes = Files.exists(last) ? Files.size(last) - lastFileBytes : 0;
        boolean cut = cutBytes > 0;
        for (Optional<Long> later = files.afterFile(lastFile);
                later.isPresent();
                later = files.afterFile(lastFile)) {
            cut = true;
            findings.add("put aside as " + files.setAside(later.get()).getFileName());
        }
        if (cut && standing == Standing.WHOLE) {
            standing = Standing.CUT;
        }
        Opening opening = new Opening(standing, end.number(), hole, cutBytes, findings);
        return new Result(end, lastFile, lastFileBytes, opening);
    }
}
